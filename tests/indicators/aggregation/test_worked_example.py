"""The worked example of measurement.md section 10, with the same figures: through the database, as a person would."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coalitions.territories.models import Territory
from impactplatform.accounts.queries import get_system_user
from impactplatform.kernel.periods import Period
from indicators.aggregation.models import Total
from indicators.aggregation.operations import refresh_totals, verify_totals
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.operations import create_indicator, mark_stale
from indicators.measurements.models import Measurement, Series
from tests.factories import TerritoryFactory, TerritoryLinkFactory

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2024")


def give(series: Series, period: Period, state: str = "number", **numbers: object) -> None:
    """A figure in force, without the steps that lead there."""
    Measurement.objects.create(
        series=series,
        period=period.id,
        number=1,
        state=state,
        status="approved",
        is_in_force=True,
        entered_by=get_system_user(),
        **numbers,
    )
    mark_stale(indicator=series.version.indicator_id, territories=[series.territory_id], periods=[period.id])


@pytest.fixture
def three() -> Territory:
    """Place P with its parts A, B, C and D; nothing at all was said of C."""
    place = TerritoryFactory(code="P", name="P")
    for code in "ABCD":
        TerritoryLinkFactory(child=TerritoryFactory(code=code, name=code), parent=place)
    definition = Definition("Présence à l’école", "%", "share", time_rule="latest", frequency="year", threshold=11)
    version = create_indicator(code="presence", definition=definition, by=get_system_user())
    for code, state, numerator, denominator in (
        ("A", "number", 45, 60),
        ("B", "number", 10, 200),
        ("D", "zero", 0, 40),
    ):
        part = Series.objects.create(version=version, territory=Territory.objects.get(code=code))
        give(part, YEAR, state, numerator=Decimal(numerator), denominator=Decimal(denominator))
    return place


@pytest.fixture
def whole(three: Territory) -> Territory:
    """The same, where C said that nothing was collected."""
    version = IndicatorVersion.objects.get()
    give(Series.objects.create(version=version, territory=Territory.objects.get(code="C")), YEAR, "nd")
    return three


def test_the_total_is_the_ratio_of_the_sums(whole: Territory) -> None:
    refresh_totals()
    total = Total.objects.get(territory=whole, period=YEAR.id)
    assert (total.numerator, total.denominator) == (55, 300)
    assert total.value == Decimal("18.3333")
    assert (total.expected, total.received, total.approved) == (4, 3, 3)
    assert total.state == "number"


def test_a_part_that_says_nothing_at_all_is_expected_too(three: Territory) -> None:
    refresh_totals()
    total = Total.objects.get(territory=three, period=YEAR.id)
    assert (total.expected, total.approved, total.numerator, total.denominator) == (4, 3, 55, 300)


def test_verify_finds_nothing_and_then_the_planted_difference(whole: Territory) -> None:
    refresh_totals()
    assert verify_totals()[1] == []
    Total.objects.filter(territory=whole).update(value=Decimal("26.7"))
    _, found = verify_totals(heals=True)
    assert [(one.territory, one.period, one.field, one.stored, one.computed) for one in found] == [
        ("essai:P", "2024", "value", "26.7000", "18.3333")
    ]
    refresh_totals()
    assert verify_totals()[1] == []
