"""What does an aggregation read? Everything it needs of one indicator, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from coalitions.territories.models import Territory, TerritoryLink
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.leaves import Cell, Contributor, sum_categories
from indicators.aggregation.domain.places import Forest, Link
from indicators.aggregation.domain.states import Reading
from indicators.catalogue.domain import Rules
from indicators.catalogue.models import Breakdown, Category, Duty, Indicator, IndicatorVersion
from indicators.catalogue.queries import choose_version, get_rules_of
from indicators.measurements.models import Measurement, Series
from indicators.measurements.vocabulary import SeriesRole, Status

MOST_IN_ONE_LIST = 500  # beyond, everything is read: cheaper than a list the database cannot hold
Who = tuple[int, int]  # organisation and coalition, 0 for none
Cells = dict[int, dict[int, Cell]]  # category, then period
_COLUMNS = (
    "series__version_id", "series__territory_id", "series__organisation_id", "series__coalition_id", "series__role",
    "category_id", "period", "state", "value", "numerator", "denominator", "n", "is_in_force", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What the contributors of one place said, for one version."""

    parts: dict[Who, Cells] = field(default_factory=dict)
    official: Cells = field(default_factory=dict)
    replacing: set[int] = field(default_factory=set)

    def list_periods(self) -> set[int]:
        every = [*self.parts.values(), self.official]
        return {period for cells in every for by_period in cells.values() for period in by_period}

    def list_categories(self) -> set[int]:
        return {category for cells in [*self.parts.values(), self.official] for category in cells}


@dataclass(frozen=True, slots=True)
class Land:
    """The places: which belong to which, when, and of what kind."""

    forest: Forest
    kinds: Mapping[int, str]
    spans: Mapping[int, tuple[date | None, date | None]]

    def is_valid(self, place: int, day: date) -> bool:
        since, until = self.spans.get(place, (None, None))
        return (since is None or since <= day) and (until is None or day < until)


@dataclass(frozen=True, slots=True)
class Subject:
    """One indicator: its versions with their rules, who owes what, and the categories that make a whole."""

    versions: tuple[IndicatorVersion, ...]
    rules: Mapping[int, Rules]
    duties: Mapping[int, dict[Who, tuple[int, int | None]]]
    wholes: Mapping[int, frozenset[int]]

    def is_in_use(self, version: IndicatorVersion, period: Period) -> bool:
        """Is this the definition in use in the period? Only then is a figure owed by it."""
        return choose_version(self.versions, period) == version


def load_land() -> Land:
    """Every membership and kind of place. Two queries."""
    links = [
        Link(*row) for row in TerritoryLink.objects.values_list("child_id", "parent_id", "valid_from", "valid_until")
    ]
    places = list(Territory.objects.order_by().values_list("id", "kind", "valid_from", "valid_until"))
    return Land(
        Forest(links), {pk: kind for pk, kind, _, _ in places}, {pk: (since, until) for pk, _, since, until in places}
    )


def load_subject(indicator_id: int) -> Subject:
    """The definitions and duties of an indicator; once it is retired nothing more is owed. Five queries at most."""
    versions = tuple(IndicatorVersion.objects.filter(indicator_id=indicator_id).order_by("number"))
    retired = Indicator.objects.filter(pk=indicator_id).values_list("retired_on", flat=True).first()
    limit = Period.month_of(retired).id if retired else None
    duties: dict[int, dict[Who, tuple[int, int | None]]] = {}
    listed = Duty.objects.filter(indicator_id=indicator_id).order_by("from_month", "id")
    for place, organisation, coalition, since, until in listed.values_list(
        "territory_id", "organisation_id", "coalition_id", "from_month", "until_month"
    ):
        who = (organisation or 0, coalition)
        earlier = duties.setdefault(place, {}).get(who)
        ends = min((end for end in (until, limit) if end is not None), default=None)
        duties[place][who] = (earlier[0] if earlier else since, ends)
    return Subject(versions, {v.pk: get_rules_of(v) for v in versions}, duties, _load_wholes(versions))


