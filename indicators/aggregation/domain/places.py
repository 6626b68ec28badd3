"""Which places make up a larger one, as of a period, and do they overlap?

A place may belong to several larger ones. Totals climb level by level; where one leaf reaches a place by two ways (a
neighbourhood across two communes, a commune in a département and in an inter-municipal body), that place is computed
from its distinct leaves, so that nothing is counted twice. See docs/algorithms/aggregation.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from coalitions.territories.vocabulary import Kind as PlaceKind
from impactplatform.kernel.periods import Period

# A level of administration cuts up the level above: places of these kinds do not overlap unless a link says so.
ADMINISTRATIVE = frozenset(
    {
        PlaceKind.COUNTRY,
        PlaceKind.REGION,
        PlaceKind.DEPARTEMENT,
        PlaceKind.COMMUNE,
        PlaceKind.BOROUGH,
        PlaceKind.NATION,
    }
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place belongs to a larger one from a day until another (exclusive)."""

    child: int
    parent: int
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


def get_reading_day(period: Period) -> date:
    """Membership is read on the period's last day.

    >>> get_reading_day(Period.parse("2024-Q1"))
    datetime.date(2024, 3, 31)
    """
    return period.ends_before - timedelta(days=1)


class Tree:
    """The memberships in force on one day, both ways."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.children: dict[int, list[int]] = {}
        self.parents: dict[int, list[int]] = {}
        self._two_ways: dict[int, bool] = {}
        for link in links:
            self.children.setdefault(link.parent, []).append(link.child)
            self.parents.setdefault(link.child, []).append(link.parent)

    def climb(self, places: Iterable[int]) -> set[int]:
        """These places and all the larger ones that hold them."""
        return self._walk(places, self.parents)

    def descend(self, places: Iterable[int]) -> set[int]:
        """These places and all their parts."""
        return self._walk(places, self.children)

    def order(self, places: Collection[int]) -> list[int]:
        """Parts before wholes, then by id. Places in a circle of memberships come last, each once."""
        graph = {place: sorted(p for p in self.children.get(place, ()) if p in places) for place in sorted(places)}
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError:
            return sorted(places)

    def has_two_ways(self, place: int) -> bool:
        """Is some part reached by more than one way down from here?"""
        if place not in self._two_ways:
            self._two_ways[place] = self._find_two_ways(place)
        return self._two_ways[place]

    def _find_two_ways(self, place: int) -> bool:
        seen: set[int] = set()
        waiting = list(self.children.get(place, ()))
        while waiting:
            part = waiting.pop()
            if part in seen:
                return True
            seen.add(part)
            waiting.extend(self.children.get(part, ()))
        return False

    @staticmethod
    def _walk(places: Iterable[int], steps: Mapping[int, list[int]]) -> set[int]:
        seen = set(places)
        waiting = list(seen)
        while waiting:
            for place in steps.get(waiting.pop(), ()):
                if place not in seen:
                    seen.add(place)
                    waiting.append(place)
        return seen


class Forest:
    """The memberships through time: one tree for each span between two changes."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._links = tuple(links)
        days = {d for link in self._links for d in (link.valid_from, link.valid_until) if d is not None}
        self._changes = sorted(days)
        self._trees: dict[int, Tree] = {}

    def on(self, day: date) -> Tree:
        """The memberships of that day."""
        span = sum(1 for change in self._changes if change <= day)
        if span not in self._trees:
            self._trees[span] = Tree(link for link in self._links if link.holds_on(day))
        return self._trees[span]

    def as_of(self, period: Period) -> Tree:
        return self.on(get_reading_day(period))

    def climb_ever(self, places: Iterable[int]) -> set[int]:
        """These places and all that held them at any time."""
        return Tree(self._links).climb(places)


def list_leaves(tree: Tree, places: Iterable[int], is_own: Callable[[int], bool]) -> set[int]:
    """The distinct places below (or among) these whose own figure counts: the walk stops at each of them."""
    found: set[int] = set()
    seen: set[int] = set()
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        if is_own(place):
            found.add(place)
        else:
            waiting.extend(tree.children.get(place, ()))
    return found


def find_overlap(tree: Tree, leaves: Collection[int]) -> tuple[int, int] | None:
    """Two of these places of which one holds the other, as (larger, smaller)."""
    chosen = set(leaves)
    for leaf in sorted(chosen):
        above = (tree.climb([leaf]) - {leaf}) & chosen
        if above:
            return min(above), leaf
    return None


def may_add_kinds(parent_kind: str, kinds: Collection[str]) -> bool:
    """May parts of these kinds be added? Only kinds that cut up the land, or the places somebody chose for a perimeter.

    Neighbourhoods drawn over one another (an IRIS and a priority neighbourhood) share residents without any link.

    >>> may_add_kinds("commune", {"iris", "qpv"}), may_add_kinds("perimeter", {"commune", "qpv"})
    (False, True)
    """
    return len(kinds) < 2 or parent_kind == PlaceKind.PERIMETER or set(kinds) <= ADMINISTRATIVE
