"""Which places, organisations and coalitions does a test need?"""

from datetime import date

import factory

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition, CoalitionPlace, Membership, Seat
from coalitions.organisations.models import Organisation
from coalitions.programmes.models import Programme
from coalitions.territories.models import Territory, TerritoryLink
from coalitions.vision.models import ChangeSought, Vision
from tests.factories.accounts import UserFactory


class TerritoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Territory

    scheme = "essai"
    code = factory.Sequence(lambda n: f"T{n:03}")
    kind = "neighbourhood"
    name = factory.Sequence(lambda n: f"Quartier {n}")
    country = "FR"


class TerritoryLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TerritoryLink

    child = factory.SubFactory(TerritoryFactory)
    parent = factory.SubFactory(TerritoryFactory)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Association {n}")
    sector = "community"
    country = "FR"


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    name_fr = factory.Sequence(lambda n: f"Programme {n}")


class CoalitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Coalition

    slug = factory.Sequence(lambda n: f"coalition-{n}")
    name_fr = factory.Sequence(lambda n: f"Coalition {n}")
    country = "FR"
    currency = "EUR"
    starts_on = date(2024, 1, 1)
    is_public = True


class CoalitionPlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CoalitionPlace

    coalition = factory.SubFactory(CoalitionFactory)
    territory = factory.SubFactory(TerritoryFactory)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    coalition = factory.SubFactory(CoalitionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "partner"


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    coalition = factory.SubFactory(CoalitionFactory)
    user = factory.SubFactory(UserFactory)
    role = "coordinator"
    organisation = factory.Maybe(
        "is_partner", yes_declaration=factory.SubFactory(OrganisationFactory), no_declaration=None
    )

    class Params:
        is_partner = factory.LazyAttribute(lambda seat: seat.role == "partner")


class VisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vision

    coalition = factory.SubFactory(CoalitionFactory)
    number = 1
    aspiration_fr = "Chaque enfant grandit bien, ici."
    state = "adopted"
    adopted_on = date(2024, 6, 1)


class ChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeSought

    vision = factory.SubFactory(VisionFactory)
    code = factory.Sequence(lambda n: f"changement-{n}")
    title_fr = factory.Sequence(lambda n: f"Changement {n}")
    family = "people"


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action

    coalition = factory.SubFactory(CoalitionFactory)
    slug = factory.Sequence(lambda n: f"action-{n}")
    title_fr = factory.Sequence(lambda n: f"Action {n}")
    lead = factory.SubFactory(OrganisationFactory)
