"""Who is in a coalition, sector by sector, on a page and as a file?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coalitions.collectives.models import Coalition, Membership
from coalitions.collectives.queries import list_members
from coalitions.organisations.domain import show_phone
from coalitions.organisations.models import Organisation
from coalitions.organisations.queries import search_organisations
from impactplatform.sheets.writing import Cell, ColumnOut, SheetOut, write_csv, write_xlsx


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """An organisation and all it does in the coalition."""

    organisation: Organisation
    roles: tuple[str, ...]

    @property
    def identifiers(self) -> str:
        return ", ".join(str(one) for one in self.organisation.identifiers.all())


def list_partner_rows(coalition: Coalition, *, sector: str = "", text: str = "") -> list[PartnerRow]:
    """The members of today, by name, each once with all its parts. Three queries."""
    members = list_members(coalition)
    wanted = Organisation.objects.filter(pk__in=members.values("organisation"))
    if sector:
        wanted = wanted.filter(sector=sector)
    if text:
        wanted = search_organisations(text, among=wanted)
    parts: dict[int, list[Membership]] = defaultdict(list)
    for member in members:
        parts[member.organisation_id].append(member)
    found = wanted.order_by("folded_name", "id").prefetch_related("identifiers")
    return [PartnerRow(one, tuple(str(m.get_role_display()) for m in parts[one.pk])) for one in found]


def count_sectors(coalition: Coalition) -> dict[str, int]:
    """How many members of each sector today, whatever the filter. One query."""
    sectors: dict[str, set[int]] = defaultdict(set)
    for sector, pk in list_members(coalition).values_list("organisation__sector", "organisation_id"):
        sectors[sector].add(pk)
    return {sector: len(members) for sector, members in sectors.items()}


def write_partners(rows: Iterable[PartnerRow], *, form: str, title: str, with_contact: bool) -> bytes:
    """`csv` or `xlsx`; how to reach an organisation only for those who may see it on the page."""
    heads = [_("Organisation"), _("Sector"), _("Part"), _("Town"), _("Website"), _("Numbers")]
    heads += [_("E-mail"), _("Phone")] if with_contact else []
    lines: list[Sequence[Cell]] = [_line(row, with_contact) for row in rows]
    if form == "csv":
        return write_csv(heads, lines)
    columns = [ColumnOut(head, width=28) for head in heads]
    return write_xlsx([SheetOut(name=_("Partners"), columns=columns, rows=lines)], title=title)


def _line(row: PartnerRow, with_contact: bool) -> list[Cell]:
    one = row.organisation
    line: list[Cell] = [
        one.name, str(one.get_sector_display()), ", ".join(row.roles), one.town, one.website, row.identifiers,
    ]  # fmt: skip
    return [*line, one.email, show_phone(one.phone, one.country or "FR")] if with_contact else line
