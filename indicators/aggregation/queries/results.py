"""What is one total, what is it made of, what is missing, and how is it said? The certificate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language

from coalitions.territories.models import Territory
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.coverage import Coverage
from indicators.aggregation.domain.places import list_leaves
from indicators.aggregation.domain.sentences import Saying, say_reason, say_total
from indicators.aggregation.domain.states import PARTS
from indicators.aggregation.domain.totals import Row
from indicators.aggregation.models import Total
from indicators.aggregation.queries.computing import Order, compute_version, list_needed, load_for
from indicators.aggregation.queries.loading import Land, load_land, load_subject
from indicators.aggregation.queries.publishing import Publisher, Shown
from indicators.aggregation.queries.storing import load_rows
from indicators.catalogue.models import DirtyKey, Indicator, IndicatorVersion
from indicators.catalogue.queries import find_version, get_rules_of
from indicators.measurements.models import Measurement
from indicators.measurements.vocabulary import State

EMPTY = Coverage()


@dataclass(frozen=True, slots=True)
class Input:
    """One figure a total is made of: whose, of which period, which version of it."""

    territory: str
    territory_name: str
    period: str
    state: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    version: int | None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A total as it may be seen, and everything that answers for it."""

    indicator_code: str
    name: str
    kind: str
    unit: str
    place: Territory
    period: Period
    category: str
    state: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    official: Decimal | None
    is_rounded: bool
    coverage: Coverage
    rule: str
    reason: str
    reason_words: str
    run_id: int | None
    computed_at: datetime | None
    is_stale: bool
    inputs: tuple[Input, ...]
    missing: tuple[str, ...]
    sentence: str
    sentence_fr: str
    sentence_en: str


class UnknownPeriod(LookupError):
    """The indicator has no definition at all."""


def summarise_result(
    indicator: Indicator, territory: Territory, period: Period, category: str | None = None, public: bool = True
) -> Result:
    """The certificate of one total. About fifteen queries, however many places are below.

    With `public` the disclosure method is applied to the total and to each input, and inputs are the published totals of
    the leaves; otherwise they are the figures themselves. A period nobody spoke of is computed on the spot, not stored.
    """
    version = find_version(indicator, period)
    if version is None:
        raise UnknownPeriod(indicator.code)
    key = _find_category(version, category)
    land = load_land()
    stored = Total.objects.filter(version=version, territory=territory, period=period.id, category=key).first()
    rows = _load_below(version, land, territory, period, key)
    row = rows.get(territory.pk) or _compute_now(indicator, version, land, territory, period, key)
    publisher = Publisher(version, public=public)
    shown = (
        publisher.show((key, period.id, territory.pk), row, territory.population)
        if row
        else Shown(State.PENDING, reason="no_figure")
    )
    leaves = _list_leaf_rows(land, territory, period, rows)
    names = {pk: (f"{scheme}:{code}", name) for pk, scheme, code, name in _list_places(land, territory, period, leaves)}
    inputs = _list_inputs(version, publisher, period, key, leaves, names, public=public)
    missing = _list_missing(land, territory, period, rows, leaves, names)
    return _make_result(
        indicator, version, territory, period, category or "", row, shown, stored, inputs, missing, land
    )


def is_waiting(indicator: Indicator, land: Land, territory: Territory, period: Period) -> bool:
    """Is there an order not yet obeyed that could change this total? One query."""
    below = land.forest.as_of(period).descend([territory.pk])
    keys = DirtyKey.objects.filter(indicator=indicator).values_list("territory_id", "period")
    near = list_needed(period)
    return any((place is None or place in below) and (span is None or span in near) for place, span in keys)


def _make_result(
    indicator: Indicator, version: IndicatorVersion, territory: Territory, period: Period, category: str, row: Row | None,
    shown: Shown, stored: Total | None, inputs: tuple[Input, ...], missing: tuple[str, ...], land: Land,
) -> Result:  # fmt: skip
    coverage = row.coverage if row else EMPTY

    def say(language: str) -> str:
        unit = (version.unit_en if language == "en" else version.unit_fr) or version.unit
        return say_total(
            Saying(
                version.kind, unit, territory.name, period, shown.state, shown.value, shown.reason, coverage, shown.numerator,
                shown.denominator, shown.lower, shown.upper, missing, shown.is_rounded,
            ),
            language,
        )  # fmt: skip

    language = get_language() or "fr"
    sentences = {"fr": say("fr"), "en": say("en")}
    return Result(
        indicator_code=indicator.code, name=version.name, kind=version.kind, unit=version.unit, place=territory, period=period,
        category=category, state=shown.state, value=shown.value, numerator=shown.numerator, denominator=shown.denominator,
        lower=shown.lower, upper=shown.upper, official=shown.official, is_rounded=shown.is_rounded, coverage=coverage,
        rule=version.place_rule if row and row.origin == PARTS else version.time_rule, reason=shown.reason,
        reason_words=say_reason(shown.reason, language), run_id=stored.run_id if stored else None,
        computed_at=stored.computed_at if stored else None, is_stale=is_waiting(indicator, land, territory, period),
        inputs=inputs, missing=missing, sentence=sentences["en" if language.startswith("en") else "fr"],
        sentence_fr=sentences["fr"], sentence_en=sentences["en"],
    )  # fmt: skip


