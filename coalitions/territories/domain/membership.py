"""Which places is a place made of, on a given day, and may their figures be added? (docs/algorithms/place-membership.md)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from coalitions.territories.vocabulary import Kind

# Places of one list and one of these kinds cut the land without sharing any of it; the others may lie over one another.
DIVISIONS = frozenset(
    {Kind.COUNTRY, Kind.REGION, Kind.DEPARTEMENT, Kind.ARRONDISSEMENT, Kind.EPCI, Kind.COMMUNE, Kind.BOROUGH,
     Kind.NEIGHBOURHOOD, Kind.QPV, Kind.IRIS}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """From a day until another (exclusive); None is open.

    >>> Span(date(2015, 1, 1), date(2024, 1, 1)).holds_on(date(2024, 1, 1))
    False
    """

    starts_on: date | None = None
    ends_before: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_before is None or day < self.ends_before
        )

    def meets(self, other: Span) -> bool:
        """Is there a day in both?"""
        common = self.common(other)
        return common.starts_on is None or common.ends_before is None or common.starts_on < common.ends_before

    def common(self, other: Span) -> Span:
        starts = [day for day in (self.starts_on, other.starts_on) if day is not None]
        ends = [day for day in (self.ends_before, other.ends_before) if day is not None]
        return Span(max(starts, default=None), min(ends, default=None))


EVER = Span()


@dataclass(frozen=True, slots=True)
class Place:
    """What membership needs to know of a place."""

    id: int
    scheme: str = ""
    kind: str = ""
    span: Span = EVER


@dataclass(frozen=True, slots=True)
class Link:
    """A place belongs to a larger one while `span` holds."""

    child: int
    parent: int
    span: Span = EVER


@dataclass(frozen=True)
class Tree:
    """All places and links, read once; every question is asked of a day. A place may have several larger ones."""

    places: dict[int, Place]
    links: tuple[Link, ...]
    _below: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list), repr=False)
    _above: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list), repr=False)

    def __post_init__(self) -> None:
        for link in self.links:
            self._below[link.parent].append(link)
            self._above[link.child].append(link)

    def list_parts(self, place: int, day: date) -> list[int]:
        """The places directly inside, in force that day, by id."""
        return sorted(
            {k.child for k in self._below.get(place, ()) if k.span.holds_on(day) and self._lives(k.child, day)}
        )

    def list_larger(self, place: int, day: date) -> list[int]:
        """The places directly above that day, by id."""
        return sorted({k.parent for k in self._above.get(place, ()) if k.span.holds_on(day)})

    def list_all_parts(self, place: int, day: date) -> frozenset[int]:
        """Everything inside, at any depth, each once; the place itself is not among them."""
        return frozenset(self._walk(place, day))

    def list_leaves(self, place: int, day: date) -> frozenset[int]:
        """The smallest places inside; the place itself when it has no part. A leaf with two parents counts once.

        >>> tree = make_tree([1, 2, 3, 9], [Link(1, 9), Link(2, 9), Link(3, 1), Link(3, 2)])
        >>> sorted(tree.list_leaves(9, date(2024, 1, 1)))
        [3]
        """
        inside = [place, *self._walk(place, day)]
        return frozenset(one for one in inside if not self.list_parts(one, day))

    def find_overlaps(self, places: Collection[int], day: date) -> list[tuple[int, int]]:
        """The pairs whose figures may not be added: one holds the other, or they share a part.

        A part shared by two places of the same division (a QPV over two communes) does not make these overlap.
        """
        inside = {place: self.list_all_parts(place, day) for place in places}
        return [
            (a, b)
            for a, b in combinations(sorted(inside), 2)
            if a in inside[b] or b in inside[a] or (inside[a] & inside[b] and not self._divide(a, b))
        ]

    def find_cycle(self, child: int, parent: int, span: Span) -> list[int]:
        """The way from `parent` up to `child` on some day of `span`: a link that would close a circle. Empty when none."""
        waiting: list[tuple[int, Span, list[int]]] = [(parent, span, [parent])]
        seen: set[tuple[int, Span]] = set()
        while waiting:
            place, during, way = waiting.pop()
            if place == child:
                return way
            for link in self._above.get(place, ()):
                shared = during.common(link.span)
                if during.meets(link.span) and (link.parent, shared) not in seen:
                    seen.add((link.parent, shared))
                    waiting.append((link.parent, shared, [*way, link.parent]))
        return []

    def _lives(self, place: int, day: date) -> bool:
        return place in self.places and self.places[place].span.holds_on(day)

    def _divide(self, a: int, b: int) -> bool:
        one, other = self.places.get(a), self.places.get(b)
        return (
            one is not None
            and other is not None
            and (one.scheme, one.kind) == (other.scheme, other.kind)
            and one.kind in DIVISIONS
        )

    def _walk(self, place: int, day: date) -> Iterator[int]:
        waiting, seen = [place], {place}
        while waiting:
            for part in self.list_parts(waiting.pop(), day):
                if part not in seen:
                    seen.add(part)
                    waiting.append(part)
                    yield part


def make_tree(places: Iterable[int | Place], links: Iterable[Link]) -> Tree:
    """A tree from bare ids or whole places."""
    known = [one if isinstance(one, Place) else Place(one) for one in places]
    return Tree({one.id: one for one in known}, tuple(links))


def find_any_cycle(links: Iterable[Link]) -> list[int]:
    """Places that lie in one another in a circle on some day; empty when none. For loading many links at once.

    Takes a time proportional to the links: only what lies on a circle whatever the dates is then looked at day by day.
    """
    left = list(links)
    while True:  # peel what has nothing above or nothing below, until only circles remain
        parents, children = {k.parent for k in left}, {k.child for k in left}
        kept = [k for k in left if k.child in parents and k.parent in children]
        if len(kept) == len(left):
            break
        left = kept
    for place, link in enumerate(left):
        rest = make_tree([], [*left[:place], *left[place + 1 :]])
        if way := rest.find_cycle(link.child, link.parent, link.span):
            return way
    return []
