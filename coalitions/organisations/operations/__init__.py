"""What may be done with organisations: create, edit, merge, and take back."""

from coalitions.organisations.operations.merging import Merge, merge_organisations, undo_merge
from coalitions.organisations.operations.writing import (
    CannotCreate,
    CannotEdit,
    CannotRemove,
    Draft,
    create_organisation,
    create_organisations,
    edit_organisation,
    remove_organisation,
)

__all__ = [
    "CannotCreate",
    "CannotEdit",
    "CannotRemove",
    "Draft",
    "Merge",
    "create_organisation",
    "create_organisations",
    "edit_organisation",
    "merge_organisations",
    "remove_organisation",
    "undo_merge",
]
