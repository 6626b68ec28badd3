"""What may be shown of a total, to the public and to those who may see exact figures? One door for every channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from coalitions.territories.models import TerritoryLink
from impactplatform.kernel.periods import MONTH, Period
from indicators.aggregation.domain.disclosure import (
    LEAST_RESIDENTS,
    Table,
    is_small,
    protect,
    round_count,
    round_share,
    round_to_five,
)
from indicators.aggregation.domain.places import Forest, Link
from indicators.aggregation.domain.states import PARTS, Partial, compute_exact
from indicators.aggregation.domain.totals import Row
from indicators.aggregation.queries.storing import Place, load_rows
from indicators.catalogue.domain import find_threshold
from indicators.catalogue.models import Category, IndicatorVersion
from indicators.catalogue.queries import get_rules_of
from indicators.catalogue.vocabulary import Kind, Method
from indicators.measurements.vocabulary import State

COUNTS = frozenset({Kind.FLOW, Kind.STOCK, Kind.DISTINCT, Kind.RUNNING_TOTAL})
KNOWN = frozenset({State.NUMBER, State.ZERO})


@dataclass(frozen=True, slots=True)
class Shown:
    """A total as somebody may see it. A hidden one carries no number at all."""

    state: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    official: Decimal | None = None
    reason: str = ""
    is_rounded: bool = False


HIDDEN = Shown(State.HIDDEN, reason="small_count")


class Publisher:
    """Shows the totals of one version: exact inside, protected outside. What must be hidden is found once. Three queries at most."""

    def __init__(self, version: IndicatorVersion, *, public: bool) -> None:
        self.version = version
        self.rules = get_rules_of(version)
        self.threshold = find_threshold(version.method, version.threshold) if public else 0
        self._hidden: frozenset[Place] | None = None

    def show(self, key: Place, row: Row, residents: int | None = None) -> Shown:
        """The total as it may be seen."""
        exact = self._show_exact(row)
        if not self.threshold:
            return exact
        if residents is not None and residents < LEAST_RESIDENTS:
            return replace(HIDDEN, reason="small_area")
        if self.version.method == Method.SUPPRESS:
            return self._show_suppressed(key, row, exact)
        return self._show_rounded(row, exact)

    def _show_exact(self, row: Row) -> Shown:
        known = row.outcome.state in KNOWN
        return Shown(
            state=row.outcome.state,
            value=compute_exact(self.rules, row.partial) if known else None,
            numerator=row.partial.numerator if known else None,
            denominator=row.partial.denominator if known else None,
            lower=row.partial.lower,
            upper=row.partial.upper,
            official=row.official,
            reason=row.outcome.reason,
        )

    def _show_rounded(self, row: Row, exact: Shown) -> Shown:
        kind, sensitive = self.version.kind, self.version.is_sensitive
        bare = Shown(exact.state, reason=exact.reason)
        if exact.state not in KNOWN:
            return self._with_bounds(bare, exact)
        if kind == Kind.SHARE:
            if exact.numerator is None or exact.denominator is None:
                return replace(exact, official=None)
            parts = round_share(exact.numerator, exact.denominator, self.threshold, is_sensitive=sensitive)
            if parts is None:
                return HIDDEN
            value = compute_exact(self.rules, Partial(numerator=parts[0], denominator=parts[1]))
            return Shown(State.NUMBER if value else State.ZERO, value, *parts, is_rounded=True)
        if kind == Kind.MEAN and row.partial.weight is not None and row.partial.weight < self.threshold:
            return HIDDEN
        if kind not in COUNTS or exact.value is None:
            return replace(exact, official=None)
        rounded = round_count(exact.value, self.threshold, is_sensitive=sensitive)
        if rounded is None:
            return HIDDEN
        official = (
            None if exact.official is None else round_count(exact.official, self.threshold, is_sensitive=sensitive)
        )
        return Shown(State.NUMBER if rounded else State.ZERO, rounded, official=official, is_rounded=True)

    def _show_suppressed(self, key: Place, row: Row, exact: Shown) -> Shown:
        if exact.state not in KNOWN:
            return self._with_bounds(Shown(exact.state, reason=exact.reason), exact)
        if key in self._find_hidden():
            return HIDDEN
        if self.version.kind == Kind.MEAN and (row.partial.weight or 0) < self.threshold:
            return HIDDEN
        return replace(exact, official=None)

    def _with_bounds(self, bare: Shown, exact: Shown) -> Shown:
        """Bounds of distinct people are counts too."""
        if exact.lower is None or exact.upper is None or is_small(exact.lower, self.threshold):
            return bare
        return replace(bare, lower=round_to_five(exact.lower), upper=round_to_five(exact.upper), is_rounded=True)

    def _find_hidden(self) -> frozenset[Place]:
        if self._hidden is None:
            rows = {key: row for key, (_, row) in load_rows(self.version.pk, None, None).items()}
            self._hidden = _list_hidden(self.version, rows, self.threshold)
        return self._hidden


def _list_hidden(version: IndicatorVersion, rows: Mapping[Place, Row], threshold: int) -> frozenset[Place]:
    """The cells that `suppress` hides, over every table these rows stand in: places, periods and categories."""
    counts: dict[Place, Decimal] = {}
    also: list[Place] = []
    for key, row in rows.items():
        if row.outcome.state not in KNOWN:
            continue
        if version.kind == Kind.SHARE:
            if row.partial.denominator is None:
                continue
            counts[key] = row.partial.numerator or Decimal(0)
            rest = row.partial.denominator - counts[key]
            if row.partial.denominator < threshold or (rest and is_small(rest, threshold)):
                also.append(key)
        elif version.kind in COUNTS and row.outcome.value is not None:
            counts[key] = row.outcome.value
    return protect(counts, list_tables(version, rows), threshold, also=also, is_sensitive=version.is_sensitive)


def list_tables(version: IndicatorVersion, rows: Mapping[Place, Row]) -> list[Table[Place]]:
    """Every total with its parts that these rows make: by place, by period and by category. Two queries at most."""
    return [*_list_place_tables(rows), *_list_time_tables(version, rows), *_list_category_tables(version, rows)]


def _list_place_tables(rows: Mapping[Place, Row]) -> Iterable[Table[Place]]:
    links = [
        Link(*row) for row in TerritoryLink.objects.values_list("child_id", "parent_id", "valid_from", "valid_until")
    ]
    forest = Forest(links)
    for key, row in rows.items():
        if row.origin == PARTS:
            category, period, place = key
            children = forest.as_of(Period.from_id(period)).children.get(place, [])
            yield Table(
                key, tuple((category, period, child) for child in children if (category, period, child) in rows)
            )


def _list_time_tables(version: IndicatorVersion, rows: Mapping[Place, Row]) -> Iterable[Table[Place]]:
    if version.time_rule not in {"sum", "ratio"}:
        return
    for category, period_id, place in rows:
        period = Period.from_id(period_id)
        if period.level == MONTH:
            continue
        for finer in (period.months(), period.quarters()):
            parts = tuple((category, part.id, place) for part in finer if part.id != period_id)
            found = tuple(part for part in parts if part in rows)
            if found:
                yield Table((category, period_id, place), found)


def _list_category_tables(version: IndicatorVersion, rows: Mapping[Place, Row]) -> Iterable[Table[Place]]:
    if not version.breakdown_id or version.category_rule == "none":
        return
    categories = list(Category.objects.filter(breakdown_id=version.breakdown_id).values_list("id", flat=True))
    for category, period, place in rows:
        if category == 0:
            parts = tuple((c, period, place) for c in categories if (c, period, place) in rows)
            if parts:
                yield Table((0, period, place), parts)
