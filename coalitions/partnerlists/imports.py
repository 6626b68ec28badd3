"""How do planned rows enter the directory? Through a resource of django-import-export whose every save is an operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import tablib
from django.db import transaction
from import_export import fields, resources
from import_export.results import Result

from coalitions.collectives.models import Coalition, Membership
from coalitions.collectives.operations import add_members
from coalitions.collectives.queries import list_roles
from coalitions.organisations.models import Organisation
from coalitions.organisations.operations import Draft, create_organisations, edit_organisation
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.operations import record_comparison, record_saving
from coalitions.partnerlists.queries import TAKEN, Entry, gather_entries
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed

State = PartnerList.State


class CannotSave(CannotProceed):
    """closed (state); directory_changed (rows): what a row is compared with changed since it was planned; no_rows."""


class PartnerResource(resources.ModelResource):
    """Compares and saves entries. Reading is ours, comparing and counting are import-export's, writing the operations'."""

    row = fields.Field(column_name="row", readonly=True)

    class Meta:
        model = Organisation
        fields = ("row", *TAKEN)
        import_id_fields = ("row",)
        use_bulk = True
        batch_size = None
        use_transactions = False
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True

    def __init__(self, entries: Sequence[Entry], *, by: User, roles: Collection[str], scope: str) -> None:
        super().__init__()
        self.entries = {entry.number: entry for entry in entries}
        self.by, self.roles, self.scope = by, roles, scope

    def as_dataset(self) -> tablib.Dataset:
        """The entries as import-export wants them: one line each, already read and decided."""
        lines = [[number, *(entry.values.get(name, "") for name in TAKEN)] for number, entry in self.entries.items()]
        return tablib.Dataset(*lines, headers=["row", *TAKEN])

    def get_instance(self, instance_loader: Any, row: Any) -> Organisation | None:
        return self.entries[row["row"]].organisation

    def before_save_instance(self, instance: Organisation, row: Any, **kwargs: Any) -> None:
        instance.entry_number = row["row"]  # type: ignore[attr-defined]  # read back in bulk_create and bulk_update

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        same = super().skip_row(instance, original, row, import_validation_errors)
        return bool(same and not self.entries[row["row"]].completes and instance.pk)

    def bulk_create(
        self, using_transactions: bool, dry_run: bool, raise_errors: bool, batch_size: Any = None, result: Any = None
    ) -> None:
        made = list(self.create_instances)
        self.create_instances.clear()
        if dry_run or not made:
            return
        entries = [self.entries[instance.entry_number] for instance in made]
        saved = create_organisations(
            [_draft(entry) for entry in entries], by=self.by, roles=self.roles, scope=self.scope
        )
        for entry, organisation in zip(entries, saved, strict=True):
            entry.organisation = organisation

    def bulk_update(
        self, using_transactions: bool, dry_run: bool, raise_errors: bool, batch_size: Any = None, result: Any = None
    ) -> None:
        changed = list(self.update_instances)
        self.update_instances.clear()
        for instance in () if dry_run else changed:
            entry = self.entries[instance.entry_number]
            entry.organisation = edit_organisation(
                organisation=instance,
                version=instance.version,
                by=self.by,
                roles=self.roles,
                scope=self.scope,
                identifiers=list(entry.identifiers.items()),
                **_fields(entry),
            )


def _draft(entry: Entry) -> Draft:
    return Draft(**_fields(entry), identifiers=tuple(entry.identifiers.items()))


def _fields(entry: Entry) -> dict[str, Any]:
    return {**entry.values, "notes": entry.notes}


def rehearse(partner_list: PartnerList, *, by: User) -> tuple[list[Entry], Result]:
    """The whole import without saving anything: what import-export would create, update and skip."""
    entries = gather_entries(partner_list)
    resource = _resource(partner_list.coalition, entries, by)
    return entries, resource.import_data(resource.as_dataset(), dry_run=True, raise_errors=True)


@transaction.atomic
def save_partner_list(*, partner_list: PartnerList, by: User) -> PartnerList:
    """Execute exactly the plan, all of it or nothing. A list already saved stays as it is."""
    require("import.confirm", list_roles(by, partner_list.coalition))
    current = PartnerList.objects.select_for_update(of=("self",)).select_related("coalition").get(pk=partner_list.pk)
    if current.state == State.APPLIED:
        return current
    if current.state not in (State.REVIEW, State.APPLYING):
        raise CannotSave("closed", state=current.state)
    entries = gather_entries(current)
    if not entries:
        raise CannotSave("no_rows")
    _refuse_changed(current, entries)
    resource = _resource(current.coalition, entries, by)
    result = resource.import_data(resource.as_dataset(), dry_run=False, use_transactions=False, raise_errors=True)
    joined = _join(current, entries, by)
    counts = {"created": result.totals["new"], "updated": result.totals["update"], "joined": len(joined)}
    return record_saving(partner_list=current, by=by, rows=_fill_rows(entries, joined), counts=counts)


def _resource(coalition: Coalition, entries: Sequence[Entry], by: User) -> PartnerResource:
    return PartnerResource(entries, by=by, roles=list_roles(by, coalition), scope=coalition.scope)


def _refuse_changed(partner_list: PartnerList, entries: Sequence[Entry]) -> None:
    changed = [
        row.number
        for entry in entries
        for row in entry.rows
        if entry.organisation and row.values.get("version") not in (None, entry.organisation.version)
    ]
    if changed:
        raise CannotSave("directory_changed", rows=changed[:20], count=len(changed))


def _join(partner_list: PartnerList, entries: Sequence[Entry], by: User) -> list[Membership]:
    """Each organisation takes its part in the coalition, when it does not hold it yet."""
    by_role: dict[str, list[Organisation]] = defaultdict(list)
    for entry in entries:
        for role in sorted(entry.roles):
            if entry.organisation:
                by_role[role].append(entry.organisation)
    source = partner_list.file_name[:300]
    return [
        membership
        for role, organisations in by_role.items()
        for membership in add_members(
            coalition=partner_list.coalition, by=by, organisations=organisations, role=role, source=source
        )
    ]


def _fill_rows(entries: Sequence[Entry], joined: Sequence[Membership]) -> list[PartnerRow]:
    """The rows with what they became; the first of each organisation keeps what was there before."""
    parts: dict[int, list[int]] = defaultdict(list)
    for membership in joined:
        parts[membership.organisation_id].append(membership.pk)
    rows = []
    for entry in entries:
        organisation = entry.organisation
        if organisation is None:
            continue
        for place, row in enumerate(entry.rows):
            row.organisation, row.after_version = organisation, organisation.version
            if place == 0:
                row.before = {**entry.before, "created": not entry.before, "memberships": parts[organisation.pk]}
            rows.append(row)
    return rows


@transaction.atomic
def settle_plan(*, partner_list: PartnerList, by: User) -> PartnerList:
    """After planning: rehearse, tell rows that would change nothing, and keep the counts of the preview."""
    entries, result = rehearse(partner_list, by=by)
    parts = set(
        partner_list.coalition.memberships.filter(ends_before__isnull=True).values_list("organisation_id", "role")
    )
    same = [
        entry.number
        for entry, outcome in zip(entries, result.rows, strict=True)
        if outcome.import_type == outcome.IMPORT_TYPE_SKIP
        and entry.organisation
        and all((entry.organisation.pk, role) in parts for role in entry.roles)
    ]
    return record_comparison(partner_list=partner_list, by=by, unchanged=same)
