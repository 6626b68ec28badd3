"""Which figures wait to be read by a second person, and what stood there before?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import Person, list_roles
from coalitions.territories.models import Territory
from impactplatform.accounts.domain import decide
from impactplatform.kernel.periods import Period
from indicators.measurements.domain import Warning, find_shown
from indicators.measurements.models import Measurement
from indicators.measurements.queries.cells import PEOPLE, Cell, make_cell
from indicators.measurements.vocabulary import Status

EARLIER = 3


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A figure that was sent. `in_force` is what a correction would replace; `earlier` goes from old to new."""

    measurement_id: int
    number: int
    indicator_code: str
    name: str
    unit: str
    kind: str
    category: str
    place: Territory
    organisation: str
    period: Period
    cell: Cell
    earlier: tuple[tuple[Period, Cell], ...]
    in_force: Cell | None
    may_decide: bool
    warning: Warning | None


def list_review_queue(coalition: Coalition, by: Person) -> tuple[ReviewItem, ...]:
    """What waits, oldest sending first. Four queries, however long the queue."""
    may = bool(decide("measurement.approve", list_roles(by, coalition)))
    waiting = list(
        Measurement.objects.filter(series__coalition=coalition, is_latest=True, status=Status.SUBMITTED)
        .select_related("series__version__indicator", "series__territory", "series__organisation", "category", *PEOPLE)
        .order_by("submitted_at", "id")
    )
    around = _map_around(waiting)
    return tuple(_make_item(one, around, may_decide=may and one.submitted_by_id != by.pk) for one in waiting)


def _make_item(one: Measurement, around: dict[tuple[int, int, int], Measurement], *, may_decide: bool) -> ReviewItem:
    version, period, key = one.series.version, Period.from_id(one.period), one.category_id or 0
    found = [(span, around.get((one.series_id, span.id, key))) for span in _earlier(period)]
    known = [(span, make_cell(version.kind, before)) for span, before in found if before is not None]
    cell = make_cell(version.kind, one, [_shown(version.kind, before) for _, before in found])
    in_force = around.get((one.series_id, one.period, key))
    return ReviewItem(
        measurement_id=one.pk,
        number=one.number,
        indicator_code=version.indicator.code,
        name=version.name,
        unit=version.unit,
        kind=version.kind,
        category=str(one.category or ""),
        place=one.series.territory,
        organisation=str(one.series.organisation or ""),
        period=period,
        cell=cell,
        earlier=tuple(known),
        in_force=make_cell(version.kind, in_force) if in_force else None,
        may_decide=may_decide,
        warning=cell.warning,
    )


def _map_around(waiting: Iterable[Measurement]) -> dict[tuple[int, int, int], Measurement]:
    """The figures in force of the same series, for these periods and those just before. One query."""
    listed = list(waiting)
    periods = {
        span.id for one in listed for span in (*_earlier(Period.from_id(one.period)), Period.from_id(one.period))
    }
    found = Measurement.objects.filter(
        series_id__in={one.series_id for one in listed}, period__in=periods, is_in_force=True
    ).select_related(*PEOPLE)
    return {(one.series_id, one.period, one.category_id or 0): one for one in found}


def _earlier(period: Period) -> list[Period]:
    spans = [period.previous()]
    while len(spans) < EARLIER:
        spans.append(spans[-1].previous())
    return spans[::-1]


def _shown(kind: str, found: Measurement | None) -> Decimal | None:
    return find_shown(kind, found.state, found.value, found.numerator, found.denominator) if found else None
