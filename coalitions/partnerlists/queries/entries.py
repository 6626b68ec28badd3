"""What do the plan and the decisions come to, organisation by organisation?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from coalitions.collectives.vocabulary import MemberRole
from coalitions.organisations.models import Organisation
from coalitions.partnerlists.domain.plan import merge_values
from coalitions.partnerlists.models import PartnerList, PartnerRow

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
Verdict, Decision = PartnerRow.Verdict, PartnerRow.Decision


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
