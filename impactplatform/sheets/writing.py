"""How does a table leave as a workbook or as CSV, with numbers as numbers and text that stays inert?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter  # type: ignore[import-untyped]  # it publishes no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # it publishes no types

from impactplatform.sheets.guard import guard

Cell = str | int | Decimal | date | None
Kind = Literal["text", "number", "amount", "percent", "date"]
_FORMATS: dict[str, str] = {
    "number": "#,##0.####",
    "amount": "#,##0.00",
    "percent": '0.0##" %"',
    "date": "yyyy-mm-dd",
}
_EXACT_DIGITS = 15  # a spreadsheet's number keeps fifteen significant digits; beyond, text is the honest form
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # files made twice from the same figures are the same to the byte
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class ColumnOut:
    """A column: its header, what its cells hold, its width in characters."""

    header: str
    kind: Kind = "text"
    width: int = 18


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet: one header row, one table; `bold_rows` are the places (from 0) of total rows."""

    name: str
    columns: Sequence[ColumnOut]
    rows: Iterable[Sequence[Cell]]
    bold_rows: frozenset[int] = field(default_factory=frozenset)


def write_xlsx(sheets: Sequence[SheetOut], *, title: str = "", created: datetime | None = None) -> bytes:
    """A workbook with typed cells, frozen headers and filters; strings are strings, so a formula in them never runs.

    The same input gives the same bytes when `created` is given.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": title, "created": created or _EPOCH})
    formats = _Formats(book)
    taken: set[str] = set()
    for sheet in sheets:
        _write_sheet(book.add_worksheet(_sheet_name(sheet.name, taken)), sheet, formats)
    book.close()
    return target.getvalue()


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, separator: str = ";") -> bytes:
    """UTF-8 with its mark (spreadsheet programs need it), decimal point, ISO dates, and an apostrophe before risky text.

    >>> write_csv(["Nom"], [["=1+1"]]).decode("utf-8-sig")
    "Nom\\r\\n'=1+1\\r\\n"
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerow([guard(name) for name in columns])
    for row in rows:
        writer.writerow([_csv_text(cell) for cell in row])
    return target.getvalue().encode("utf-8-sig")


class _Formats:
    """The few cell formats of a workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self.header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._book, self._made = book, {}  # type: Any, dict[tuple[str, bool], Any]

    def get(self, kind: str, bold: bool) -> Any:
        if (kind, bold) not in self._made:
            look: dict[str, Any] = {"bold": True} if bold else {}
            if kind in _FORMATS:
                look["num_format"] = _FORMATS[kind]
            self._made[kind, bold] = self._book.add_format(look)
        return self._made[kind, bold]


def _write_sheet(target: Worksheet, sheet: SheetOut, formats: _Formats) -> None:
    for place, column in enumerate(sheet.columns):
        target.write_string(0, place, column.header, formats.header)
        target.set_column(place, place, column.width)
    height = 0
    for height, row in enumerate(sheet.rows, start=1):
        bold = (height - 1) in sheet.bold_rows
        for place, cell in enumerate(row):
            column = sheet.columns[place]
            _write_cell(target, height, place, cell, formats.get(_kind_of(cell, column.kind), bold))
    target.freeze_panes(1, 0)
    target.repeat_rows(0)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    if sheet.columns and height:
        target.autofilter(0, 0, height, len(sheet.columns) - 1)


def _kind_of(cell: Cell, kind: str) -> str:
    if isinstance(cell, date):
        return "date"
    if not isinstance(cell, int | Decimal):
        return "text"
    return "number" if kind == "text" else kind


def _write_cell(target: Worksheet, row: int, place: int, cell: Cell, look: Any) -> None:
    if cell is None or cell == "":
        target.write_blank(row, place, None, look)
    elif isinstance(cell, datetime):
        target.write_datetime(row, place, cell.replace(tzinfo=None), look)
    elif isinstance(cell, date):
        target.write_datetime(row, place, datetime.combine(cell, time()), look)
    elif isinstance(cell, int | Decimal) and not isinstance(cell, bool) and _is_exact(cell):
        target.write_number(row, place, cell, look)
    else:
        target.write_string(row, place, str(cell)[:32_767], look)


def _is_exact(value: int | Decimal) -> bool:
    return Decimal(value).is_finite() and len(Decimal(value).normalize().as_tuple().digits) <= _EXACT_DIGITS


def _csv_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, date):
        return cell.isoformat()
    return guard(cell) if isinstance(cell, str) else str(cell)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    base = wanted.translate(_FORBIDDEN_IN_NAMES).strip(" '")[:31] or "1"
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base[:27]} ({number})", number + 1
    taken.add(name.casefold())
    return name
