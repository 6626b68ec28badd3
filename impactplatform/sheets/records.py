"""Which of the columns we know does a file hold, row by row? For files whose headers are agreed (docs: contract of commands)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.text import fold
from impactplatform.sheets.reading import read_workbook
from impactplatform.sheets.tables import Fault

Record = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Records:
    """Rows as (number, column: text), cells that cannot be taken, and the columns left aside."""

    rows: tuple[Record, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...]


def read_records(data: bytes, name: str, *, known: Collection[str], needed: Collection[str]) -> Records | Refused:
    """Read the sheet that holds most of the known columns; case, blanks and dashes in headers do not matter.

    Refused: those of `read_workbook`; no_rows; missing_columns (missing); doubled_columns (columns).
    """
    book = read_workbook(data, name)
    if isinstance(book, Refused):
        return book
    sheet = book.choose_sheet(lambda header: tidy_header(header) in known)
    if sheet is None:
        return Refused("no_rows", {"name": name})
    ours = {column: tidy_header(column) for column in sheet.columns if tidy_header(column) in known}
    doubled = sorted({column for column in sheet.doubled if tidy_header(column) in known})
    if doubled or len(set(ours.values())) < len(ours):
        return Refused("doubled_columns", {"name": name, "columns": doubled or sorted(ours)})
    if missing := [column for column in needed if column not in ours.values()]:
        return Refused("missing_columns", {"name": name, "missing": missing})
    rows = tuple(
        (number, {ours[column]: text for column, text in record.items() if column in ours})
        for number, record in sheet.records()
    )
    faults = tuple(
        Fault(f.row, ours.get(f.column, f.column), f.code, f.details)
        for f in sheet.faults
        if f.column in ours or not f.column
    )
    return Records(rows, faults, tuple(column for column in sheet.columns if column and column not in ours))


def tidy_header(header: str) -> str:
    """`Parent code`, `PARENT_CODE` and `parent-code` are the same column.

    >>> tidy_header(" Parent-Code ")
    'parent_code'
    """
    return fold(header).replace(" ", "_").replace("-", "_")
