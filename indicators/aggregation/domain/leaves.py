"""What does one place say for a period? First categories, then time, for each contributor on its own.

Quarters and years are made at the leaf; places come after (docs/algorithms/aggregation.md: the steps do not commute).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from impactplatform.kernel.periods import MONTH, QUARTER, SCHOOL_YEAR, Period
from indicators.aggregation.domain.coverage import NOTHING, Coverage
from indicators.aggregation.domain.states import Partial, Reading, merge_places, merge_times, start
from indicators.catalogue.domain import Rules
from indicators.measurements.vocabulary import State

_SILENT = Reading(State.PENDING)


@dataclass(frozen=True, slots=True)
class Cell:
    """A contributor's figure for a period: the one in force (if any), and whether one was given at all."""

    reading: Reading | None
    is_received: bool = False


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who gives a figure for a place: cells by period id, and the months it is expected (from, until), or None."""

    cells: Mapping[int, Cell]
    duty: tuple[int, int | None] | None = None

    def owes(self, period: Period) -> bool:
        """Is a report expected for this period? A duty that covers any month of it says yes."""
        if self.duty is None:
            return True
        first, last = Period(MONTH, period.first_month).id, Period(MONTH, period.first_month + period.length - 1).id
        begins, ends = self.duty
        return begins <= last and (ends is None or ends > first)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place's own state for a period. `silence` is the mark it wrote when it has no number."""

    partial: Partial
    coverage: Coverage
    silence: str = ""
    inputs: tuple[int, ...] = field(default=())


def measure_leaf(
    rules: Rules, frequency: str, shelf_life: int | None, contributors: Iterable[Contributor], period: Period
) -> Leaf | None:
    """The place's own state; None when nobody gave anything and nobody was expected to."""
    measured = [_measure(rules, frequency, shelf_life, who, period) for who in contributors]
    given = [leaf for leaf in measured if leaf is not None]
    if not given:
        return None
    if len(given) == 1:
        return given[0]
    known = [leaf.partial for leaf in given if leaf.coverage.approved]
    coverage = sum((leaf.coverage for leaf in given), NOTHING)
    silences = {leaf.silence for leaf in given}
    silence = silences.pop() if len(silences) == 1 else ""
    return Leaf(merge_places(rules.kind, known), coverage, "" if known else silence)


def list_base_periods(frequency: str, period: Period) -> list[list[Period]]:
    """The finer periods a period is made of, the indicator's own frequency first, then what else may have been given."""
    if period.level == MONTH:
        return []
    ways = {MONTH: list(period.months())}
    if period.level != QUARTER and (quarters := list(period.quarters())):
        ways[QUARTER] = quarters
    if frequency == SCHOOL_YEAR:
        return list(ways.values())
    return sorted(ways.values(), key=lambda way: way[0].level != frequency)


def _measure(rules: Rules, frequency: str, shelf_life: int | None, who: Contributor, period: Period) -> Leaf | None:
    if cell := who.cells.get(period.id):
        return _measure_cell(rules, cell, period)
    for way in list_base_periods(frequency, period):
        if any(part.id in who.cells for part in way):
            if rules.time == "latest":
                return _measure_latest(rules, shelf_life, who, period, way)
            return _measure_all(rules, who, way)
    if who.duty is not None and who.owes(period):
        return Leaf(Partial(), Coverage(expected=_count_owed(rules, frequency, who, period)), State.PENDING)
    return None


def _count_owed(rules: Rules, frequency: str, who: Contributor, period: Period) -> int:
    """How many reports a silent contributor owes for a period: one, or one for each part when all parts are needed."""
    if rules.time == "latest" or period.level == frequency:
        return 1
    ways = [way for way in list_base_periods(frequency, period) if way[0].level == frequency]
    return sum(1 for part in ways[0] if who.owes(part)) if ways else 1


def _measure_cell(rules: Rules, cell: Cell, period: Period) -> Leaf:
    reading = cell.reading or _SILENT
    if reading.is_known:
        return Leaf(start(rules.kind, reading, period.id), Coverage(1, 1, 1), inputs=(period.id,))
    expected = 0 if reading.state == State.NOT_APPLICABLE else 1
    hidden = 1 if reading.state == State.HIDDEN else 0
    return Leaf(Partial(), Coverage(expected, int(cell.is_received), 0, 0, hidden), reading.state)


def _measure_all(rules: Rules, who: Contributor, way: Sequence[Period]) -> Leaf:
    """Every part counts: each one owed and not given lowers the coverage."""
    coverage = NOTHING
    dated: list[tuple[int, Partial]] = []
    silences: set[str] = set()
    for part in way:
        cell = who.cells.get(part.id)
        if cell is None:
            coverage += Coverage(expected=int(who.owes(part)))
            silences.add(State.PENDING)
            continue
        leaf = _measure_cell(rules, cell, part)
        coverage += leaf.coverage
        silences.add(leaf.silence)
        if leaf.coverage.approved:
            dated.append((part.id, leaf.partial))
    if not dated:
        return Leaf(Partial(), coverage, silences.pop() if len(silences) == 1 else "")
    return Leaf(merge_times(rules, dated), coverage, inputs=tuple(at for at, _ in dated))


def _measure_latest(
    rules: Rules, shelf_life: int | None, who: Contributor, period: Period, way: Sequence[Period]
) -> Leaf:
    """The latest known part stands for the whole, unless it is past its shelf life at the period's end."""
    cells = [(part, cell) for part in way if (cell := who.cells.get(part.id)) is not None]
    known = [(part, cell) for part, cell in cells if cell.reading is not None and cell.reading.is_known]
    is_received = int(any(cell.is_received for _, cell in cells))
    if not known:
        return _measure_cell(rules, cells[-1][1], period)
    part, cell = known[-1]
    age = period.first_month + period.length - (part.first_month + part.length)
    if shelf_life is not None and age > shelf_life:
        return Leaf(Partial(latest=part.id), Coverage(1, is_received, 0, 1, 0), State.PENDING)
    reading = cell.reading or _SILENT
    return Leaf(start(rules.kind, reading, part.id), Coverage(1, 1, 1), inputs=(part.id,))


def sum_categories(rules: Rules, readings: Mapping[int, Reading], expected: frozenset[int]) -> Reading | None:
    """The whole of a breakdown that is additive and exhaustive; None when a category is missing or silent.

    Nothing is guessed: an unknown category leaves the whole unknown.
    """
    if rules.category == "none" or not expected or not expected <= set(readings):
        return None
    known = [readings[key] for key in sorted(expected)]
    if not all(reading.is_known for reading in known):
        return None
    merged = merge_places(rules.kind, [start(rules.kind, reading, 0) for reading in known])
    if rules.category == "ratio" and rules.kind == "share":
        if merged.denominator is None:
            return None
        state = State.NUMBER if merged.numerator else State.ZERO
        return Reading(state, numerator=merged.numerator, denominator=merged.denominator)
    if rules.kind == "mean":
        if not merged.weight or merged.sum is None:
            return None
        value = merged.sum / merged.weight
        return Reading(State.NUMBER, value=value, n=int(merged.weight))
    return None if merged.sum is None else Reading(State.NUMBER if merged.sum else State.ZERO, value=merged.sum)
