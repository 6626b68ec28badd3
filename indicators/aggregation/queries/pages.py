"""What do the pages show of totals: an indicator through time and by place, a coalition's list, a place's headlines?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coalitions.collectives.models import Coalition
from coalitions.territories.models import Territory, TerritoryLink
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.coverage import Coverage
from indicators.aggregation.domain.places import get_reading_day
from indicators.aggregation.domain.status import find_status
from indicators.aggregation.domain.totals import Row
from indicators.aggregation.models import Total
from indicators.aggregation.queries.publishing import Publisher, Shown
from indicators.aggregation.queries.results import Result, summarise_result
from indicators.aggregation.queries.storing import FIELDS, read_row
from indicators.aggregation.queries.words import say_status
from indicators.catalogue.models import Indicator, IndicatorVersion
from indicators.catalogue.queries import choose_version, find_break, list_duties, list_indicators_of, map_versions
from indicators.measurements.vocabulary import State

TREND_LENGTH = 13  # a year and one month: a month is held against the same month a year before
KNOWN = frozenset({State.NUMBER, State.ZERO})


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. `breaks`: the definition changed here and the two sides may not be compared."""

    period: Period
    state: str
    value: Decimal | None
    coverage: Coverage
    breaks: bool = False
    flag: str = ""

    @property
    def percent(self) -> Decimal | None:
        """Coverage in percent."""
        return self.coverage.percent


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """What one part says for the latest period."""

    territory: Territory
    state: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Summary:
    """One indicator in one line: its latest known value for a place, and the word for where it goes."""

    indicator_code: str
    name: str
    unit: str
    kind: str
    direction: str
    place: Territory
    state: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    period: Period | None
    coverage: Coverage
    status: str
    status_word: str
    trend: tuple[Decimal | None, ...]
    is_rounded: bool
    is_fictitious: bool


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """The indicator's page for one place."""

    indicator_code: str
    version: IndicatorVersion
    name: str
    unit: str
    kind: str
    definition: str
    direction: str
    place: Territory
    level: str
    points: tuple[Point, ...]
    latest: Point | None
    status: str
    status_word: str
    places: tuple[PlaceValue, ...]
    certificate: Result | None
    versions: tuple[IndicatorVersion, ...]
    is_fictitious: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A stored total with what it takes to show it."""

    version: int
    place: int
    period: Period
    row: Row


def list_summaries(coalition: Coalition, public: bool = True) -> tuple[Summary, ...]:
    """What a coalition follows, in the order of its duties: for its perimeter, else for the first place it has a figure of.

    About ten queries, however many indicators; one or two more for each that hides small cells with exact totals.
    """
    indicators = {one.pk: one for one in list_indicators_of(coalition)}
    places = _list_candidates(coalition)
    order: dict[int, int] = {}
    for duty in list_duties(coalition):
        order.setdefault(duty.indicator_id, len(order))
        places.setdefault(duty.territory_id, duty.territory)
    versions = map_versions(indicators)
    found = _load_latest(versions, list(places))
    listed = sorted(indicators.values(), key=lambda one: (order.get(one.pk, len(order)), one.code))
    shown = (_summarise(one, versions.get(one.pk, []), found, places, public=public) for one in listed)
    return tuple(one for one in shown if one is not None)


def summarise_headlines(territory: Territory, public: bool = True, most: int = 6) -> tuple[Summary, ...]:
    """The indicators that have a figure for a place, those with a number first. Indicators of a hidden coalition stay out.

    About six queries.
    """
    ids = (
        Total.objects.filter(territory=territory, category=0, approved__gt=0)
        .order_by()
        .values("version__indicator_id")
        .distinct()
    )
    indicators = list(Indicator.objects.filter(pk__in=ids, retired_on__isnull=True).select_related("coalition"))
    if public:
        indicators = [one for one in indicators if one.coalition is None or one.coalition.is_public]
    versions = map_versions(one.pk for one in indicators)
    places = {territory.pk: territory}
    found = _load_latest(versions, [territory.pk])
    shown = [_summarise(one, versions.get(one.pk, []), found, places, public=public) for one in indicators]
    known = [one for one in shown if one is not None]
    return tuple(sorted(known, key=lambda one: (one.value is None, one.indicator_code))[:most])


def summarise_indicator(
    indicator: Indicator, territory: Territory, public: bool = True, level: str | None = None, count: int = 24
) -> IndicatorView:
    """The page of an indicator for a place: its last `count` periods of a level (its frequency by default).

    About twenty queries, however many periods and parts. Raises LookupError without any definition.
    """
    versions = tuple(map_versions([indicator.pk]).get(indicator.pk, []))
    current = choose_version(versions, None) or (versions[-1] if versions else None)
    if current is None:
        raise LookupError(indicator.code)
    wanted = level or current.frequency
    found = [one for one in _load(versions, [territory.pk]) if one.period.level == wanted]
    publishers = {version.pk: Publisher(version, public=public) for version in versions}
    points = _list_points(found, publishers, versions, territory)[-count:]
    latest = next((point for point in reversed(points) if point.state in KNOWN), points[-1] if points else None)
    status = find_status(current.kind, current.direction, [point.value for point in points[-TREND_LENGTH:]])
    return IndicatorView(
        indicator_code=indicator.code, version=current, name=current.name, unit=current.unit, kind=current.kind,
        definition=current.definition, direction=current.direction, place=territory, level=wanted, points=tuple(points),
        latest=latest, status=status, status_word=say_status(status),
        places=_list_parts(versions, publishers, territory, latest.period) if latest else (),
        certificate=summarise_result(indicator, territory, latest.period, public=public) if latest else None,
        versions=versions, is_fictitious=indicator.is_fictitious,
    )  # fmt: skip


def _list_candidates(coalition: Coalition) -> dict[int, Territory]:
    """The places a coalition's figure is looked for, the best first: the perimeter, then its places."""
    places: dict[int, Territory] = {}
    if coalition.perimeter is not None:
        places[coalition.perimeter.pk] = coalition.perimeter
    for one in coalition.places.select_related("territory").order_by("territory__name"):
        places.setdefault(one.territory_id, one.territory)
    return places


