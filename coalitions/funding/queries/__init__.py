"""What does the pot's ledger say, and to whom?"""

from coalitions.funding.queries.roles import (
    can_read_whole,
    get_fund,
    list_fund_roles,
    list_funds_of,
    list_organisations_of,
    list_public_funds,
    list_roles,
)

__all__ = [
    "can_read_whole",
    "get_fund",
    "list_fund_roles",
    "list_funds_of",
    "list_organisations_of",
    "list_public_funds",
    "list_roles",
]
