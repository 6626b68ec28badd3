"""Is a line of a ledger file well formed, before anything is looked up?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from coalitions.funding.domain.ties import FREE, Tie, read_tie
from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.numbers import Ambiguous, NumberRead, Silence, read_number

COLUMNS = (
    "record", "fund", "id", "funder", "coalition", "action", "amount", "currency", "on", "due_on", "restriction",
    "expense_kind", "reference", "of",
)  # fmt: skip
EXTRA = ("payee", "name", "why", "decision", "document", "borne_by_partner", "quantity", "basis")
NEEDED = ("record", "fund")
RECORDS = ("fund", "pledge", "agreement", "instalment", "allocation", "payment", "expense", "in_kind", "reversal")
MUST_HAVE: dict[str, tuple[str, ...]] = {
    "fund": ("currency",),
    "pledge": ("funder", "amount", "on"),
    "agreement": ("funder", "amount", "on"),
    "instalment": ("amount",),
    "allocation": ("coalition", "amount", "on"),
    "payment": ("amount", "on", "of"),
    "expense": ("amount", "on", "of"),
    "in_kind": ("funder", "amount", "on", "expense_kind"),
    "reversal": ("on", "of"),
}
_ISO, _DAY_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})"), re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is rejected: the row as the spreadsheet shows it, the column, a code and what a sentence needs."""

    row: int
    column: str
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line, its sums exact and its days real; names are still as the file wrote them."""

    number: int
    record: str
    texts: Mapping[str, str]
    amount: Decimal | None = None
    borne: Decimal | None = None
    on: date | None = None
    due_on: date | None = None
    tie: Tie = FREE

    def __getitem__(self, column: str) -> str:
        return self.texts.get(column, "")


def read_row(number: int, record: Mapping[str, str]) -> tuple[FileRow | None, list[Problem]]:
    """Read one line; answers the row, or every problem it has.

    >>> row, problems = read_row(2, {"record": "pledge", "fund": "f", "funder": "A", "amount": "1 000,50", "on": "2026-02-30"})
    >>> [(p.column, p.code) for p in problems]
    [('on', 'not_a_date')]
    """
    texts = {column: text.strip() for column, text in record.items()}
    kind = texts.get("record", "").casefold().replace("-", "_").replace(" ", "_")
    if kind not in RECORDS:
        return None, [Problem(number, "record", "unknown_record", {"given": texts.get("record", "")})]
    reader = _Reader(number, texts)
    for column in ("fund", *MUST_HAVE[kind]):
        if not texts.get(column):
            reader.refuse(column, "missing")
    row = FileRow(
        number, kind, texts,
        amount=reader.amount("amount"), borne=reader.amount("borne_by_partner"),
        on=reader.day("on"), due_on=reader.day("due_on"), tie=reader.tie("restriction"),
    )  # fmt: skip
    if kind == "instalment" and not texts.get("on") and not texts.get("due_on"):
        reader.refuse("on", "missing")
    return (None if reader.problems else row), reader.problems


class _Reader:
    """Reads the cells of one line and keeps what is wrong with them."""

    def __init__(self, number: int, texts: Mapping[str, str]) -> None:
        self.number, self.texts, self.problems = number, texts, list[Problem]()

    def refuse(self, column: str, code: str, **details: Any) -> None:
        self.problems.append(Problem(self.number, column, code, details))

    def amount(self, column: str) -> Decimal | None:
        given = self.texts.get(column, "")
        if not given:
            return None
        read = read_number(given, strict=True)
        if isinstance(read, Silence | Ambiguous) or not isinstance(read, NumberRead) or read.percent:
            self.refuse(column, "ambiguous" if isinstance(read, Ambiguous) else "not_an_amount", given=given)
            return None
        if read.value != read.value.quantize(Decimal("0.01")):
            self.refuse(column, "more_than_cents", given=given)
            return None
        return read.value.quantize(Decimal("0.01"))

    def day(self, column: str) -> date | None:
        given = self.texts.get(column, "")
        if not given:
            return None
        parts = (
            m.groups()
            if (m := _ISO.fullmatch(given))
            else m.groups()[::-1]
            if (m := _DAY_FIRST.fullmatch(given))
            else ()
        )
        try:
            year, month, day = (int(part) for part in parts)
            read = date(year, month, day)
        except ValueError:
            self.refuse(column, "not_a_date", given=given)
            return None
        if not FIRST_YEAR <= read.year <= LAST_YEAR:
            self.refuse(column, "date_out_of_range", given=given)
            return None
        return read

    def tie(self, column: str) -> Tie:
        read = read_tie(self.texts.get(column, ""))
        if isinstance(read, Refused):
            self.refuse(column, read.code, **read.details)
            return FREE
        return read
