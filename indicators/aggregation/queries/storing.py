"""How does a stored total become the value the rules work with, and back?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from impactplatform.kernel.exact import VALUE_SCALE
from indicators.aggregation.domain.coverage import Coverage
from indicators.aggregation.domain.states import PARTS, Outcome, Partial
from indicators.aggregation.domain.totals import Row
from indicators.aggregation.models import Total
from indicators.aggregation.queries.loading import MOST_IN_ONE_LIST

Place = tuple[int, int, int]  # category, period, territory
_PARTIAL = ("sum", "numerator", "denominator", "weight", "minimum", "maximum")
_COVERAGE = ("expected", "received", "approved", "stale", "hidden")
FIELDS = (
    *_PARTIAL, "latest_period", *_COVERAGE, "origin", "official", "state", "value", "reason", "lower", "upper",
)  # fmt: skip
_STEP = Decimal(1).scaleb(-VALUE_SCALE)


def load_rows(
    version: int, periods: Collection[int] | None, places: Collection[int] | None
) -> dict[Place, tuple[int, Row]]:
    """Stored totals by category, period and place, each with its key; None: all of them. One query."""
    found = Total.objects.filter(version_id=version)
    if periods is not None and len(periods) <= MOST_IN_ONE_LIST:
        found = found.filter(period__in=periods)
    if places is not None and len(places) <= MOST_IN_ONE_LIST:
        found = found.filter(territory_id__in=places)
    rows = found.order_by().values_list("id", "category", "period", "territory_id", *FIELDS)
    return {
        (category, period, place): (pk, read_row(dict(zip(FIELDS, values, strict=True))))
        for pk, category, period, place, *values in rows.iterator(chunk_size=5000)
        if (places is None or place in places) and (periods is None or period in periods)
    }


def list_active_periods(version: int) -> set[int]:
    """The periods for which a total is stored. One query."""
    return set(Total.objects.filter(version_id=version).order_by().values_list("period", flat=True).distinct())


def list_counted_places(version: int) -> set[int]:
    """The places whose own figure, or silence, stands in some total. One query."""
    found = Total.objects.filter(version_id=version).exclude(origin=PARTS, official__isnull=True)
    return set(found.order_by().values_list("territory_id", flat=True).distinct())


def read_row(columns: Mapping[str, Any]) -> Row:
    """The row of stored columns. Bounds of a refused kind stand in its state as well."""
    lower, upper = columns["lower"], columns["upper"]
    partial = Partial(
        **{name: columns[name] for name in _PARTIAL},
        lower=lower,
        upper=upper,
        latest=columns["latest_period"],
        is_mixed=columns["origin"] == "own" and columns["state"] == "refused",
    )
    outcome = Outcome(columns["state"], columns["value"], columns["reason"], lower, upper)
    coverage = Coverage(*(columns[name] for name in _COVERAGE))
    return Row(partial, coverage, columns["origin"], outcome, columns["official"])


def write_row(row: Row) -> dict[str, Any]:
    """The columns of a row; what needs more than four decimals is rounded here, half to even."""
    partial, outcome = row.partial, row.outcome
    columns: dict[str, Any] = {name: _rounded(getattr(partial, name)) for name in _PARTIAL}
    columns |= {name: getattr(row.coverage, name) for name in _COVERAGE}
    return {
        **columns,
        "latest_period": partial.latest,
        "origin": row.origin,
        "official": _rounded(row.official),
        "state": str(outcome.state),
        "value": _rounded(outcome.value),
        "reason": outcome.reason,
        "lower": _rounded(partial.lower),
        "upper": _rounded(partial.upper),
    }


def list_differences(stored: Mapping[str, Any], computed: Mapping[str, Any]) -> list[str]:
    """The columns in which two rows differ."""
    return [name for name in FIELDS if stored[name] != computed[name]]


def map_columns(rows: Iterable[tuple[Place, Row]]) -> dict[Place, dict[str, Any]]:
    """Rows as columns, by place."""
    return {key: write_row(row) for key, row in rows}


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_STEP, rounding=ROUND_HALF_EVEN)
