"""Which rows does the coalitions package keep? Each noun has its own; this only gathers them for Django."""

from coalitions.actions.models import Action, ActionPartner
from coalitions.collectives.models import BrokenSeal, Coalition, CoalitionPlace, Invitation, Membership, Seat
from coalitions.funding.models import (
    Agreement,
    Allocation,
    Expense,
    Fund,
    FundSeat,
    FundStatement,
    InKindContribution,
    Instalment,
    Payment,
    PlannedInstalment,
    Pledge,
)
from coalitions.organisations.models import Identifier, Organisation
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.programmes.models import Programme, ProgrammePartner, ProgrammeStatement
from coalitions.territories.models import Territory, TerritoryLink
from coalitions.vision.models import ChangeSought, Vision

__all__ = [
    "Action",
    "ActionPartner",
    "Agreement",
    "Allocation",
    "BrokenSeal",
    "ChangeSought",
    "Coalition",
    "CoalitionPlace",
    "Expense",
    "Fund",
    "FundSeat",
    "FundStatement",
    "Identifier",
    "InKindContribution",
    "Instalment",
    "Invitation",
    "Membership",
    "Organisation",
    "PartnerList",
    "PartnerRow",
    "Payment",
    "PlannedInstalment",
    "Pledge",
    "Programme",
    "ProgrammePartner",
    "ProgrammeStatement",
    "Seat",
    "Territory",
    "TerritoryLink",
    "Vision",
]
