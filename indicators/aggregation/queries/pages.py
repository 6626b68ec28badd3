"""What does the page of an indicator show for a place: its values through time, and those of the parts?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coalitions.territories.models import Territory, TerritoryLink
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.coverage import Coverage
from indicators.aggregation.domain.places import get_reading_day
from indicators.aggregation.domain.status import find_status
from indicators.aggregation.queries.found import KNOWN, TREND_LENGTH, Found, keep_current, load_found, show_found
from indicators.aggregation.queries.publishing import Publisher
from indicators.aggregation.queries.results import Result, summarise_result
from indicators.aggregation.queries.words import say_status
from indicators.catalogue.models import Indicator, IndicatorVersion
from indicators.catalogue.queries import choose_version, find_break, map_versions
from indicators.measurements.vocabulary import State


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
    found = [one for one in load_found(versions, [territory.pk]) if one.period.level == wanted]
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


def _list_points(
    found: Sequence[Found], publishers: Mapping[int, Publisher], versions: Sequence[IndicatorVersion], place: Territory
) -> list[Point]:
    broken = [day for version in versions if (day := find_break(version)) is not None]
    points: list[Point] = []
    before: Period | None = None
    for one in keep_current(found, versions):
        shown = show_found(one, publishers, place)
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
    rows = {one.place: one for one in load_found([version], list(parts)) if one.period == period}
    listed = []
    for pk, part in parts.items():
        if pk in rows:
            shown = show_found(rows[pk], publishers, part)
            listed.append(PlaceValue(part, shown.state, shown.value))
    return tuple(listed)


def _holds(link: TerritoryLink, day: date) -> bool:
    return (link.valid_from is None or link.valid_from <= day) and (link.valid_until is None or day < link.valid_until)
