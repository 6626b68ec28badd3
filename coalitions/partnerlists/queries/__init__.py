"""What is known of the lists a coalition received: their rows, their counts, what would be saved."""

from coalitions.partnerlists.queries.entries import TAKEN, Entry, gather_entries
from coalitions.partnerlists.queries.lists import (
    UNDO_DAYS,
    ProblemGroup,
    find_failed_job,
    find_open_job,
    find_same_file,
    get_partner_list,
    get_steps_done,
    group_problems,
    is_known_title,
    is_undoable,
    list_cards,
    list_coordinated,
    list_duplicates,
    list_partner_lists,
    recall_columns,
    summarise_rows,
)

__all__ = [
    "TAKEN",
    "UNDO_DAYS",
    "Entry",
    "ProblemGroup",
    "find_failed_job",
    "find_open_job",
    "find_same_file",
    "gather_entries",
    "get_partner_list",
    "get_steps_done",
    "group_problems",
    "is_known_title",
    "is_undoable",
    "list_cards",
    "list_coordinated",
    "list_duplicates",
    "list_partner_lists",
    "recall_columns",
    "summarise_rows",
]
