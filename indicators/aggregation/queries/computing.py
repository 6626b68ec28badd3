"""What should the totals of an indicator be, for the places and periods that changed? Computes; writes nothing.

The order is fixed: categories at the leaf, time at the leaf, then places level by level (docs/algorithms/aggregation.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.leaves import Contributor, Leaf, measure_leaf
from indicators.aggregation.domain.places import Tree, get_reading_day
from indicators.aggregation.domain.totals import Row, Sitting, compute_row
from indicators.aggregation.queries.loading import (
    Given,
    Land,
    Subject,
    list_contributors,
    list_reporters,
    load_given,
)
from indicators.aggregation.queries.storing import Place, list_active_periods, list_counted_places, load_rows
from indicators.catalogue.models import IndicatorVersion


@dataclass(frozen=True, slots=True)
class Order:
    """What must be computed again: everything, some periods of every place, and some places (None: all their periods)."""

    is_all: bool = False
    everywhere: frozenset[int] = frozenset()
    places: Mapping[int, frozenset[int] | None] = field(default_factory=dict)

    @classmethod
    def of_keys(cls, keys: Iterable[tuple[int | None, int | None]]) -> Order:
        """One order out of many keys (place, period)."""
        found: dict[int, frozenset[int] | None] = {}
        everywhere: set[int] = set()
        for place, period in keys:
            if place is None and period is None:
                return cls(is_all=True)
            if place is None:
                everywhere.add(period or 0)
                continue
            before = found.get(place, frozenset())
            found[place] = None if period is None or before is None else before | {period}
        return cls(everywhere=frozenset(everywhere), places=found)

    @property
    def is_wide(self) -> bool:
        """Does it touch every place?"""
        return self.is_all or bool(self.everywhere)

    def list_inputs(self) -> set[int] | None:
        """The periods whose figures are needed; None: all of them."""
        if self.is_all or None in self.places.values():
            return None
        changed = self.everywhere.union(*(periods or () for periods in self.places.values()))
        return {needed for period in changed for needed in list_needed(Period.from_id(period))}


@dataclass(slots=True)
class Computed:
    """What was computed for one version: rows by place (None: nothing to keep), and what is stored there now."""

    rows: dict[Place, Row | None] = field(default_factory=dict)
    stored: dict[Place, tuple[int, Row]] = field(default_factory=dict)


def compute_version(
    subject: Subject,
    land: Land,
    version: IndicatorVersion,
    order: Order,
    given: Mapping[int, Given],
    *,
    from_scratch: bool = False,
) -> Computed:
    """The rows of one version that an order touches. Four queries, whatever the number of rows.

    From scratch, no stored row is used as an input: all are computed, parts before wholes.
    """
    active = list_active_periods(version.pk)
    wanted = _list_wanted(subject, version, order, given, active)
    touched = {period: land.forest.as_of(Period.from_id(period)).climb(places) for period, places in wanted.items()}
    done = Computed(stored=load_rows(version.pk, list(touched), _list_scope(land, touched)))
    stored: dict[tuple[int, int], dict[int, Row]] = {}
    if not from_scratch:
        for (category, period_id, place), (_, kept) in done.stored.items():
            stored.setdefault((category, period_id), {})[place] = kept
    reporters = list_reporters(version.pk)
    categories = {0, *(c for at in given.values() for c in at.list_categories()), *(key[0] for key in done.stored)}
    for period_id, places in sorted(touched.items()):
        period = Period.from_id(period_id)
        for category in sorted(categories):
            rows = stored.get((category, period_id), {})
            sitting = _sit(subject, land, version, rows, reporters, category, period)
            _compute_places(subject, version, sitting, given, places, done, (category, period))
    return done


def load_for(subject: Subject, land: Land, order: Order) -> dict[int, dict[int, Given]]:
    """What the places of an order and the larger ones said, with the finer periods their totals are made of. One query."""
    places = None if order.is_wide else land.forest.climb_ever([*order.places, *subject.duties])
    return load_given(subject, places, order.list_inputs())


def widen_order(subject: Subject, order: Order) -> Order:
    """The order, with every period of the places that report for the first time: from now on their silence counts elsewhere.

    Three queries for each version.
    """
    fresh: set[int] = set()
    for version in subject.versions:
        reporters = list_reporters(version.pk)
        named = reporters if order.is_wide else reporters & set(order.places)
        if list_active_periods(version.pk):
            fresh |= named - list_counted_places(version.pk)
    if not fresh or order.is_all:
        return order
    return Order(everywhere=order.everywhere, places={**order.places, **dict.fromkeys(fresh)})


def _sit(
    subject: Subject,
    land: Land,
    version: IndicatorVersion,
    rows: dict[int, Row],
    reporters: frozenset[int],
    category: int,
    period: Period,
) -> Sitting:
    tree = land.forest.as_of(period)
    return Sitting(
        rules=subject.rules[version.pk], least=version.min_coverage, tree=tree, rows=rows, kinds=land.kinds, reporters=reporters,
        owing=tree.climb(subject.duties) if subject.is_in_use(version, period) else frozenset(), is_whole=category == 0,
        valid=partial(land.is_valid, day=get_reading_day(period)),
    )  # fmt: skip


def _compute_places(
    subject: Subject, version: IndicatorVersion, sitting: Sitting, given: Mapping[int, Given], places: set[int], done: Computed,
    at: tuple[int, Period],
) -> None:  # fmt: skip
    """Parts before wholes, each row at once in reach of the place above."""
    category, period = at
    rows = sitting.rows
    for place in sitting.tree.order(places):
        row = _compute_place(subject, version, sitting, given.get(place), place, category, period)
        done.rows[(category, period.id, place)] = row
        if row is None:
            rows.pop(place, None)
        else:
            rows[place] = row


def _compute_place(
    subject: Subject,
    version: IndicatorVersion,
    sitting: Sitting,
    given: Given | None,
    place: int,
    category: int,
    period: Period,
) -> Row | None:
    contributors = list_contributors(subject, version, given, place, category, period)
    own = _measure(sitting, version, contributors, period)
    official: Leaf | None = None
    if given is not None and given.official.get(category):
        official = _measure(sitting, version, [Contributor(given.official[category])], period)
    replaces = category == 0 and (place in subject.duties or (given is not None and period.id in given.replacing))
    return compute_row(sitting, place, own, official, replaces=replaces)


def _measure(
    sitting: Sitting, version: IndicatorVersion, contributors: list[Contributor], period: Period
) -> Leaf | None:
    return measure_leaf(sitting.rules, version.frequency, version.shelf_life_months, contributors, period)


def _list_wanted(
    subject: Subject, version: IndicatorVersion, order: Order, given: Mapping[int, Given], active: Collection[int]
) -> dict[int, set[int]]:
    """For each period, the places whose own figure is looked at again."""
    known = {place: _with_parents(at.list_periods()) for place, at in given.items()}
    wanted: dict[int, set[int]] = {}
    for place, periods in order.places.items():
        for period in known.get(place, set()) | set(active) if periods is None else _with_parents(periods):
            wanted.setdefault(period, set()).add(place)
    begun = set(wanted) - set(active)
    if order.is_wide:
        spans = set(active).union(*known.values()) if order.is_all else _with_parents(order.everywhere)
        begun |= spans
        _want_everywhere(version, wanted, spans, known)
    for period in begun:  # a period nobody spoke of before: from now on, silence in it counts
        wanted[period] |= {p for p in subject.duties if subject.is_in_use(version, Period.from_id(period))}
    return wanted


def _want_everywhere(
    version: IndicatorVersion, wanted: dict[int, set[int]], spans: set[int], known: Mapping[int, set[int]]
) -> None:
    """Every place that said something or has a total in these periods."""
    for period in spans:
        wanted.setdefault(period, set())
    for place, periods in known.items():
        for period in periods & spans:
            wanted[period].add(place)
    for _, period, place in load_rows(version.pk, list(spans), None):
        wanted[period].add(place)


def _with_parents(periods: Iterable[int]) -> set[int]:
    return {p.id for period in periods for p in (Period.from_id(period), *Period.from_id(period).parents())}


def list_needed(period: Period) -> set[int]:
    """The periods that a change in one may need: its parents, and all the finer ones inside them."""
    needed: set[int] = set()
    for target in (period, *period.parents()):
        needed |= {target.id, *(m.id for m in target.months()), *(q.id for q in target.quarters())}
    return needed


def _list_scope(land: Land, touched: Mapping[int, set[int]]) -> set[int]:
    """The places whose stored rows are needed: those touched, their parts, and all below where a leaf has two ways up."""
    scope: set[int] = set()
    for period, places in touched.items():
        tree: Tree = land.forest.as_of(Period.from_id(period))
        for place in places:
            scope.add(place)
            scope.update(tree.children.get(place, ()))
        scope |= tree.descend([place for place in places if tree.children.get(place) and tree.has_two_ways(place)])
    return scope