def load_given(
    subject: Subject, places: Collection[int] | None, periods: Collection[int] | None
) -> dict[int, dict[int, Given]]:
    """What was said, by version and place; places or periods None: all of them. One query."""
    found = Measurement.objects.filter(Q(is_in_force=True) | Q(is_latest=True, status=Status.SUBMITTED))
    found = found.filter(series__version__in=[version.pk for version in subject.versions])
    if places is not None and len(places) <= MOST_IN_ONE_LIST:
        found = found.filter(series__territory_id__in=places)
    if periods is not None and len(periods) <= MOST_IN_ONE_LIST:
        found = found.filter(period__in=periods)
    given: dict[int, dict[int, Given]] = {}
    rows = found.order_by("series_id", "period", "number").values_list(*_COLUMNS)
    for version, place, organisation, coalition, role, category, period, *figure in rows.iterator(chunk_size=5000):
        if places is not None and place not in places:
            continue
        at = given.setdefault(version, {}).setdefault(place, Given())
        who = (organisation or 0, coalition or 0)
        cells = at.official if role == SeriesRole.OFFICIAL else at.parts.setdefault(who, {})
        _put(cells.setdefault(category or 0, {}), period, figure)
        if role == SeriesRole.REPLACES:
            at.replacing.add(period)
    for version, at_places in given.items():
        _add_wholes(subject, version, at_places.values())
    return given


def list_reporters(version: int) -> frozenset[int]:
    """The places that have a series of this version. One query."""
    return frozenset(Series.objects.filter(version_id=version).order_by().values_list("territory_id", flat=True))


def list_contributors(
    subject: Subject, version: IndicatorVersion, given: Given | None, place: int, category: int, period: Period
) -> list[Contributor]:
    """Who counts for a place: those who gave something, and those who owe it."""
    duties = subject.duties.get(place, {}) if category == 0 and subject.is_in_use(version, period) else {}
    parts = dict(given.parts) if given else {}
    listed: list[Contributor] = []
    left = dict(duties)
    for who, cells in parts.items():
        owed = left.pop(who, None) or (_take_lone(left, who) if who[1] == 0 else None)
        by_period = cells.get(category)
        if by_period or owed:
            listed.append(Contributor(by_period or {}, owed))
    return listed + [Contributor({}, owed) for owed in left.values()]


def _take_lone(left: dict[Who, tuple[int, int | None]], who: Who) -> tuple[int, int | None] | None:
    """A series of no coalition answers the duty of the one coalition that expects it."""
    matching = [key for key in left if key[0] == who[0]]
    return left.pop(matching[0]) if len(matching) == 1 else None


def _put(cells: dict[int, Cell], period: int, figure: list[object]) -> None:
    state, value, numerator, denominator, n, is_in_force, status = figure
    reading = Reading(state, value, numerator, denominator, n) if is_in_force else None  # type: ignore[arg-type]  # columns
    before = cells.get(period)
    is_received = status in {Status.SUBMITTED, Status.APPROVED} and state in {"number", "zero"}
    if before is None:
        cells[period] = Cell(reading, is_received)
        return
    kept = before.reading if before.reading is not None and (reading is None or before.reading.is_known) else reading
    cells[period] = Cell(kept, before.is_received or is_received)


def _load_wholes(versions: Iterable[IndicatorVersion]) -> dict[int, frozenset[int]]:
    """For each version whose categories make a whole: those categories."""
    wanted = {v.breakdown_id: v.pk for v in versions if v.breakdown_id and v.category_rule != "none"}
    if not wanted:
        return {}
    makes: QuerySet[Breakdown] = Breakdown.objects.filter(pk__in=wanted, is_additive=True, is_exhaustive=True)
    found: dict[int, set[int]] = {}
    for breakdown, category in Category.objects.filter(breakdown__in=makes).values_list("breakdown_id", "id"):
        found.setdefault(breakdown, set()).add(category)
    return {v.pk: frozenset(found.get(v.breakdown_id or 0, ())) for v in versions if v.breakdown_id in found}


def _add_wholes(subject: Subject, version: int, places: Iterable[Given]) -> None:
    """First step of the order: categories at the leaf and its own period."""
    whole = subject.wholes.get(version)
    if not whole:
        return
    for at in places:
        for cells in at.parts.values():
            made = cells.setdefault(0, {})
            for period in {p for category in whole for p in cells.get(category, {})} - set(made):
                readings = {c: cell.reading for c in whole if (cell := cells.get(c, {}).get(period)) and cell.reading}
                reading = sum_categories(subject.rules[version], readings, whole)
                made[period] = Cell(reading, any(cells.get(c, {}).get(period, Cell(None)).is_received for c in whole))
