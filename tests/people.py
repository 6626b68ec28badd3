"""Who appears in the tests? A coordinator, a partner of another coalition, a stranger; and the others when they are needed.

Two coalitions that must not see each other's work: the weavers (ours) and the millers (their rivals).
"""

from __future__ import annotations

from dataclasses import dataclass

from coalitions.collectives.models import Coalition, Seat
from coalitions.funding.models import Fund
from coalitions.organisations.models import Organisation
from impactplatform.accounts.models import User
from tests.factories import (
    CoalitionFactory,
    CoalitionPlaceFactory,
    FundFactory,
    FundSeatFactory,
    MembershipFactory,
    OrganisationFactory,
    SeatFactory,
    TerritoryFactory,
    UserFactory,
)


@dataclass(frozen=True)
class Side:
    """One of two rival coalitions, with everybody who has a part in it."""

    coalition: Coalition
    fund: Fund
    backbone: Organisation
    member: Organisation
    giver: Organisation
    coordinator: User
    second_coordinator: User
    partner: User
    coach: User
    operator: User
    funder: User


@dataclass(frozen=True)
class People:
    """Both sides, and those who belong to none."""

    ours: Side
    theirs: Side
    stranger: User
    admin: User


def make_side(name: str, *, currency: str = "EUR") -> Side:
    """A coalition with two places, a backbone, a member, a funder, its pot and one person of each role (two coordinators)."""
    coalition = CoalitionFactory(slug=name, name_fr=name.capitalize(), currency=currency)
    for number in (1, 2):
        place = TerritoryFactory(code=f"{name[:6]}-{number}", name=f"{name.capitalize()} {number}")
        CoalitionPlaceFactory(coalition=coalition, territory=place)
    backbone, member, giver = (
        OrganisationFactory(slug=f"{name}-{part}", name=f"{part} {name}") for part in ("backbone", "member", "giver")
    )
    for organisation, part in ((backbone, "backbone"), (member, "partner"), (giver, "funder")):
        MembershipFactory(coalition=coalition, organisation=organisation, role=part)
    fund = FundFactory(slug=f"pot-{name}", operator=backbone, currency=currency)
    fund.coalitions.add(coalition)
    seats = {
        "coordinator": _seat(coalition, name, "coordinator", "coordinator"),
        "second_coordinator": _seat(coalition, name, "second-coordinator", "coordinator"),
        "partner": _seat(coalition, name, "partner", "partner", member),
        "coach": _seat(coalition, name, "coach", "coach"),
    }
    money = {
        role: FundSeatFactory(fund=fund, user=make_user(name, role), role=role, organisation=organisation).user
        for role, organisation in (("operator", backbone), ("funder", giver))
    }
    return Side(coalition=coalition, fund=fund, backbone=backbone, member=member, giver=giver, **seats, **money)


def make_people() -> People:
    """Everybody, in both coalitions."""
    ours, theirs = make_side("tisserands"), make_side("meuniers")
    return People(ours=ours, theirs=theirs, stranger=make_stranger(), admin=make_admin())


def make_user(side: str, role: str) -> User:
    """A person named after their part: coordinator.tisserands@example.org."""
    return UserFactory(email=f"{role}.{side}@example.org", name=f"{role.capitalize()} {side}")


def make_stranger() -> User:
    """Signed up, and nothing more."""
    return UserFactory(email="stranger@example.org", name="Stranger")


def make_admin() -> User:
    """Looks after the platform; sees no figure and no money."""
    return UserFactory(email="admin@example.org", name="Admin", is_platform_admin=True, is_staff=True)


def _seat(coalition: Coalition, side: str, name: str, role: str, organisation: Organisation | None = None) -> User:
    seat: Seat = SeatFactory(coalition=coalition, user=make_user(side, name), role=role, organisation=organisation)
    return seat.user
