"""What does a coalition's list, or the page of a place, say of each indicator in one line?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coalitions.collectives.models import Coalition
from coalitions.territories.models import Territory
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.coverage import Coverage
from indicators.aggregation.domain.status import find_status
from indicators.aggregation.models import Total
from indicators.aggregation.queries.found import KNOWN, TREND_LENGTH, Found, keep_current, load_found, show_found
from indicators.aggregation.queries.publishing import Publisher, Shown
from indicators.aggregation.queries.words import say_status
from indicators.catalogue.models import Indicator, IndicatorVersion
from indicators.catalogue.queries import choose_version, list_duties, list_indicators_of, map_versions
from indicators.measurements.vocabulary import State


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


def _list_candidates(coalition: Coalition) -> dict[int, Territory]:
    """The places a coalition's figure is looked for, the best first: the perimeter, then its places."""
    places: dict[int, Territory] = {}
    if coalition.perimeter is not None:
        places[coalition.perimeter.pk] = coalition.perimeter
    for one in coalition.places.select_related("territory").order_by("territory__name"):
        places.setdefault(one.territory_id, one.territory)
    return places


def _load_latest(versions: Mapping[int, Sequence[IndicatorVersion]], places: Sequence[int]) -> dict[int, list[Found]]:
    """Stored totals of these places by indicator. One query."""
    found: dict[int, list[Found]] = {}
    owner = {version.pk: indicator for indicator, listed in versions.items() for version in listed}
    for one in load_found([version for listed in versions.values() for version in listed], places):
        found.setdefault(owner[one.version], []).append(one)
    return found


def _summarise(
    indicator: Indicator, versions: Sequence[IndicatorVersion], found: Mapping[int, list[Found]], places: Mapping[int, Territory],
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
        line = _make_summary(indicator, current, place, keep_current(mine, versions), publishers)
        if line.value is not None:
            return line
        if best is None or (best.state == State.PENDING and mine):
            best = line
    return best


def _make_summary(
    indicator: Indicator,
    current: IndicatorVersion,
    place: Territory,
    found: Sequence[Found],
    publishers: Mapping[int, Publisher],
) -> Summary:
    recent = [(one, show_found(one, publishers, place)) for one in found[-TREND_LENGTH:]]
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
