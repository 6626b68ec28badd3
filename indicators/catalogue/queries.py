"""Which indicators are there, which definition held when, and who is expected to give them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext

from coalitions.collectives.models import Coalition
from impactplatform.kernel.periods import Period
from impactplatform.kernel.text import fold
from indicators.catalogue.domain import LEGAL, Rules, get_rules
from indicators.catalogue.models import Duty, Indicator, IndicatorVersion
from indicators.catalogue.vocabulary import CategoryRule, Kind, PlaceRule, TimeRule


def get_indicator(code: str) -> Indicator:
    """The indicator of this code; raises Indicator.DoesNotExist. One query."""
    return Indicator.objects.select_related("coalition").get(code=code)


def list_indicators(search: str = "") -> QuerySet[Indicator]:
    """Indicators in use, by code, with their current version in `current` (a list of one). Two queries."""
    found = Indicator.objects.filter(retired_on__isnull=True)
    if search:
        found = found.filter(folded_name__contains=fold(search))
    return found.select_related("coalition").prefetch_related(_current())


def list_library(search: str = "") -> QuerySet[Indicator]:
    """The shared library: indicators of no coalition, by code, with `current`. Two queries."""
    return list_indicators(search).filter(coalition__isnull=True)


def list_indicators_of(coalition: Coalition) -> QuerySet[Indicator]:
    """What a coalition follows: its local indicators, and those it has a duty for. Two queries."""
    return list_indicators().filter(Q(coalition=coalition) | Q(duties__coalition=coalition)).distinct()


def find_version(indicator: Indicator, period: Period | None = None) -> IndicatorVersion | None:
    """The definition in use in a period (the current one when none is given). One query."""
    versions = list(indicator.versions.select_related("breakdown").order_by("number"))
    return choose_version(versions, period)


def choose_version(versions: Iterable[IndicatorVersion], period: Period | None) -> IndicatorVersion | None:
    """Among the versions of one indicator: the newest that began by the period's start; before them all, the first.

    Without a period, the current one.
    """
    ordered = sorted(versions, key=lambda version: version.number)
    if period is None:
        return next((v for v in ordered if v.is_current), None)
    begun = [v for v in ordered if v.starts_on is None or v.starts_on <= period.starts_on]
    return begun[-1] if begun else (ordered[0] if ordered else None)


def list_duties(coalition: Coalition, month: Period | None = None) -> QuerySet[Duty]:
    """Who is expected to give what, in their order; with a month, those in force that month. One query."""
    duties = coalition.duties.select_related("indicator", "territory", "organisation")
    if month is not None:
        duties = duties.filter(from_month__lte=month.id).filter(
            Q(until_month__isnull=True) | Q(until_month__gt=month.id)
        )
    return duties.order_by("position", "id")


def map_versions(indicators: Iterable[int]) -> Mapping[int, list[IndicatorVersion]]:
    """Every version of these indicators, oldest first. One query."""
    found: dict[int, list[IndicatorVersion]] = {}
    for version in IndicatorVersion.objects.filter(indicator_id__in=set(indicators)).order_by("indicator_id", "number"):
        found.setdefault(version.indicator_id, []).append(version)
    return found


def get_rules_of(version: IndicatorVersion) -> Rules:
    """The rules of a version, as values."""
    return get_rules(
        kind=version.kind,
        time_rule=version.time_rule,
        place_rule=version.place_rule,
        category_rule=version.category_rule,
    )


def say_rules(version: IndicatorVersion) -> tuple[str, str, str]:
    """How the indicator combines over time, places and categories, in the reader's language."""
    return (
        gettext(TimeRule(version.time_rule).label),
        gettext(PlaceRule(version.place_rule).label),
        gettext(CategoryRule(version.category_rule).label),
    )


def explain_rule(kind: str) -> tuple[str, str, str]:
    """The same for a kind that has not been given rules yet: its own."""
    time, place, category = (legal[0] for legal in LEGAL[Kind(kind)])
    return (
        gettext(TimeRule(time).label),
        gettext(PlaceRule(place).label),
        gettext(CategoryRule(category).label),
    )


def find_break(version: IndicatorVersion) -> date | None:
    """The day a series breaks: when a version begins that may not be joined to the one before."""
    return version.starts_on if version.number > 1 and not version.bridges_previous else None


def _current() -> Prefetch[str]:
    current = IndicatorVersion.objects.filter(is_current=True).select_related("breakdown")
    return Prefetch("versions", queryset=current, to_attr="current")
