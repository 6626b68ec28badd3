"""What can be done to a common pot? One function per verb: rights, rules, row and audit entry in one transaction."""

from coalitions.funding.operations.access import CannotWrite, Paper
from coalitions.funding.operations.allocations import CannotAllocate, CannotDecide, allocate_funds, decide_allocation
from coalitions.funding.operations.corrections import CannotReverse, find_fund, reverse_entry
from coalitions.funding.operations.pots import (
    CannotEdit,
    CannotOpen,
    CannotSeat,
    close_period,
    cover_coalition,
    create_fund,
    edit_fund,
    end_fund_seat,
    give_fund_seat,
    record_fund_statement,
)
from coalitions.funding.operations.receipts import (
    CannotPlan,
    CannotReceive,
    plan_instalment,
    plan_instalments,
    pledge_funds,
    receive_instalment,
    record_in_kind,
    sign_agreement,
)
from coalitions.funding.operations.spending import (
    CannotPay,
    CannotReport,
    decide_payment,
    find_usual_payee,
    pay_allocation,
    report_expense,
    validate_expense,
)

__all__ = [
    "CannotAllocate", "CannotDecide", "CannotEdit", "CannotOpen", "CannotPay", "CannotPlan", "CannotReceive", "CannotReport",
    "CannotReverse", "CannotSeat", "CannotWrite", "Paper", "allocate_funds", "close_period", "cover_coalition", "create_fund",
    "decide_allocation", "decide_payment", "edit_fund", "end_fund_seat", "find_fund", "find_usual_payee", "give_fund_seat",
    "pay_allocation", "plan_instalment", "plan_instalments", "pledge_funds", "receive_instalment", "record_fund_statement", "record_in_kind",
    "report_expense", "reverse_entry", "sign_agreement", "validate_expense",
]  # fmt: skip
