"""Which programmes are there, who takes which part in one, and what has been said of it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from coalitions.programmes.models import Programme, ProgrammePartner, ProgrammeStatement


@dataclass(frozen=True, slots=True)
class Part:
    """The organisations that play one part in one phase. `source` when one source names them all; else each has its own."""

    phase: str
    role: str
    organisations: tuple[ProgrammePartner, ...]

    @property
    def source(self) -> str:
        sources = {one.source for one in self.organisations}
        return sources.pop() if len(sources) == 1 else ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What was said of one subject. `disagrees` when the sources do not all say the same."""

    subject: str
    statements: tuple[ProgrammeStatement, ...]
    disagrees: bool

    @property
    def label(self) -> str:
        """The subject in the reader's language, when it was written `français / English`."""
        french, both, english = self.subject.partition(" / ")
        return english if both and (get_language() or "fr").startswith("en") else french


def get_programme(slug: str) -> Programme:
    """The programme of this address; raises Programme.DoesNotExist. One query."""
    return Programme.objects.select_related("perimeter").get(slug=slug)


def list_programmes() -> QuerySet[Programme]:
    """All programmes, by name."""
    return Programme.objects.order_by("name_fr", "id")


def list_public_coalitions_of(programme: Programme) -> list[Any]:
    """The coalitions of the programme that have a public page, in alphabetical order: never ranked. One query."""
    public = programme.coalitions.filter(is_public=True, archived_on__isnull=True)
    return sorted(public, key=lambda coalition: coalition.name.casefold())


def summarise_partners(programme: Programme) -> list[Part]:
    """Who takes part, by phase then part; organisations by name. One query."""
    order = list(ProgrammePartner.Role.values)
    partners = sorted(
        programme.partners.select_related("organisation"),
        key=lambda p: (p.phase, order.index(p.role), p.organisation.folded_name),
    )
    grouped = groupby(partners, key=lambda p: (p.phase, p.get_role_display()))
    return [Part(phase, str(role), tuple(several)) for (phase, role), several in grouped]


def summarise_statements(programme: Programme) -> list[Subject]:
    """What was said, subject by subject, in the order of the dates the sources give. One query."""
    return group_statements(programme.statements.all())


def group_statements(statements: Iterable[ProgrammeStatement]) -> list[Subject]:
    """Side by side: none replaces another, even one marked authoritative."""
    found = []
    for subject, several in groupby(sorted(statements, key=lambda s: s.subject), key=lambda s: s.subject):
        said = tuple(sorted(several, key=lambda s: (s.stated_on, s.pk)))
        found.append(Subject(subject, said, len({s.text_fr for s in said}) > 1))
    return found
