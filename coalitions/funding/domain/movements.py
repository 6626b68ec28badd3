"""How do the rows of a ledger add up by funder, place, theme, kind or month, without a cent lost?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coalitions.funding.vocabulary import Stage
from impactplatform.kernel.text import fold

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Label:
    """A name people read, beside the key that tells it from another of the same name; empty when not known."""

    key: str = ""
    text: str = ""


NOT_KNOWN = Label()


@dataclass(frozen=True, slots=True)
class Movement:
    """A sum at one stage of its way, and all that is known of it. A reversal is the same with a negative sum."""

    stage: Stage
    amount: Decimal
    on: date
    funder: Label = NOT_KNOWN
    funder_kind: str = ""
    coalition: Label = NOT_KNOWN
    action: Label = NOT_KNOWN
    place: Label = NOT_KNOWN
    theme: Label = NOT_KNOWN
    payee: Label = NOT_KNOWN
    payee_kind: Label = NOT_KNOWN
    expense_kind: Label = NOT_KNOWN


Axis = Callable[[Movement], Label]


@dataclass(frozen=True, slots=True)
class Line:
    """What came together under one label, stage by stage."""

    label: Label
    sums: dict[Stage, Decimal]

    def at(self, stage: Stage) -> Decimal:
        return self.sums.get(stage, NOTHING)


def within(movements: Iterable[Movement], starts_on: date, ends_on: date) -> list[Movement]:
    """The movements dated from one day to another, both included."""
    return [m for m in movements if starts_on <= m.on <= ends_on]


def add_up(movements: Iterable[Movement], stage: Stage) -> Decimal:
    """The sum at one stage, reversals taken off."""
    return sum((m.amount for m in movements if m.stage == stage), NOTHING)


def group(movements: Iterable[Movement], axis: Axis, stages: Sequence[Stage]) -> list[Line]:
    """Sums by label, in alphabetical order, what is not known last; labels whose sums are all zero are left out.

    Every movement of the stages is in exactly one line, so the lines add up to the whole.
    """
    sums: dict[Label, dict[Stage, Decimal]] = {}
    for movement in movements:
        if movement.stage in stages:
            line = sums.setdefault(axis(movement), {})
            line[movement.stage] = line.get(movement.stage, NOTHING) + movement.amount
    kept = [Line(label, line) for label, line in sums.items() if any(line.values())]
    return sorted(kept, key=lambda line: (not line.label.text, fold(line.label.text), line.label.key))


def group_by_month(movements: Sequence[Movement], stages: Sequence[Stage]) -> list[Line]:
    """Sums by calendar month, oldest first; the label is the code of the month."""
    lines = group(movements, lambda m: Label(f"{m.on:%Y-%m}", f"{m.on:%Y-%m}"), stages)
    return sorted(lines, key=lambda line: line.label.key)