def _load_latest(versions: Mapping[int, Sequence[IndicatorVersion]], places: Sequence[int]) -> dict[int, list[_Found]]:
    """Stored totals of these places by indicator. One query."""
    found: dict[int, list[_Found]] = {}
    owner = {version.pk: indicator for indicator, listed in versions.items() for version in listed}
    for one in _load([version for listed in versions.values() for version in listed], places):
        found.setdefault(owner[one.version], []).append(one)
    return found


def _load(versions: Iterable[IndicatorVersion], places: Sequence[int]) -> list[_Found]:
    rows = Total.objects.filter(version__in=[v.pk for v in versions], territory_id__in=places, category=0).order_by(
        "period"
    )
    return [
        _Found(version, place, Period.from_id(period), read_row(dict(zip(FIELDS, columns, strict=True))))
        for version, place, period, *columns in rows.values_list("version_id", "territory_id", "period", *FIELDS)
    ]


def _summarise(
    indicator: Indicator, versions: Sequence[IndicatorVersion], found: Mapping[int, list[_Found]], places: Mapping[int, Territory],
    *, public: bool,
) -> Summary | None:  # fmt: skip
    """The line of an indicator; the first place that has a number, else the first place."""
    current = choose_version(versions, None)
    if current is None or not places:
        return None
    publishers = {version.pk: Publisher(version, public=public) for version in versions}
    best: Summary | None = None
    for place in places.values():
        mine = [
            one
            for one in found.get(indicator.pk, [])
            if one.place == place.pk and one.period.level == current.frequency
        ]
        line = _make_summary(indicator, current, place, _keep_current(mine, versions), publishers)
        if line.value is not None:
            return line
        if best is None or (best.state == State.PENDING and mine):
            best = line
    return best


