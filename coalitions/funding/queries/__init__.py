"""What does the pot's ledger say, and to whom?"""

from coalitions.funding.queries.balances import list_draws, list_needs, sum_charged, sum_payments, sum_sent, weigh_fund
from coalitions.funding.queries.roles import (
    can_read_whole,
    get_fund,
    list_allocation_roles,
    list_fund_roles,
    list_funds_of,
    list_organisations_of,
    list_public_funds,
    list_roles,
)

__all__ = [
    "can_read_whole", "get_fund", "list_allocation_roles", "list_draws", "list_fund_roles", "list_funds_of", "list_needs",
    "list_organisations_of", "list_public_funds", "list_roles", "sum_charged", "sum_payments", "sum_sent", "weigh_fund",
]  # fmt: skip
