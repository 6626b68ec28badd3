"""Which common pots does a test need? What happens to their money goes through operations."""

import factory

from coalitions.funding.models import Fund, FundSeat
from tests.factories.accounts import UserFactory
from tests.factories.coalitions import OrganisationFactory


class FundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fund

    slug = factory.Sequence(lambda n: f"pot-{n}")
    name_fr = factory.Sequence(lambda n: f"Pot commun {n}")
    operator = factory.SubFactory(OrganisationFactory)
    currency = "EUR"


class FundSeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FundSeat

    fund = factory.SubFactory(FundFactory)
    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "operator"
