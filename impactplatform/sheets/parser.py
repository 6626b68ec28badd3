"""What does the child process do? It alone touches the file, within bounds of memory and time, and answers in JSON."""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from dataclasses import fields
from typing import Any

from impactplatform.sheets.archive import check_archive, check_cells, column_letters, find_faulty_cells
from impactplatform.sheets.encodings import decode
from impactplatform.sheets.kinds import tell_kind
from impactplatform.sheets.limits import Limits, Refusal
from impactplatform.sheets.texts import read_json_list, read_separated


def parse(data: bytes, limits: Limits) -> dict[str, Any]:
    """{kind, encoding, is_guess, separator, sheets: [{name, hidden, grid, faults}]}; raises Refusal."""
    if len(data) > limits.file_bytes:
        raise Refusal("too_large", found_mb=len(data) // 1024**2, limit_mb=limits.file_bytes // 1024**2)
    kind = tell_kind(data)
    if kind in ("text", "json"):
        return _parse_text(data, kind)
    from impactplatform.sheets.books import read_book  # the reader of workbooks is loaded only for a workbook

    faults: dict[str, dict[str, str]] = {}
    if kind in ("xlsx", "ods"):
        parts = check_archive(data, limits)
        if kind == "xlsx":
            check_cells(parts, limits)
            faults = find_faulty_cells(parts)
        elif b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Refusal("encrypted")
    sheets = read_book(data, limits)
    for sheet in sheets:
        sheet["grid"] = _trim(sheet["grid"])
        sheet["faults"] = faults.get(sheet["name"], {})
    return {"kind": kind, "encoding": "", "is_guess": False, "separator": "", "sheets": sheets}


def _parse_text(data: bytes, kind: str) -> dict[str, Any]:
    decoded = decode(data)
    separator = ""
    if kind == "json":
        grid = read_json_list(decoded.text)
    else:
        grid, separator = read_separated(decoded.text)
    sheet = {"name": "", "hidden": False, "grid": _trim(grid), "faults": {}}
    return {
        "kind": "json" if kind == "json" else "csv",
        "encoding": decoded.encoding,
        "is_guess": decoded.is_guess,
        "separator": separator,
        "sheets": [sheet],
    }


def _trim(grid: list[list[str]]) -> list[list[str]]:
    """Without the blanks at the end of each row, nor the blank rows at the end: there may be a million of them."""
    for row in grid:
        while row and not row[-1].strip():
            row.pop()
    while grid and not grid[-1]:
        grid.pop()
    return grid


def check_size(sheet: dict[str, Any], limits: Limits) -> None:
    """Refuse a sheet beyond the published number of rows or columns, or with a cell beyond its length."""
    filled = sum(1 for row in sheet["grid"] if row)
    if filled > limits.rows + 1:
        raise Refusal("too_many_rows", found=filled, limit=limits.rows, sheet=sheet["name"])
    for number, row in enumerate(sheet["grid"], start=1):
        if len(row) > limits.columns:
            raise Refusal("too_many_columns", found=len(row), limit=limits.columns, sheet=sheet["name"])
        for place, cell in enumerate(row, start=1):
            if len(cell) > limits.cell_characters:
                raise Refusal("cell_too_long", cell=f"{column_letters(place)}{number}", limit=limits.cell_characters)


def _bound(what: int, most: int) -> None:
    """Set a limit of this process. macOS refuses that of memory; the limit of time still holds there."""
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Bound this process, read standard input, answer on standard output."""
    limits = Limits(**dict(zip((field.name for field in fields(Limits)), map(int, sys.argv[2:]), strict=True)))
    _bound(resource.RLIMIT_AS, limits.memory_bytes)
    _bound(resource.RLIMIT_CPU, limits.cpu_seconds)
    _bound(resource.RLIMIT_CORE, 0)
    try:
        answer = parse(sys.stdin.buffer.read(), limits)
        for sheet in answer["sheets"]:
            check_size(sheet, limits)
    except Refusal as refusal:
        answer = {"refused": refusal.code, "details": refusal.details}
    except MemoryError:
        answer = {"refused": "too_heavy", "details": {}}
    json.dump(answer, sys.stdout)
