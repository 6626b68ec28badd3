"""Which lines does a ledger file hold, whatever program made it?"""

from __future__ import annotations

from dataclasses import dataclass

from coalitions.funding.domain.rows import COLUMNS, EXTRA, NEEDED, FileRow, Problem, read_row
from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.text import fold
from impactplatform.sheets.reading import read_workbook

KNOWN = {*COLUMNS, *EXTRA}


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """What was read: lines in the order of the file, problems found before anything was looked up, columns left aside."""

    rows: tuple[FileRow, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]


def read_ledger_file(data: bytes, name: str = "") -> LedgerFile | Refused:
    """Read a file by its content: CSV, xlsx, ods or xls.

    Refused: those of `sheets.reading.read_workbook`; missing_columns (missing), doubled_columns (columns), no_rows.
    """
    book = read_workbook(data, name)
    if isinstance(book, Refused):
        return book
    sheet = book.choose_sheet(lambda header: _tidy(header) in KNOWN)
    if sheet is None:
        return Refused("no_rows", {"name": name})
    ours = {column: _tidy(column) for column in sheet.columns if _tidy(column) in KNOWN}
    doubled = sorted(column for column in sheet.doubled if _tidy(column) in KNOWN)
    if doubled or len(set(ours.values())) < len(ours):
        return Refused("doubled_columns", {"name": name, "columns": doubled or sorted(ours)})
    if missing := [column for column in NEEDED if column not in ours.values()]:
        return Refused("missing_columns", {"name": name, "missing": missing})
    problems = [
        Problem(f.row, ours.get(f.column, f.column), f.code, f.details) for f in sheet.faults if f.column in ours
    ]
    rows = []
    for number, record in sheet.records():
        row, found = read_row(number, {ours[column]: text for column, text in record.items() if column in ours})
        problems += found
        rows += [row] if row else []
    return LedgerFile(tuple(rows), tuple(problems), tuple(c for c in sheet.columns if c and c not in ours))


def _tidy(header: str) -> str:
    return fold(header).replace(" ", "_").replace("-", "_")
