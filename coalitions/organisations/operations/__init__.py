"""What may be done with organisations: create, edit, merge, and take back."""

from coalitions.organisations.operations.merging import Merge, merge_organisations, undo_merge
from coalitions.organisations.operations.removing import CannotRemove, remove_organisation, remove_organisations
from coalitions.organisations.operations.writing import (
    CannotCreate,
    CannotEdit,
    Draft,
    create_organisation,
    create_organisations,
    edit_organisation,
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
    "remove_organisations",
    "undo_merge",
]
