"""Which figures are expected this month, what was given, and by whom? One page, a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import Person, list_own_organisations, list_roles
from coalitions.territories.models import Territory
from impactplatform.accounts.domain import decide
from impactplatform.kernel.periods import Period
from indicators.catalogue.models import Category, Duty, IndicatorVersion
from indicators.catalogue.queries import choose_version, list_duties, map_versions
from indicators.measurements.domain import find_shown
from indicators.measurements.models import Measurement, MonthClosing, Series
from indicators.measurements.queries.cells import PEOPLE, Cell, make_cell
from indicators.measurements.vocabulary import SeriesRole, State, Status

TREND_LENGTH = 12
Key = tuple[int, int, int]  # series, period, category (0: the whole)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One figure expected: what it is, who gives it, what came before, what stands now."""

    key: str
    duty_id: int
    category_id: int | None
    category: str
    indicator_code: str
    version_id: int
    name: str
    unit: str
    kind: str
    direction: str
    definition: str
    period: Period
    place: Territory
    organisation: str
    may_write: bool
    previous: Cell | None
    trend: tuple[Decimal | None, ...]
    cell: Cell


@dataclass(frozen=True, slots=True)
class Finished:
    """Who said that the month is complete, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """The month's page. `recorded` counts rows with a figure or a silence somebody chose."""

    coalition: Coalition
    period: Period
    previous: Period
    next: Period
    rows: tuple[GridRow, ...]
    recorded: int
    expected: int
    finished: Finished | None
    is_writable: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the month is; `waiting` counts figures of any month that somebody must read."""

    recorded: int
    expected: int
    waiting: int
    returned: int
    is_finished: bool


def list_periods_due(frequency: str, month: Period) -> Period | None:
    """The period whose figure is asked in a month: the month itself, or the quarter or year that ends with it.

    >>> list_periods_due("quarter", Period.parse("2024-06")).code
    '2024-Q2'
    >>> list_periods_due("quarter", Period.parse("2024-05")) is None
    True
    """
    period = Period.holding(month.starts_on, frequency)
    return period if period.ends_before == month.ends_before else None


def get_month_grid(coalition: Coalition, month: Period, by: Person) -> MonthGrid:
    """The rows of a month in the order of the duties. Nine queries at most, however many rows."""
    roles = list_roles(by, coalition)
    own = list_own_organisations(by, coalition)
    rows = _list_rows(
        coalition, month, lambda duty: bool(decide("measurement.record", roles, owns=duty.organisation_id in own))
    )
    closing = MonthClosing.objects.filter(coalition=coalition, period=month.id, reopened_at__isnull=True)
    closed = closing.select_related("finished_by").first()
    return MonthGrid(
        coalition=coalition,
        period=month,
        previous=month.previous(),
        next=month.next(),
        rows=tuple(rows),
        recorded=sum(1 for row in rows if row.cell.number and row.cell.state != State.PENDING),
        expected=len(rows),
        finished=Finished(str(closed.finished_by), closed.finished_at) if closed else None,
        is_writable=any(row.may_write for row in rows),
    )


def find_row(grid: MonthGrid, key: str) -> GridRow | None:
    """The row of a key."""
    return next((row for row in grid.rows if row.key == key), None)


def summarise_progress(coalition: Coalition, month: Period) -> Progress:
    """The counts of the month, for everybody's rows. Seven queries at most."""
    rows = _list_rows(coalition, month, lambda _: False)
    waiting = Measurement.objects.filter(series__coalition=coalition, is_latest=True, status=Status.SUBMITTED).count()
    return Progress(
        recorded=sum(1 for row in rows if row.cell.number and row.cell.state != State.PENDING),
        expected=len(rows),
        waiting=waiting,
        returned=sum(1 for row in rows if row.cell.status == Status.RETURNED),
        is_finished=MonthClosing.objects.filter(
            coalition=coalition, period=month.id, reopened_at__isnull=True
        ).exists(),
    )


