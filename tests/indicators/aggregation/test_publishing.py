"""What leaves the platform: each method through the database, on every page query; a hidden cell carries no number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coalitions.territories.models import Territory
from impactplatform.accounts.queries import get_system_user
from impactplatform.kernel.periods import Period
from indicators.aggregation.operations import refresh_totals
from indicators.aggregation.queries import (
    Result,
    list_summaries,
    summarise_headlines,
    summarise_indicator,
    summarise_result,
)
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import Indicator
from indicators.catalogue.operations import assign_duty, create_indicator
from indicators.measurements.domain import Entry, settle
from indicators.measurements.operations.importing import FigureRow, import_figures
from tests.factories import TerritoryFactory, TerritoryLinkFactory
from tests.people import Side

pytestmark = pytest.mark.django_db
MAY = Period.parse("2025-05")
SHARE = {"A": (45, 60), "B": (10, 200), "D": (0, 40)}


@pytest.fixture
def whole() -> Territory:
    place = TerritoryFactory(code="P", name="Ville P", kind="commune")
    for code in "ABCD":
        TerritoryLinkFactory(child=TerritoryFactory(code=code, name=f"Quartier {code}"), parent=place)
    return place


def publish(kind: str, figures: dict[str, object], period: Period = MAY, **more: object) -> Indicator:
    definition = Definition("Essai", "personnes", kind, min_coverage=0, **more)  # type: ignore[arg-type]
    version = create_indicator(
        code=f"essai-{kind}-{Indicator.objects.count()}", definition=definition, by=get_system_user()
    )
    give(version.indicator, figures, period)
    return version.indicator


def give(indicator: Indicator, figures: dict[str, object], period: Period) -> None:
    version = indicator.versions.get(is_current=True)
    rows = []
    for code, figure in figures.items():
        parts = (
            {"numerator": Decimal(figure[0]), "denominator": Decimal(figure[1])}
            if isinstance(figure, tuple)
            else {"value": Decimal(str(figure))}
        )
        territory = Territory.objects.get(code=code)
        rows.append(FigureRow(0, version, territory, period, None, settle(version.kind, Entry(**parts))))
    import_figures(rows=rows, by=get_system_user(), approves=True)
    refresh_totals()


def look(
    indicator: Indicator, place: Territory, *, public: bool
) -> tuple[Result, dict[str, tuple[str, Decimal | None]]]:
    result = summarise_result(indicator, place, MAY, public=public)
    return result, {
        one.territory[-1]: (str(one.state), one.numerator if one.numerator is not None else one.value)
        for one in result.inputs
    }


def test_suppress_as_in_the_worked_example(whole: Territory) -> None:
    indicator = publish("share", SHARE, time_rule="latest", threshold=11)
    result, inputs = look(indicator, whole, public=True)
    assert (result.numerator, result.denominator) == (55, 300)
    assert inputs == {"A": ("hidden", None), "B": ("hidden", None), "D": ("zero", 0)}
    exact, inside = look(indicator, whole, public=False)
    assert inside["B"] == ("number", 10)
    assert exact.coverage.expected == 4
    assert exact.missing == ("Quartier C",)
    assert (
        exact.sentence_en
        == "Ville P, in May 2025: 18.3% (55 of 300). From 3 of 4 reports expected (75%). Missing: Quartier C."
    )


def test_round_as_in_the_worked_example(whole: Territory) -> None:
    result, inputs = look(publish("flow", {"A": 45, "B": 10, "D": 0}), whole, public=True)
    assert (result.value, inputs) == (55, {"A": ("number", 45), "B": ("number", 10), "D": ("zero", 0)})
    result, inputs = look(publish("flow", {"A": 45, "B": 6, "D": 0}), whole, public=True)
    assert (result.value, inputs["B"]) == (50, ("hidden", None))
    assert "Arrondi à 5" in result.sentence_fr


def test_a_month_hidden_is_not_given_back_by_its_quarter(whole: Territory) -> None:
    indicator = publish("flow", {"A": 20}, Period.parse("2025-04"), threshold=11)
    give(indicator, {"A": 3}, MAY)
    give(indicator, {"A": 30}, Period.parse("2025-06"))
    view = summarise_indicator(indicator, Territory.objects.get(code="A"), public=True)
    assert [(point.period.code, str(point.state), point.value) for point in view.points] == [
        ("2025-04", "hidden", None),
        ("2025-05", "hidden", None),
        ("2025-06", "number", 30),
    ]
    assert summarise_result(indicator, view.place, Period.parse("2025-Q2"), public=True).value == 53


def test_under_forty_residents_nothing_is_shown(whole: Territory) -> None:
    Territory.objects.filter(code="A").update(population=39)
    _, inputs = look(publish("flow", {"A": 200, "B": 300}), whole, public=True)
    assert inputs["A"] == ("hidden", None)


def test_things_and_money_are_shown_as_they_are(whole: Territory) -> None:
    _, inputs = look(publish("flow", {"A": 3, "B": 4}, threshold=0), whole, public=True)
    assert inputs == {"A": ("number", 3), "B": ("number", 4)}


def test_every_page_shows_the_same_protected_figure(whole: Territory, ours: Side) -> None:
    indicator = publish("flow", {"A": 45, "B": 6, "D": 0})
    place = Territory.objects.get(code="B")
    assign_duty(coalition=ours.coalition, indicator=indicator, territory=place, from_month=MAY, by=ours.coordinator)
    refresh_totals()
    assert [(str(one.state), one.value, one.trend) for one in summarise_headlines(place)] == [("hidden", None, (None,))]
    assert [(str(one.state), one.value) for one in list_summaries(ours.coalition)] == [("hidden", None)]
    assert [one.value for one in list_summaries(ours.coalition, public=False)] == [6]
    view = summarise_indicator(indicator, whole)
    assert [(one.territory.code, one.value) for one in view.places] == [("A", 45), ("B", None), ("D", 0)]
    assert view.latest is not None
    assert view.latest.value == 50


def test_indicators_of_a_coalition_without_public_page_stay_off_the_place_page(whole: Territory, ours: Side) -> None:
    indicator = publish("flow", {"A": 45})
    Indicator.objects.filter(pk=indicator.pk).update(coalition=ours.coalition)
    place = Territory.objects.get(code="A")
    assert len(summarise_headlines(place)) == 1
    ours.coalition.is_public = False
    ours.coalition.save()
    assert summarise_headlines(place) == ()


def test_a_total_says_when_something_changed_since_its_run(whole: Territory) -> None:
    indicator = publish("flow", {"A": 45, "B": 10})
    assert not look(indicator, whole, public=True)[0].is_stale
    version = indicator.versions.get()
    row = FigureRow(0, version, Territory.objects.get(code="B"), MAY, None, Entry(value=Decimal(11)))
    import_figures(rows=[row], by=get_system_user(), approves=True)
    assert look(indicator, whole, public=True)[0].is_stale


def test_a_break_is_told_between_two_definitions(whole: Territory, django_assert_max_num_queries: object) -> None:
    from datetime import date

    from indicators.catalogue.operations import revise_indicator

    indicator = publish("flow", {"A": 20}, Period.parse("2025-04"), threshold=0)
    definition = Definition("Essai", "personnes", "flow", min_coverage=0, threshold=0, starts_on=date(2025, 5, 1))
    revise_indicator(indicator=indicator, definition=definition, by=get_system_user())
    give(indicator, {"A": 30}, MAY)
    view = summarise_indicator(indicator, Territory.objects.get(code="A"))
    assert [(point.value, point.breaks) for point in view.points] == [(20, False), (30, True)]
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        summarise_indicator(indicator, whole)
