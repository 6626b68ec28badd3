"""Which plausible records can a test make in one line? Rows only; what an act does is tested through operations."""

from tests.factories.accounts import UserFactory
from tests.factories.coalitions import (
    ActionFactory,
    ChangeFactory,
    CoalitionFactory,
    CoalitionPlaceFactory,
    MembershipFactory,
    OrganisationFactory,
    ProgrammeFactory,
    SeatFactory,
    TerritoryFactory,
    TerritoryLinkFactory,
    VisionFactory,
)
from tests.factories.funding import FundFactory, FundSeatFactory
from tests.factories.indicators import DutyFactory, IndicatorFactory, IndicatorVersionFactory, SeriesFactory

__all__ = [
    "ActionFactory",
    "ChangeFactory",
    "CoalitionFactory",
    "CoalitionPlaceFactory",
    "DutyFactory",
    "FundFactory",
    "FundSeatFactory",
    "IndicatorFactory",
    "IndicatorVersionFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "ProgrammeFactory",
    "SeatFactory",
    "SeriesFactory",
    "TerritoryFactory",
    "TerritoryLinkFactory",
    "UserFactory",
    "VisionFactory",
]
