"""What does the pot's ledger say, and to whom?"""

from coalitions.funding.queries.balances import (
    list_concerned,
    list_draws,
    list_needs,
    sum_charged,
    sum_payments,
    sum_sent,
    weigh_fund,
)
from coalitions.funding.queries.ledger import Ledger, find_opening, list_late, list_waiting, read_ledger
from coalitions.funding.queries.people import (
    list_coalitions_open_to,
    list_givers,
    list_own_allocations,
    list_statements,
    list_usual_organisations,
)
from coalitions.funding.queries.report import list_rows, summarise_report, weigh_ledger
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
from coalitions.funding.queries.wording import describe, name_theme, name_tie

__all__ = [
    "Ledger", "can_read_whole", "describe", "find_opening", "get_fund", "list_allocation_roles", "list_coalitions_open_to", "list_concerned", "list_draws", "list_fund_roles",
    "list_funds_of", "list_givers", "list_late", "list_needs", "list_organisations_of", "list_own_allocations", "list_public_funds", "list_roles", "list_rows", "list_statements", "list_usual_organisations",
    "list_waiting", "name_theme", "name_tie", "read_ledger", "sum_charged", "sum_payments", "sum_sent", "summarise_report",
    "weigh_fund", "weigh_ledger",
]  # fmt: skip
