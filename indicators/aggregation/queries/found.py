"""Which stored totals does a page show, and how does each look to its reader?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coalitions.territories.models import Territory
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.totals import Row
from indicators.aggregation.models import Total
from indicators.aggregation.queries.publishing import Publisher, Shown
from indicators.aggregation.queries.storing import FIELDS, read_row
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.queries import choose_version
from indicators.measurements.vocabulary import State

TREND_LENGTH = 13  # a year and one month: a month is held against the same month a year before
KNOWN = frozenset({State.NUMBER, State.ZERO})


@dataclass(frozen=True, slots=True)
class Found:
    """A stored total with what it takes to show it."""

    version: int
    place: int
    period: Period
    row: Row


def load_found(versions: Iterable[IndicatorVersion], places: Sequence[int]) -> list[Found]:
    """Stored totals of these places, whole categories only, oldest first. One query."""
    rows = Total.objects.filter(version__in=[v.pk for v in versions], territory_id__in=places, category=0).order_by(
        "period"
    )
    return [
        Found(version, place, Period.from_id(period), read_row(dict(zip(FIELDS, columns, strict=True))))
        for version, place, period, *columns in rows.values_list("version_id", "territory_id", "period", *FIELDS)
    ]


def keep_current(found: Iterable[Found], versions: Sequence[IndicatorVersion]) -> list[Found]:
    """One total for each period: that of the definition in use then."""
    in_use = {}
    for one in found:
        chosen = choose_version(versions, one.period)
        if chosen is not None and (chosen.pk == one.version or one.period.id not in in_use):
            in_use[one.period.id] = one
    return [in_use[key] for key in sorted(in_use)]


def show_found(one: Found, publishers: Mapping[int, Publisher], place: Territory) -> Shown:
    """The total as its reader may see it."""
    return publishers[one.version].show((0, one.period.id, one.place), one.row, place.population)
