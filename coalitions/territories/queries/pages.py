"""What does a page say of a place itself: its names, its outline made light, what it is part of and made of?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from coalitions.territories.domain.outlines import simplify_outline
from coalitions.territories.models import Territory
from coalitions.territories.queries.reading import list_larger, list_parts


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place named on another's page."""

    id: int
    scheme: str
    code: str
    kind: str
    name: str
    population: int | None
    outline: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class TerritorySummary:
    """One place. `outline` is GeoJSON of at most 10 kB, None when nobody gave one; `parts_shown` may be fewer than `parts_count`."""

    territory: Territory
    outline: dict[str, Any] | None
    larger: tuple[Neighbour, ...]
    parts_shown: tuple[Neighbour, ...]
    parts_count: int
    parts_population: int | None
    is_past: bool
    successor: Neighbour | None
    predecessors: tuple[Neighbour, ...]


def summarise_territory(territory: Territory, on: date | None = None, most_parts: int = 60) -> TerritorySummary:
    """What the page of a place needs. Five queries. `parts_population` only when every part gives one."""
    day = on or timezone.localdate()
    parts = list(list_parts(territory, day).defer("outline"))
    counts = [part.population for part in parts]
    known = [count for count in counts if count is not None]
    return TerritorySummary(
        territory=territory,
        outline=simplify_outline(territory.outline) if territory.outline else None,
        larger=tuple(_name(one) for one in list_larger(territory, day).defer("outline")),
        parts_shown=tuple(_name(one) for one in parts[:most_parts]),
        parts_count=len(parts),
        parts_population=sum(known) if known and len(known) == len(counts) else None,
        is_past=territory.valid_until is not None and territory.valid_until <= day,
        successor=_name(territory.successor) if territory.successor else None,
        predecessors=tuple(_name(one) for one in territory.predecessors.defer("outline")),
    )


def _name(territory: Territory) -> Neighbour:
    return Neighbour(
        territory.pk, territory.scheme, territory.code, territory.kind, territory.name, territory.population
    )