def _find_category(version: IndicatorVersion, category: str | None) -> int:
    if not category or version.breakdown is None:
        return 0
    return version.breakdown.categories.get(code=category).pk


def _load_below(
    version: IndicatorVersion, land: Land, territory: Territory, period: Period, category: int
) -> dict[int, Row]:
    below = land.forest.as_of(period).descend([territory.pk])
    found = load_rows(version.pk, [period.id], below)
    return {key[2]: row for key, (_, row) in found.items() if key[0] == category}


def _compute_now(
    indicator: Indicator, version: IndicatorVersion, land: Land, territory: Territory, period: Period, category: int
) -> Row | None:
    subject = load_subject(indicator.pk)
    order = Order(places={territory.pk: frozenset({period.id})})
    given = load_for(subject, land, order)
    return compute_version(subject, land, version, order, given.get(version.pk, {})).rows.get(
        (category, period.id, territory.pk)
    )


def _list_leaf_rows(land: Land, territory: Territory, period: Period, rows: Mapping[int, Row]) -> dict[int, Row]:
    """The places whose own figure counts, with their row at this period."""
    row = rows.get(territory.pk)
    if row is None:
        return {}
    if row.origin != PARTS:
        return {territory.pk: row}
    tree = land.forest.as_of(period)
    parts = tree.children.get(territory.pk, [])
    return {
        leaf: rows[leaf] for leaf in sorted(list_leaves(tree, parts, lambda p: p in rows and rows[p].origin != PARTS))
    }


def _list_places(
    land: Land, territory: Territory, period: Period, leaves: Mapping[int, Row]
) -> list[tuple[int, str, str, str]]:
    parts = land.forest.as_of(period).children.get(territory.pk, [])
    wanted = {*leaves, *parts, territory.pk}
    found = Territory.objects.order_by("name", "code").values_list("id", "scheme", "code", "name")
    return list(found.filter(pk__in=wanted)) if len(wanted) <= 500 else [row for row in found if row[0] in wanted]


def _list_inputs(
    version: IndicatorVersion, publisher: Publisher, period: Period, category: int, leaves: Mapping[int, Row],
    names: Mapping[int, tuple[str, str]], *, public: bool,
) -> tuple[Input, ...]:  # fmt: skip
    if public:
        residents = (
            dict(Territory.objects.filter(population__isnull=False).values_list("id", "population")) if leaves else {}
        )
        seen = ((pk, publisher.show((category, period.id, pk), row, residents.get(pk))) for pk, row in leaves.items())
        listed = [
            Input(*names[pk], period.code, one.state, one.value, one.numerator, one.denominator, None)
            for pk, one in seen
            if pk in names
        ]
        return tuple(sorted(listed, key=lambda one: one.territory))
    return _list_figures(version, period, category, leaves, names)


def _list_figures(
    version: IndicatorVersion,
    period: Period,
    category: int,
    leaves: Mapping[int, Row],
    names: Mapping[int, tuple[str, str]],
) -> tuple[Input, ...]:
    """The figures in force behind the leaves, silences too. One query."""
    spans = {period.id, *(m.id for m in period.months()), *(q.id for q in period.quarters())}
    found = Measurement.objects.filter(series__version=version, is_in_force=True, period__in=spans)
    found = found.filter(category_id=category) if category else found
    if len(leaves) <= 500:
        found = found.filter(series__territory_id__in=leaves)
    listed: list[Input] = []
    rules = get_rules_of(version)
    for one in found.select_related("series__organisation").order_by("series__territory_id", "period", "series_id"):
        row = leaves.get(one.series.territory_id)
        if row is None or (rules.time == "latest" and row.partial.latest not in {None, one.period}):
            continue
        listed.append(
            Input(
                *names[one.series.territory_id], Period.from_id(one.period).code, one.state, one.value, one.numerator,
                one.denominator, one.number, str(one.series.organisation or ""),
            )
        )  # fmt: skip
    return tuple(sorted(listed, key=lambda one: (one.territory, one.period)))


def _list_missing(
    land: Land, territory: Territory, period: Period, rows: Mapping[int, Row], leaves: Mapping[int, Row],
    names: Mapping[int, tuple[str, str]],
) -> tuple[str, ...]:  # fmt: skip
    """The names of what was expected and does not count, by name; parts that said nothing at all are among them."""
    lacking = {pk for pk, row in leaves.items() if row.coverage.approved < row.coverage.expected}
    row = rows.get(territory.pk)
    if row is not None and row.origin == PARTS:
        named = sum(one.coverage.expected for one in leaves.values())
        if named < row.coverage.expected:
            silent: Sequence[int] = land.forest.as_of(period).children.get(territory.pk, [])
            kinds = {land.kinds.get(pk) for pk in silent if pk in rows}
            lacking |= {pk for pk in silent if pk not in rows and land.kinds.get(pk) in kinds}
    return tuple(sorted(names[pk][1] for pk in lacking if pk in names))
