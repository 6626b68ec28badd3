"""Which indicators, duties and series does a test need?"""

import factory

from indicators.catalogue.models import Duty, Indicator, IndicatorVersion
from indicators.measurements.models import Series
from tests.factories.coalitions import CoalitionFactory, TerritoryFactory

JANUARY_2024 = 100_000 + 2024 * 12


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    code = factory.Sequence(lambda n: f"indicateur-{n}")
    coalition = factory.SubFactory(CoalitionFactory)


class IndicatorVersionFactory(factory.django.DjangoModelFactory):
    """A flow by default; a share needs its rules as well: kind, time_rule and place_rule "ratio"."""

    class Meta:
        model = IndicatorVersion

    indicator = factory.SubFactory(IndicatorFactory)
    name_fr = factory.Sequence(lambda n: f"Indicateur {n}")
    unit_fr = "personnes"
    kind = "flow"
    level = "client"
    direction = "up"
    time_rule = "sum"
    place_rule = "sum"
    category_rule = "sum"


class DutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Duty

    coalition = factory.SubFactory(CoalitionFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    territory = factory.SubFactory(TerritoryFactory)
    from_month = JANUARY_2024


class SeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Series

    version = factory.SubFactory(IndicatorVersionFactory)
    territory = factory.SubFactory(TerritoryFactory)
