"""How do two records of the same organisation become one, and how is that taken back?

The absorbed record stays, pointing at the one that survives, so that old addresses and append-only rows (money, figures)
still lead somewhere. What may move moves; each thing moved is written down, which is what undoing needs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from coalitions.organisations.models import Organisation
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

FILLED = ("short_name", "country", "street", "postcode", "town", "email", "phone", "website", "presentation_fr",
          "presentation_en", "source")  # fmt: skip


class CannotMerge(CannotProceed):
    """same_organisation, already_merged (into), not_merged."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge did; `as_details()` is kept in the trail, and `undo_merge` reads it back."""

    survivor: int
    absorbed: int
    moved: list[list[Any]]
    filled: list[str]

    def as_details(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def merge_organisations(
    *, survivor: Organisation, absorbed: Organisation, by: User, roles: Collection[str], scope: str = "platform"
) -> Merge:
    """Move what refers to `absorbed` to `survivor`, fill the survivor's blanks, keep `absorbed` as a signpost.

    What the survivor already has (the same part in the same coalition) and what may never change stays where it is.
    """
    require("partner_org.create", roles)
    rows = Organisation.objects.select_for_update().in_bulk([survivor.pk, absorbed.pk])
    if len(rows) < 2:
        raise CannotMerge("same_organisation")
    survivor, absorbed = rows[survivor.pk], rows[absorbed.pk]
    for one in (survivor, absorbed):
        if one.merged_into_id is not None:
            raise CannotMerge("already_merged", into=one.merged_into_id)
    moved = _move(absorbed, survivor)
    filled = [name for name in FILLED if not getattr(survivor, name) and getattr(absorbed, name)]
    for name in filled:
        setattr(survivor, name, getattr(absorbed, name))
    absorbed.merged_into = survivor
    _save(survivor, by)
    _save(absorbed, by)
    merge = Merge(survivor.pk, absorbed.pk, moved, filled)
    record_entry(action="organisation.merged", by=by, subject=survivor, scope=scope, details=merge.as_details())
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: User, roles: Collection[str], scope: str = "platform") -> Organisation:
    """Give back what moved and empty what was filled, where neither changed since. Answers the record set free."""
    require("partner_org.create", roles)
    rows = Organisation.objects.select_for_update().in_bulk([merge.survivor, merge.absorbed])
    survivor, absorbed = rows[merge.survivor], rows[merge.absorbed]
    if absorbed.merged_into_id != survivor.pk:
        raise CannotMerge("not_merged")
    for label, pk, name in merge.moved:
        apps.get_model(label)._base_manager.filter(pk=pk, **{name: survivor}).update(**{name: absorbed})
    for name in merge.filled:
        if getattr(survivor, name) == getattr(absorbed, name):
            setattr(survivor, name, "")
    absorbed.merged_into = None
    _save(survivor, by)
    _save(absorbed, by)
    record_entry(action="organisation.unmerged", by=by, subject=survivor, scope=scope, details=merge.as_details())
    return absorbed


def _save(organisation: Organisation, by: User) -> None:
    organisation.version += 1
    organisation._history_user = by  # type: ignore[attr-defined]  # simple_history reads it
    organisation.save()


def _move(absorbed: Organisation, survivor: Organisation) -> list[list[Any]]:
    """Point what may move at the survivor; hidden relations are records of the past and stay."""
    moved: list[list[Any]] = []
    for relation in Organisation._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if hasattr(model, "append_only") or not isinstance(relation.field, models.ForeignKey) or name == "merged_into":
            continue
        keys = model._base_manager.filter(**{name: absorbed}).values_list("pk", flat=True)
        moved.extend([model._meta.label, pk, name] for pk in list(keys) if _repoint(model, pk, name, survivor))
    return moved


def _repoint(model: type[models.Model], pk: int, name: str, survivor: Organisation) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**{name: survivor})
    except IntegrityError:
        return False
    return True
