"""How do indicators arrive in a file, and what is wrong with a row? All rows or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import Refused
from impactplatform.sheets.records import read_records
from indicators.catalogue.domain import Definition, check_definition
from indicators.catalogue.imports.problems import Problem
from indicators.catalogue.models import Breakdown, Indicator
from indicators.catalogue.operations import (
    CannotDefine,
    create_indicator,
    get_current,
    is_same_definition,
    revise_indicator,
)
from indicators.catalogue.vocabulary import CategoryRule, Direction, Frequency, Kind, Level, PlaceRule, TimeRule

NEEDED = ("code", "name_fr", "kind")
COLUMNS = (
    "code", "name_fr", "name_en", "kind", "unit", "level", "direction", "time_rule", "place_rule", "category_rule", "frequency",
    "threshold", "min_coverage", "breakdown",
)  # fmt: skip
EXTRA = ("unit_en", "definition_fr", "definition_en", "method", "currency", "source", "shelf_life_months", "starts_on")
_CODES = {
    "kind": Kind, "level": Level, "direction": Direction, "time_rule": TimeRule, "place_rule": PlaceRule,
    "category_rule": CategoryRule, "frequency": Frequency,
}  # fmt: skip
_CURRENCIES = {"€": "EUR", "eur": "EUR", "euros": "EUR", "$": "CAD", "cad": "CAD", "$ ca": "CAD", "$ca": "CAD"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file came to. With problems nothing was saved."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[Problem, ...] = ()
    ignored: tuple[str, ...] = ()


def load_indicators(*, data: bytes, name: str, by: User) -> Loaded:
    """Write the indicators of a file into the shared library. A changed definition is a new version."""
    records = read_records(data, name, known=(*COLUMNS, *EXTRA), needed=NEEDED)
    if isinstance(records, Refused):
        return Loaded(rejected=(Problem(0, "", records.code, records.details),))
    problems = [Problem(f.row, f.column, f.code, f.details) for f in records.faults]
    breakdowns = set(Breakdown.objects.values_list("code", flat=True))
    read: list[tuple[int, str, Definition]] = []
    seen: dict[str, int] = {}
    for number, record in records.rows:
        definition, wrong = read_definition(number, record, breakdowns)
        code = record.get("code", "").strip()
        if code in seen:
            wrong.append(Problem(number, "code", "doubled_row", {"first": seen[code], "given": code}))
        seen.setdefault(code, number)
        problems += wrong
        if definition is not None:
            read.append((number, code, definition))
    if problems:
        return Loaded(rejected=tuple(sorted(problems, key=lambda p: p.row)), ignored=records.ignored)
    return _write(read, records.ignored, by)


def read_definition(
    number: int, record: Mapping[str, str], breakdowns: Iterable[str]
) -> tuple[Definition | None, list[Problem]]:
    """The definition of a row, or what is wrong with it."""
    cells = {column: text.strip() for column, text in record.items()}
    problems = [Problem(number, column, "missing_value") for column in NEEDED if not cells.get(column)] + [
        Problem(number, column, "unknown_code", {"given": cells[column], "legal": [code.value for code in codes]})
        for column, codes in _CODES.items()
        if cells.get(column) and cells[column] not in {code.value for code in codes}
    ]
    if not _is_slug(cells.get("code", "")) and cells.get("code"):
        problems.append(Problem(number, "code", "not_a_code", {"given": cells["code"]}))
    if cells.get("breakdown") and cells["breakdown"] not in set(breakdowns):
        problems.append(Problem(number, "breakdown", "breakdown_unknown", {"given": cells["breakdown"]}))
    numbers, wrong = _read_numbers(number, cells)
    problems += wrong
    if problems:
        return None, problems
    definition = _make_definition(cells, numbers)
    decision = check_definition(definition)
    if isinstance(decision, Refused):
        column = str(decision.details.get("field") or _column_of(decision))
        return None, [Problem(number, column, decision.code, decision.details)]
    return definition, []


@transaction.atomic
def _write(read: list[tuple[int, str, Definition]], ignored: tuple[str, ...], by: User) -> Loaded:
    known = {one.code: one for one in Indicator.objects.filter(code__in=[code for _, code, _ in read])}
    counts = {"created": 0, "updated": 0, "unchanged": 0}
    problems: list[Problem] = []
    for number, code, definition in read:
        indicator = known.get(code)
        try:
            if indicator is None:
                create_indicator(code=code, definition=definition, by=by)
                counts["created"] += 1
            elif is_same_definition(get_current(indicator), definition):
                counts["unchanged"] += 1
            else:
                revise_indicator(indicator=indicator, definition=definition, by=by)
                counts["updated"] += 1
        except CannotDefine as refusal:
            problems.append(Problem(number, "code", refusal.code, refusal.details))
    if problems:
        transaction.set_rollback(True)
        return Loaded(rejected=tuple(problems), ignored=ignored)
    return Loaded(counts["created"], counts["updated"], counts["unchanged"], ignored=ignored)


def _make_definition(cells: Mapping[str, str], numbers: Mapping[str, int | None]) -> Definition:
    unit = cells.get("unit", "")
    kind = cells["kind"]
    currency = cells.get("currency", "").upper() or (_CURRENCIES.get(unit.lower(), "") if kind == Kind.MONEY else "")
    default_unit = "%" if kind == Kind.SHARE else ("" if kind == Kind.STATE else currency)
    since = cells.get("starts_on")
    return Definition(
        name_fr=cells["name_fr"], name_en=cells.get("name_en", ""), unit_fr=unit or default_unit, unit_en=cells.get("unit_en", ""),
        definition_fr=cells.get("definition_fr", ""), definition_en=cells.get("definition_en", ""), kind=kind,
        level=cells.get("level") or Level.POPULATION, direction=cells.get("direction") or Direction.NEITHER,
        time_rule=cells.get("time_rule", ""), place_rule=cells.get("place_rule", ""), category_rule=cells.get("category_rule", ""),
        frequency=cells.get("frequency") or Frequency.MONTH, threshold=numbers["threshold"], method=cells.get("method", ""),
        min_coverage=60 if numbers["min_coverage"] is None else numbers["min_coverage"],
        shelf_life_months=numbers["shelf_life_months"], breakdown=cells.get("breakdown", ""), currency=currency,
        source=cells.get("source", ""), starts_on=date.fromisoformat(since) if since else None,
    )  # fmt: skip


def _read_numbers(number: int, cells: Mapping[str, str]) -> tuple[dict[str, int | None], list[Problem]]:
    read: dict[str, int | None] = {}
    problems = []
    for column in ("threshold", "min_coverage", "shelf_life_months"):
        text = cells.get(column, "").removesuffix("%").strip()
        read[column] = int(text) if text.isascii() and text.isdecimal() else None
        if text and read[column] is None:
            problems.append(Problem(number, column, "not_a_number", {"given": text}))
    since = cells.get("starts_on", "")
    try:
        date.fromisoformat(since or "2024-01-01")
    except ValueError:
        problems.append(Problem(number, "starts_on", "not_a_date", {"given": since}))
    return read, problems


def _column_of(refused: Refused) -> str:
    axis = refused.details.get("axis")
    return f"{axis}_rule" if axis else "kind"


def _is_slug(text: str) -> bool:
    return 0 < len(text) <= 60 and text.isascii() and all(ch.isalnum() or ch in "-_" for ch in text)
