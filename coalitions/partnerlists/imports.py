"""How do planned rows enter the directory? Through a resource of django-import-export whose every save is an operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import tablib
from django.db import transaction
from django.utils import timezone
from import_export import fields, resources
from import_export.results import Result

from coalitions.collectives.models import Coalition, Membership
from coalitions.collectives.operations import add_members
from coalitions.collectives.queries import list_roles
from coalitions.collectives.vocabulary import MemberRole
from coalitions.organisations.models import Organisation
from coalitions.organisations.operations import Draft, create_organisations, edit_organisation
from coalitions.partnerlists.domain.plan import merge_values
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.queries import summarise_rows
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

TAKEN = (
    "name",
    "short_name",
    "sector",
    "country",
    "street",
    "postcode",
    "town",
    "email",
    "phone",
    "website",
    "presentation_fr",
)
_RENAMED = {"presentation": "presentation_fr"}
Verdict, Decision, State = PartnerRow.Verdict, PartnerRow.Decision, PartnerList.State


class CannotSave(CannotProceed):
    """closed (state); directory_changed (rows): what a row is compared with changed since it was planned; no_rows."""


@dataclass(slots=True)
class Entry:
    """One organisation the list gives or completes: the rows that speak of it, and what it will be."""

    rows: list[PartnerRow]
    organisation: Organisation | None
    values: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.rows[0].number

    @property
    def completes(self) -> bool:
        """Whether numbers or notes are added to an organisation already there."""
        known = self.organisation
        return known is not None and (self.identifiers != self.before["identifiers"] or self.notes != known.notes)


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


def gather_entries(partner_list: PartnerList) -> list[Entry]:
    """What the plan and the decisions come to: one entry for each organisation that would be written. Four queries."""
    rows = list(partner_list.rows.exclude(verdict=Verdict.REJECTED).order_by("number"))
    groups = _group_rows(rows)
    keys = [key for kind, key in groups if kind == "organisation"]
    known = _in_chunks(keys)
    members = set(partner_list.coalition.memberships.values_list("organisation_id", flat=True))
    return [
        _make_entry(group, known[key] if kind == "organisation" else None, members)
        for (kind, key), group in groups.items()
        if kind == "row" or key in known
    ]


def _group_rows(rows: Sequence[PartnerRow]) -> dict[tuple[str, int], list[PartnerRow]]:
    """The rows by what they become: an organisation of the directory, or a new one named by its first row."""
    becomes: dict[int, tuple[str, int] | None] = {}
    groups: dict[tuple[str, int], list[PartnerRow]] = defaultdict(list)
    for row in rows:
        target = _target_of(row, becomes)
        becomes[row.number] = target
        if target:
            groups[target].append(row)
    return groups


def _target_of(row: PartnerRow, becomes: dict[int, tuple[str, int] | None]) -> tuple[str, int] | None:
    if row.decision == Decision.LEAVE or (row.verdict == Verdict.DUPLICATE and not row.decision):
        return None
    if row.verdict == Verdict.NEW or row.decision == Decision.KEEP_BOTH:
        return ("row", row.number)
    if row.candidate_id:
        return ("organisation", row.candidate_id)
    return becomes.get(row.same_as_row or 0)


def _in_chunks(keys: Sequence[int]) -> dict[int, Organisation]:
    found: dict[int, Organisation] = {}
    for start in range(0, len(keys), 400):
        chunk = Organisation.objects.filter(pk__in=keys[start : start + 400]).prefetch_related("identifiers")
        found.update({organisation.pk: organisation for organisation in chunk})
    return found


def _make_entry(rows: list[PartnerRow], organisation: Organisation | None, members: Collection[int]) -> Entry:
    said = [_rename(row.values["values"]) for row in rows]
    numbers = {scheme: value for row in reversed(rows) for scheme, value in row.values["identifiers"]}
    notes = {title: text for row in reversed(rows) for title, text in row.values["notes"].items()}
    roles = {one["role"] for one in said if one.get("role")} or {MemberRole.PARTNER.value}
    said = [{name: value for name, value in one.items() if name != "role"} for one in said]
    if organisation is None:
        return Entry(rows, None, merge_values(None, said), numbers, notes, roles)
    held = {name: getattr(organisation, name) for name in TAKEN}
    carried = {one.scheme: one.value for one in organisation.identifiers.all()}
    before = {
        "values": held,
        "identifiers": carried,
        "notes": dict(organisation.notes),
        "version": organisation.version,
    }
    if organisation.pk not in members:  # not ours to change: it joins as it is
        return Entry(rows, organisation, dict(held), carried, dict(organisation.notes), roles, before)
    return Entry(
        rows, organisation, merge_values(held, said), numbers | carried, organisation.notes | notes, roles, before
    )


def _rename(values: dict[str, str]) -> dict[str, str]:
    return {_RENAMED.get(name, name): value for name, value in values.items()}


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
    _remember(entries, joined)
    counts = {"created": result.totals["new"], "updated": result.totals["update"], "joined": len(joined)}
    current.counts = {**current.counts, **counts}
    current.state, current.applied_at = State.APPLIED, timezone.now()
    current.save(update_fields=["counts", "state", "applied_at"])
    details = {**counts, "file": current.file_name}
    record_entry(action="partner_list.saved", by=by, subject=current, scope=current.coalition.scope, details=details)
    return current


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


def _remember(entries: Sequence[Entry], joined: Sequence[Membership]) -> None:
    """Write beside each row what it became and what was there before, so that it can be undone."""
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
    PartnerRow.objects.bulk_update(rows, ["organisation", "after_version", "before"], batch_size=300)


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
    for start in range(0, len(same), 400):
        rows = partner_list.rows.filter(verdict=Verdict.UPDATE, number__in=same[start : start + 400])
        rows.update(verdict=Verdict.UNCHANGED)
    partner_list.counts = summarise_rows(partner_list)
    partner_list.save(update_fields=["counts"])
    return partner_list