def _keep_current(found: Iterable[_Found], versions: Sequence[IndicatorVersion]) -> list[_Found]:
    """One total for each period: that of the definition in use then."""
    in_use = {}
    for one in found:
        chosen = choose_version(versions, one.period)
        if chosen is not None and (chosen.pk == one.version or one.period.id not in in_use):
            in_use[one.period.id] = one
    return [in_use[key] for key in sorted(in_use)]


def _make_summary(
    indicator: Indicator,
    current: IndicatorVersion,
    place: Territory,
    found: Sequence[_Found],
    publishers: Mapping[int, Publisher],
) -> Summary:
    recent = [(one, _show(one, publishers, place)) for one in found[-TREND_LENGTH:]]
    known = [(one, shown) for one, shown in recent if shown.state in KNOWN]
    chosen = known[-1] if known else (recent[-1] if recent else None)
    trend = tuple(shown.value for _, shown in recent)
    status = find_status(current.kind, current.direction, trend)
    one, shown = chosen if chosen else (None, Shown(State.PENDING, reason="no_figure"))
    return Summary(
        indicator_code=indicator.code, name=current.name, unit=current.unit, kind=current.kind, direction=current.direction,
        place=place, state=shown.state, value=shown.value, numerator=shown.numerator, denominator=shown.denominator,
        period=one.period if one else None, coverage=one.row.coverage if one else Coverage(), status=status,
        status_word=say_status(status), trend=trend, is_rounded=shown.is_rounded, is_fictitious=indicator.is_fictitious,
    )  # fmt: skip


def _show(one: _Found, publishers: Mapping[int, Publisher], place: Territory) -> Shown:
    return publishers[one.version].show((0, one.period.id, one.place), one.row, place.population)


def _list_points(
    found: Sequence[_Found], publishers: Mapping[int, Publisher], versions: Sequence[IndicatorVersion], place: Territory
) -> list[Point]:
    broken = [day for version in versions if (day := find_break(version)) is not None]
    points: list[Point] = []
    before: Period | None = None
    for one in _keep_current(found, versions):
        shown = _show(one, publishers, place)
        breaks = before is not None and any(before.starts_on < day <= one.period.starts_on for day in broken)
        points.extend(_fill(before, one.period))
        points.append(Point(one.period, shown.state, shown.value, one.row.coverage, breaks))
        before = one.period
    return points


def _fill(before: Period | None, until: Period) -> list[Point]:
    """Silence where no total is stored between two periods: a gap is drawn, never bridged."""
    gaps: list[Point] = []
    span = before.next() if before is not None else until
    while span.id < until.id:
        gaps.append(Point(span, State.PENDING, None, Coverage()))
        span = span.next()
    return gaps


def _list_parts(
    versions: Sequence[IndicatorVersion], publishers: Mapping[int, Publisher], territory: Territory, period: Period
) -> tuple[PlaceValue, ...]:
    """What each part says, by name: alphabetical, never ranked. Three queries."""
    version = choose_version(versions, period)
    if version is None:
        return ()
    day = get_reading_day(period)
    links = (
        TerritoryLink.objects.filter(parent=territory).select_related("child").order_by("child__name", "child__code")
    )
    parts = {link.child_id: link.child for link in links if _holds(link, day)}
    rows = {one.place: one for one in _load([version], list(parts)) if one.period == period}
    listed = []
    for pk, part in parts.items():
        if pk in rows:
            shown = _show(rows[pk], publishers, part)
            listed.append(PlaceValue(part, shown.state, shown.value))
    return tuple(listed)


def _holds(link: TerritoryLink, day: date) -> bool:
    return (link.valid_from is None or link.valid_from <= day) and (link.valid_until is None or day < link.valid_until)
