"""What may be done with a partner list before it is saved: receive, name its columns, plan, repair, decide, abandon."""

from coalitions.partnerlists.operations.deciding import CannotDecide, correct_cells, decide_all, decide_row
from coalitions.partnerlists.operations.planning import CannotPlan, plan_partner_list
from coalitions.partnerlists.operations.receiving import (
    CannotReceive,
    CannotSetColumns,
    abandon_partner_list,
    choose_sheet,
    receive_partner_list,
    set_columns,
)
from coalitions.partnerlists.operations.recording import record_comparison, record_saving
from coalitions.partnerlists.operations.undoing import CannotUndo, undo_partner_list

__all__ = [
    "CannotDecide",
    "CannotPlan",
    "CannotReceive",
    "CannotSetColumns",
    "CannotUndo",
    "abandon_partner_list",
    "choose_sheet",
    "correct_cells",
    "decide_all",
    "decide_row",
    "plan_partner_list",
    "receive_partner_list",
    "record_comparison",
    "record_saving",
    "set_columns",
    "undo_partner_list",
]
