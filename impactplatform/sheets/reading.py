"""What does a spreadsheet hold, whatever program made it, read without trusting it? The one way in."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from impactplatform.kernel.decisions import Refused
from impactplatform.sheets.limits import LIMITS, Limits
from impactplatform.sheets.tables import Grid, Known, Sheet, find_table

# The child imports this package by its folder: importing the package's own root would start the whole platform.
_BOOT = (
    "import sys, types; root = types.ModuleType('impactplatform'); root.__path__ = [sys.argv[1]]; "
    "sys.modules['impactplatform'] = root; from impactplatform.sheets.parser import main; main()"
)
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet before anybody looks for its table."""

    name: str
    hidden: bool
    grid: Grid
    faulty: dict[str, str]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What was in the file. `kind` is xlsx, ods, xls, csv or json; `encoding_is_guess` asks for a look at the accents."""

    kind: str
    encoding: str
    encoding_is_guess: bool
    separator: str
    raw_sheets: tuple[RawSheet, ...]

    def tables(self, known: Known | None = None) -> list[Sheet]:
        """Every sheet read as a table, empty ones too."""
        cut = self.kind == "csv"
        return [find_table(raw.name, raw.hidden, raw.grid, raw.faulty, known, separated=cut) for raw in self.raw_sheets]

    def sheet_named(self, name: str, known: Known | None = None) -> Sheet | None:
        """The sheet of that name (case does not matter)."""
        wanted = name.strip().casefold()
        return next((table for table in self.tables(known) if table.name.strip().casefold() == wanted), None)

    def choose_sheet(self, known: Known | None = None) -> Sheet | None:
        """The visible sheet with most headers the reader knows, then the first with rows; None when all are empty."""
        filled = [table for table in self.tables(known) if table.rows]
        if not filled:
            return None
        return max(filled, key=lambda table: (_recognised(table, known), not table.hidden, -filled.index(table)))


def _recognised(table: Sheet, known: Known | None) -> int:
    return 0 if table.hidden or known is None else sum(1 for column in table.columns if known(column))


def read_workbook(data: bytes, name: str = "", *, limits: Limits = LIMITS) -> Workbook | Refused:
    """Read a file of any kind by its content; the name is only repeated in a refusal.

    A child process with bounded memory and time does it: a file that kills it is refused (`too_heavy`). Refusals:
    empty_file, wrong_type, damaged_file, encrypted, macros, dtd, broken_encoding, unclosed_quote, too_large,
    too_large_unpacked, compression_bomb, too_many_parts, too_many_rows, too_many_columns, cell_too_long, stray_cell,
    too_heavy, no_rows.
    """
    if len(data) > limits.file_bytes:
        found, limit = len(data) // 1024**2, limits.file_bytes // 1024**2
        return Refused("too_large", {"name": name, "found_mb": found, "limit_mb": limit})
    answer = _ask_child(data, limits)
    if "refused" in answer:
        return Refused(answer["refused"], {"name": name, **answer["details"]})
    sheets = tuple(RawSheet(raw["name"], raw["hidden"], raw["grid"], raw["faults"]) for raw in answer["sheets"])
    if not any(any(row) for sheet in sheets for row in sheet.grid):
        return Refused("empty_file", {"name": name})
    return Workbook(answer["kind"], answer["encoding"], answer["is_guess"], answer["separator"], sheets)


def _ask_child(data: bytes, limits: Limits) -> dict[str, Any]:
    command = [sys.executable, "-I", "-c", _BOOT, str(_PACKAGE), *map(str, astuple(limits))]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and code; the file comes on standard input
            command, input=data, capture_output=True, timeout=limits.wall_seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return {"refused": "too_heavy", "details": {}}
    if done.returncode != 0 or not done.stdout:  # a reader that gives up by itself answers 1; a killed one does not
        return {"refused": "damaged_file" if done.returncode == 1 else "too_heavy", "details": {}}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