def _list_rows(coalition: Coalition, month: Period, may_write: Callable[[Duty], bool]) -> list[GridRow]:
    duties = [
        duty
        for duty in list_duties(coalition, month)
        if duty.indicator.retired_on is None or duty.indicator.retired_on > month.starts_on
    ]
    versions = map_versions(duty.indicator_id for duty in duties)
    asked: list[tuple[Duty, IndicatorVersion, Period]] = []
    for duty in duties:
        current = choose_version(versions.get(duty.indicator_id, []), month)
        period = list_periods_due(current.frequency, month) if current else None
        if current is not None and period is not None:
            asked.append((duty, current, period))
    series = _map_series(
        coalition, [version.pk for _, version, _ in asked], [duty.territory_id for duty, _, _ in asked]
    )
    figures = _map_figures(series.values(), [period for _, _, period in asked])
    categories = _map_categories(version for _, version, _ in asked)
    rows = []
    for duty, version, period in asked:
        own = series.get((version.pk, duty.territory_id, duty.organisation_id))
        for category in categories.get(version.breakdown_id or 0, [None]):
            may = may_write(duty)
            rows.append(_make_row(duty, version, period, category, own, figures, may_write=may))
    return rows


def _make_row(
    duty: Duty,
    version: IndicatorVersion,
    period: Period,
    category: Category | None,
    series: Series | None,
    figures: Mapping[Key, Measurement],
    *,
    may_write: bool,
) -> GridRow:
    key = category.pk if category else 0
    spans = _earlier(period)
    found = [figures.get((series.pk, span.id, key)) if series else None for span in spans]
    trend = [_shown(version.kind, one) for one in found]
    current = figures.get((series.pk, period.id, key)) if series else None
    cell = make_cell(version.kind, current, trend)
    return GridRow(
        key=f"{duty.pk}_{key}",
        duty_id=duty.pk,
        category_id=category.pk if category else None,
        category=str(category) if category else "",
        indicator_code=duty.indicator.code,
        version_id=version.pk,
        name=version.name,
        unit=version.unit,
        kind=version.kind,
        direction=version.direction,
        definition=version.definition,
        period=period,
        place=duty.territory,
        organisation=str(duty.organisation or ""),
        may_write=may_write,
        previous=make_cell(version.kind, found[-1]) if found[-1] is not None else None,
        trend=(*trend, cell.shown),
        cell=cell,
    )


def _earlier(period: Period) -> list[Period]:
    """The periods before, old to new."""
    spans = [period.previous()]
    while len(spans) < TREND_LENGTH - 1:
        spans.append(spans[-1].previous())
    return spans[::-1]


def _shown(kind: str, found: Measurement | None) -> Decimal | None:
    return find_shown(kind, found.state, found.value, found.numerator, found.denominator) if found else None


def _map_series(
    coalition: Coalition, versions: Sequence[int], places: Sequence[int]
) -> dict[tuple[int, int, int | None], Series]:
    found = Series.objects.filter(version_id__in=set(versions), territory_id__in=set(places))
    found = found.filter(Q(coalition=coalition) | Q(coalition__isnull=True))
    ordered = found.exclude(role=SeriesRole.OFFICIAL).order_by("coalition_id", "-id")
    return {(one.version_id, one.territory_id, one.organisation_id): one for one in ordered}


def _map_figures(series: Iterable[Series], periods: Sequence[Period]) -> dict[Key, Measurement]:
    wanted = {span.id for period in set(periods) for span in (*_earlier(period), period)}
    found = Measurement.objects.filter(series_id__in={one.pk for one in series}, period__in=wanted, is_latest=True)
    return {(one.series_id, one.period, one.category_id or 0): one for one in found.select_related(*PEOPLE)}


def _map_categories(versions: Iterable[IndicatorVersion]) -> dict[int, list[Category | None]]:
    """The rows an indicator with a breakdown asks for; its whole too, where the categories do not make it."""
    asked = {version.breakdown_id: version for version in versions if version.breakdown_id}
    found: dict[int, list[Category | None]] = {}
    for category in Category.objects.filter(breakdown_id__in=asked).select_related("breakdown"):
        version = asked[category.breakdown_id]
        makes_whole = (
            category.breakdown.is_additive and category.breakdown.is_exhaustive and version.category_rule != "none"
        )
        found.setdefault(category.breakdown_id, [] if makes_whole else [None]).append(category)
    return found
