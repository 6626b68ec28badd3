"""How is a whole import taken back, save what changed since?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from coalitions.collectives.models import Membership
from coalitions.collectives.operations import withdraw_members
from coalitions.collectives.queries import list_roles
from coalitions.organisations.models import Organisation
from coalitions.organisations.operations import CannotRemove, edit_organisation, remove_organisations
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.queries import is_undoable
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed


class CannotUndo(CannotProceed):
    """not_undoable (state): not saved, undone already, or more than thirty days ago."""


@transaction.atomic
def undo_partner_list(*, partner_list: PartnerList, by: User) -> PartnerList:
    """Take back everything the list brought. What changed since stays, and is named in `counts["kept"]`."""
    coalition = partner_list.coalition
    roles = list_roles(by, coalition)
    require("import.undo", roles)
    current = PartnerList.objects.select_for_update(of=("self",)).select_related("coalition").get(pk=partner_list.pk)
    if not is_undoable(current):
        raise CannotUndo("not_undoable", state=current.state)
    rows = list(current.rows.filter(before__isnull=False, organisation__isnull=False).select_related("organisation"))
    names = {row.organisation_id: row.organisation.name for row in rows if row.organisation}
    kept = {row.organisation_id for row in rows if row.organisation and row.organisation.version != row.after_version}
    created = [row for row in rows if _before(row)["created"] and row.organisation_id not in kept]
    removed = _remove(current, created, by, roles)
    kept |= {row.organisation_id for row in created} - removed
    restored = [row for row in rows if not _before(row)["created"] and row.organisation_id not in kept]
    _withdraw(current, restored, by)
    for row in restored:
        _restore(row, current, by, roles)
    current.state, current.undone_at = PartnerList.State.UNDONE, timezone.now()
    staying = sorted(names[key] for key in kept)
    current.counts = {**current.counts, "kept": staying, "removed": len(removed), "restored": len(restored)}
    current.save(update_fields=["state", "undone_at", "counts"])
    details = {"removed": len(removed), "restored": len(restored), "kept": staying[:50]}
    record_entry(action="partner_list.undone", by=by, subject=current, scope=coalition.scope, details=details)
    return current


def _remove(partner_list: PartnerList, rows: Sequence[PartnerRow], by: User, roles: Collection[str]) -> set[int | None]:
    """Remove those that nothing else refers to; answers their keys. Each refusal names who must stay."""
    going = list(rows)
    while going:
        organisations = [row.organisation for row in going if row.organisation]
        keys = {row.organisation_id for row in going}
        try:
            with transaction.atomic():
                _withdraw(partner_list, going, by)
                remove_organisations(
                    organisations=organisations, by=by, roles=roles, scope=partner_list.coalition.scope
                )
        except CannotRemove as refusal:
            staying = set(refusal.details["organisations"])
            fewer = [row for row in going if row.organisation and row.organisation.name not in staying]
            going = fewer if len(fewer) < len(going) else []
        else:
            return keys
    return set()


def _withdraw(partner_list: PartnerList, rows: Sequence[PartnerRow], by: User) -> None:
    keys = [key for row in rows for key in _before(row)["memberships"]]
    for start in range(0, len(keys), 400):
        chunk = Membership.objects.filter(pk__in=keys[start : start + 400])
        withdraw_members(coalition=partner_list.coalition, by=by, memberships=list(chunk))


def _restore(row: PartnerRow, partner_list: PartnerList, by: User, roles: Collection[str]) -> None:
    organisation, before = row.organisation, _before(row)
    if not isinstance(organisation, Organisation) or organisation.version == before["version"]:
        return
    edit_organisation(
        organisation=organisation,
        version=organisation.version,
        by=by,
        roles=roles,
        scope=partner_list.coalition.scope,
        identifiers=list(before["identifiers"].items()),
        notes=before["notes"],
        **before["values"],
    )


def _before(row: PartnerRow) -> dict[str, Any]:
    return row.before or {}
