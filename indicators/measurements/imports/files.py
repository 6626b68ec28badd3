"""How do figures arrive in a file, and what is wrong with a cell? All rows or none; the marks of statistical offices are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from coalitions.territories.models import Territory
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.numbers import Ambiguous, NumberRead, Silence, read_number
from impactplatform.kernel.periods import NotAPeriod, Period
from impactplatform.sheets.records import Record, read_records
from indicators.catalogue.models import Category, Indicator, IndicatorVersion
from indicators.catalogue.queries import choose_version, map_versions
from indicators.catalogue.vocabulary import Kind
from indicators.measurements.domain import Entry, check_entry, check_period, settle
from indicators.measurements.imports.problems import Problem
from indicators.measurements.operations.importing import FigureRow, Imported, import_figures
from indicators.measurements.vocabulary import State

COLUMNS = (
    "indicator", "territory", "period", "category", "value", "numerator", "denominator", "n", "state", "source", "as_of", "vintage",
)  # fmt: skip
NEEDED = ("indicator", "territory", "period")
NUMBERS = ("value", "numerator", "denominator", "n")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file came to. With problems nothing was saved."""

    imported: Imported = field(default_factory=Imported)
    rejected: tuple[Problem, ...] = ()
    ignored: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may name: indicators with their versions, places by code, categories."""

    versions: Mapping[str, Sequence[IndicatorVersion]]
    by_scheme: Mapping[tuple[str, str], Territory]
    by_code: Mapping[str, list[Territory]]
    categories: Mapping[tuple[int, str], Category]
    today: date


def import_measurements(*, data: bytes, name: str, by: User, commit: bool = False, approves: bool = False) -> Answer:
    """Read a file of figures, check every cell, and write what is new or differs; without `commit` only count."""
    records = read_records(data, name, known=COLUMNS, needed=NEEDED)
    if isinstance(records, Refused):
        return Answer(rejected=(Problem(0, "", records.code, records.details),))
    known = load_known(records.rows)
    problems = [Problem(f.row, f.column, f.code, f.details) for f in records.faults]
    rows: list[FigureRow] = []
    for number, record in records.rows:
        found = read_figure(number, record, known)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rows.append(found)
    problems += _find_doubled(rows)
    if problems:
        return Answer(
            rejected=tuple(sorted(problems, key=lambda p: p.row)), ignored=records.ignored, rows=len(records.rows)
        )
    imported = import_figures(rows=rows, by=by, commit=commit, approves=approves)
    refused = tuple(Problem(number, "territory", "unknown_territory", {"given": ""}) for number in imported.forbidden)
    return Answer(imported, refused, records.ignored, len(records.rows))


def load_known(records: Iterable[Record]) -> Known:
    """Everything the file names, in five queries."""
    listed = list(records)
    codes = {record.get("indicator", "").strip() for _, record in listed}
    indicators = {one.pk: one for one in Indicator.objects.filter(code__in=codes).select_related("coalition")}
    versions: dict[str, list[IndicatorVersion]] = {}
    for pk, found in map_versions(indicators).items():
        for version in found:
            version.indicator = indicators[pk]
        versions[indicators[pk].code] = found
    named = {record.get("territory", "").strip().rpartition(":")[2] for _, record in listed}
    by_scheme: dict[tuple[str, str], Territory] = {}
    by_code: dict[str, list[Territory]] = {}
    places = Territory.objects.defer("outline")
    if len(named) <= 500:
        places = places.filter(code__in=named)
    for place in places.iterator(chunk_size=5000):
        if place.code in named:
            by_scheme[place.scheme, place.code] = place
            by_code.setdefault(place.code, []).append(place)
    breakdowns = {v.breakdown_id for found in versions.values() for v in found if v.breakdown_id}
    categories = {(c.breakdown_id, c.code): c for c in Category.objects.filter(breakdown__in=breakdowns)}
    return Known(versions, by_scheme, by_code, categories, timezone.localdate())


def read_figure(number: int, record: Mapping[str, str], known: Known) -> FigureRow | Problem:
    """The figure of a row, or the first thing wrong with it."""
    cells = {column: text.strip() for column, text in record.items()}
    if missing := next((column for column in NEEDED if not cells.get(column)), None):
        return Problem(number, missing, "missing_value")
    try:
        period = Period.parse(cells["period"])
    except NotAPeriod:
        return Problem(number, "period", "not_a_period", {"given": cells["period"]})
    if isinstance(decision := check_period(period, known.today), Refused):
        return Problem(number, "period", decision.code, decision.details)
    version = choose_version(known.versions.get(cells["indicator"], []), period)
    if version is None:
        return Problem(number, "indicator", "unknown_indicator", {"given": cells["indicator"]})
    territory = _find_territory(number, cells["territory"], known)
    if isinstance(territory, Problem):
        return territory
    category = known.categories.get((version.breakdown_id or 0, cells.get("category", "")))
    if cells.get("category") and category is None:
        return Problem(number, "category", "unknown_category", {"given": cells["category"]})
    entry = read_entry(number, cells, version.kind)
    if isinstance(entry, Problem):
        return entry
    return FigureRow(number, version, territory, period, category, entry, cells.get("source", ""))


def read_entry(number: int, cells: Mapping[str, str], kind: str) -> Entry | Problem:
    """The figure the cells mean: numbers, or the mark of a silence in the value (or in the state)."""
    state = cells.get("state", "").lower()
    if state and state not in {one.value for one in State}:
        return Problem(
            number, "state", "unknown_state", {"given": cells["state"], "legal": [one.value for one in State]}
        )
    numbers: dict[str, Decimal] = {}
    silence = ""
    for column in NUMBERS:
        read = _read_cell(number, column, cells.get(column, ""), kind)
        if isinstance(read, Problem):
            return read
        if isinstance(read, str):
            silence = silence or read
        elif read is not None:
            numbers[column] = read
    if not numbers and state in {"", State.NUMBER}:
        state = silence or State.PENDING
    return _check(number, cells, kind, state or (silence if silence and not numbers else State.NUMBER), numbers)


def _check(
    number: int, cells: Mapping[str, str], kind: str, state: str, numbers: Mapping[str, Decimal]
) -> Entry | Problem:
    count = numbers.get("n")
    if count is not None and count != count.to_integral_value():
        return Problem(number, "n", "not_whole", {"given": cells["n"]})
    try:
        as_of = date.fromisoformat(cells["as_of"]) if cells.get("as_of") else None
    except ValueError:
        return Problem(number, "as_of", "not_a_date", {"given": cells["as_of"]})
    entry = Entry(
        state=state, value=numbers.get("value"), numerator=numbers.get("numerator"), denominator=numbers.get("denominator"),
        n=int(count) if count is not None else None, as_of=as_of, vintage=cells.get("vintage", "")[:30],
    )  # fmt: skip
    decision = check_entry(kind, entry)
    if isinstance(decision, Refused):
        column = str(decision.details.get("field") or ("numerator" if "numerator" in decision.details else "value"))
        return Problem(number, column, decision.code, decision.details)
    return settle(kind, entry)


def _read_cell(number: int, column: str, text: str, kind: str) -> Decimal | str | Problem | None:
    if not text:
        return None
    read = read_number(text, strict=True)
    if isinstance(read, NumberRead):
        if read.percent and not (column == "value" and kind == Kind.SHARE):
            return Problem(number, column, "percent_not_expected", {"given": text})
        return read.value
    if isinstance(read, Silence):
        return read.state
    if isinstance(read, Ambiguous):
        return Problem(number, column, "ambiguous", {"given": text, "readings": [str(one) for one in read.readings]})
    return Problem(number, column, read.code, {"given": text})


def _find_territory(number: int, given: str, known: Known) -> Territory | Problem:
    scheme, _, code = given.rpartition(":")
    if scheme:
        place = known.by_scheme.get((scheme, code))
        return place if place is not None else Problem(number, "territory", "unknown_territory", {"given": given})
    found = known.by_code.get(code, [])
    if len(found) == 1:
        return found[0]
    if found:
        schemes = sorted(f"{one.scheme}:{one.code}" for one in found)
        return Problem(number, "territory", "ambiguous_territory", {"given": given, "legal": schemes})
    return Problem(number, "territory", "unknown_territory", {"given": given})


def _find_doubled(rows: Iterable[FigureRow]) -> list[Problem]:
    """The same figure twice in a file is refused, equal or not: both rows are named."""
    first: dict[tuple[int, int, int, int], int] = {}
    problems = []
    for row in rows:
        if row.key in first:
            problems.append(Problem(row.number, "indicator", "doubled_row", {"first": first[row.key]}))
        first.setdefault(row.key, row.number)
    return problems
