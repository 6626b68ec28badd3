"""What do the sheets of a workbook hold, as text in their places?"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from impactplatform.sheets.limits import Limits, Refusal

Grid = list[list[str]]


def read_book(data: bytes, limits: Limits) -> list[dict[str, Any]]:
    """Each worksheet as {name, hidden, grid}; formulas give their stored values. Charts and macro sheets are left out."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _read_sheet(book, place, limits) for place, sheet in enumerate(book.sheets_metadata) if _is_table(sheet)
        ]
    except python_calamine.PasswordError as fault:
        raise Refusal("encrypted") from fault
    except (python_calamine.CalamineError, ValueError, OSError) as fault:
        raise Refusal("damaged_file") from fault


def _is_table(sheet: Any) -> bool:
    return bool(sheet.typ == SheetTypeEnum.WorkSheet)


def _read_sheet(book: CalamineWorkbook, place: int, limits: Limits) -> dict[str, Any]:
    sheet = book.get_sheet_by_index(place)
    if sheet.height * sheet.width > limits.grid_cells:
        raise Refusal("stray_cell", cell="")
    rows = sheet.to_python(skip_empty_area=False)
    hidden = book.sheets_metadata[place].visible != SheetVisibleEnum.Visible
    return {"name": sheet.name, "hidden": hidden, "grid": [[to_text(cell) for cell in row] for row in rows]}


def to_text(cell: object) -> str:
    """A cell as people would type it plainly: whole numbers without `.0`, dates in ISO, a point for decimals.

    >>> to_text(377.0), to_text(12.5), to_text(1e21), to_text(True), to_text(date(2024, 3, 1))
    ('377', '12.5', '1000000000000000000000', 'true', '2024-03-01')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return str(cell)
    return "" if cell is None else str(cell)
