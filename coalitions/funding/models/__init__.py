"""Which rows does the common pot keep?"""

from coalitions.funding.models.ledger import (
    Agreement,
    Allocation,
    Entry,
    Expense,
    InKindContribution,
    Instalment,
    Payment,
    PlannedInstalment,
    Pledge,
)
from coalitions.funding.models.pots import Fund, FundSeat, FundStatement

__all__ = [
    "Agreement", "Allocation", "Entry", "Expense", "Fund", "FundSeat", "FundStatement", "InKindContribution", "Instalment",
    "Payment", "PlannedInstalment", "Pledge",
]  # fmt: skip
