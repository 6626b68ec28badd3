"""What was measured, and where does each figure stand? The pages of the month, of review and of a figure's history."""

from indicators.measurements.queries.cells import Cell, get_measurement, list_cell_history, make_cell
from indicators.measurements.queries.month import (
    Finished,
    GridRow,
    MonthGrid,
    Progress,
    find_row,
    get_month_grid,
    list_periods_due,
    summarise_progress,
)
from indicators.measurements.queries.review import ReviewItem, list_review_queue
from indicators.measurements.queries.series import find_latest, find_series

__all__ = [
    "Cell",
    "Finished",
    "GridRow",
    "MonthGrid",
    "Progress",
    "ReviewItem",
    "find_latest",
    "find_row",
    "find_series",
    "get_measurement",
    "get_month_grid",
    "list_cell_history",
    "list_periods_due",
    "list_review_queue",
    "make_cell",
    "summarise_progress",
]
