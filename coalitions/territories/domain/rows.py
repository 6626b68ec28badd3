"""What does one row of a places file say, and what is wrong with it?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coalitions.territories.domain.membership import Span
from coalitions.territories.domain.outlines import NotAnOutline, check_outline
from coalitions.territories.vocabulary import Kind

COLUMNS = ("scheme", "code", "kind", "name", "parent_code", "valid_from", "valid_until", "population", "population_year",
           "vintage")  # fmt: skip
EXTRA = ("country", "source")  # understood as well
NEEDED = ("scheme", "code", "name")
LONGEST = {"scheme": 30, "code": 40, "name": 200, "vintage": 30, "country": 2, "source": 300}
_SCHEME = re.compile(r"[a-z0-9_-]+")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+\d+", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is rejected: the row as the spreadsheet shows it, the column header, a code and its details."""

    row: int
    column: str
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row, read. Blank text and None mean "the file says nothing", which never erases what is known."""

    row: int
    scheme: str
    code: str
    name: str
    kind: str = ""
    parent: str = ""
    span: Span = field(default_factory=Span)
    population: int | None = None
    population_year: int | None = None
    vintage: str = ""
    country: str = ""
    source: str = ""
    outline: dict[str, Any] | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.scheme, self.code


def read_row(number: int, record: Mapping[str, Any]) -> tuple[PlaceRow | None, list[Problem]]:
    """The row, or the problems that reject it. `record` maps our column names to text (`outline` to a geometry)."""
    cells = {name: str(record.get(name) or "").strip() for name in (*COLUMNS, *EXTRA)}
    reader = _Reader(number, cells)
    scheme = reader.take_scheme()
    code = reader.take_code()
    kind = reader.take_kind()
    span = Span(reader.take_day("valid_from"), reader.take_day("valid_until"))
    reader.check_order(span)
    population, year = reader.take_count("population", 2_000_000_000), reader.take_count("population_year", 2100)
    outline = reader.take_outline(record.get("outline"))
    reader.check_texts()
    if reader.problems:
        return None, reader.problems
    row = PlaceRow(
        row=number, scheme=scheme, code=code, name=cells["name"], kind=kind, parent=cells["parent_code"], span=span,
        population=population, population_year=year, vintage=cells["vintage"], country=cells["country"].upper(),
        source=cells["source"], outline=outline,
    )  # fmt: skip
    return row, []


def read_day(text: str) -> date | None:
    """A day written 2024-01-31 or 31/01/2024, between 1789 and 2100; None when it is not one.

    >>> read_day("1/3/2024"), read_day("2024-02-30")
    (datetime.date(2024, 3, 1), None)
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return read if 1789 <= read.year <= 2100 else None


class _Reader:
    """Takes cells one by one and keeps what is wrong with them."""

    def __init__(self, row: int, cells: Mapping[str, str]) -> None:
        self.row, self.cells = row, cells
        self.problems: list[Problem] = []

    def refuse(self, column: str, code: str, **details: Any) -> None:
        self.problems.append(Problem(self.row, column, code, details))

    def take_scheme(self) -> str:
        text = self.cells["scheme"].lower()
        if not text:
            self.refuse("scheme", "empty_cell")
        elif not _SCHEME.fullmatch(text):
            self.refuse("scheme", "bad_scheme", value=self.cells["scheme"])
        return text

    def take_code(self) -> str:
        text = self.cells["code"]
        if not text:
            self.refuse("code", "empty_cell")
        elif _SCIENTIFIC.fullmatch(text):
            self.refuse("code", "scientific_notation", value=text)
        elif any(sign in text for sign in "/:\\?#%") or not text.isprintable():
            self.refuse("code", "bad_code", value=text)
        return text

    def take_kind(self) -> str:
        text = self.cells["kind"].lower()
        if text and text not in set(Kind):
            self.refuse("kind", "unknown_kind", value=self.cells["kind"], choices=[k.value for k in Kind])
        return text

    def take_day(self, column: str) -> date | None:
        text = self.cells[column]
        day = read_day(text)
        if text and day is None:
            self.refuse(column, "bad_date", value=text)
        return day

    def check_order(self, span: Span) -> None:
        if span.starts_on and span.ends_before and span.starts_on >= span.ends_before:
            self.refuse("valid_until", "dates_not_in_order", start=str(span.starts_on), end=str(span.ends_before))

    def take_count(self, column: str, most: int) -> int | None:
        text = re.sub(r"[\s  ]", "", self.cells[column])
        if not text:
            return None
        if text.startswith("-"):
            self.refuse(column, "negative_number", value=self.cells[column])
        elif not (text.isascii() and text.isdigit()) or int(text) > most:
            self.refuse(column, "bad_number", value=self.cells[column])
        else:
            return int(text)
        return None

    def take_outline(self, geometry: Any) -> dict[str, Any] | None:
        if geometry is None:
            return None
        try:
            return check_outline(geometry)
        except NotAnOutline as fault:
            self.refuse("geometry", str(fault))
            return None

    def check_texts(self) -> None:
        if not self.cells["name"]:
            self.refuse("name", "empty_cell")
        for column, longest in LONGEST.items():
            if len(self.cells[column]) > longest:
                self.refuse(column, "too_long", longest=longest, found=len(self.cells[column]))
