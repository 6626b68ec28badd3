"""What did a person type in the cells of a row: a figure, a silence, or something to ask about?

Two-part figures take their parts: a share its numerator and denominator, a mean score its number of answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from impactplatform.kernel.numbers import Ambiguous, NumberRead, Silence, Unreadable, read_number
from impactplatform.kernel.text import fold
from indicators.catalogue.vocabulary import Kind
from indicators.measurements.domain import Entry
from indicators.measurements.vocabulary import State

VALUE, NUMERATOR, DENOMINATOR, ANSWERS = "value", "numerator", "denominator", "answers"
_PARTS: dict[str, tuple[str, ...]] = {Kind.SHARE: (NUMERATOR, DENOMINATOR), Kind.MEAN: (VALUE, ANSWERS)}
_YES, _NO = ("oui", "yes", "o", "y", "1"), ("non", "no", "n", "0")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be recorded: a code the templates put in words, the part it is about, what was typed."""

    code: str
    part: str = VALUE
    typed: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Echo:
    """A text that can be read two ways: how it was read, and the other way, to be offered."""

    part: str
    read: Decimal
    other: Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """The reading of one row."""

    entry: Entry | None
    problem: Problem | None = None
    echo: Echo | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """One row of the form as it was sent. `was` is what the page showed; `seen` the version it showed (0: none)."""

    texts: Mapping[str, str]
    was: Mapping[str, str]
    note: str = ""
    note_was: str = ""
    seen: int = 0

    @property
    def is_touched(self) -> bool:
        return any(fold(self.texts[p]) != fold(self.was.get(p, "")) for p in self.texts) or self.note != self.note_was


def parts_of(kind: str) -> tuple[str, ...]:
    """The cells a kind of indicator asks for, in the order of typing."""
    return _PARTS.get(kind, (VALUE,))


def read_typed(data: Mapping[str, Any], key: str, kind: str) -> Typed | None:
    """The row `key` of a posted form; None when the form did not hold it."""
    parts = parts_of(kind)
    if not all(f"{part}-{key}" in data for part in parts):
        return None
    seen = str(data.get(f"seen-{key}", "0"))
    return Typed(
        texts={p: str(data[f"{p}-{key}"]).strip() for p in parts},
        was={p: str(data.get(f"was-{p}-{key}", "")).strip() for p in parts},
        note=" ".join(str(data.get(f"note-{key}", "")).split())[:500],
        note_was=str(data.get(f"was-note-{key}", "")).strip(),
        seen=int(seen) if seen.isdecimal() else 0,
    )


def read_row(kind: str, texts: Mapping[str, str]) -> Answer:
    """What the texts mean. A silence typed in the first cell stands for the whole row."""
    parts = parts_of(kind)
    if kind == Kind.STATE and (answer := _read_yes_no(texts[VALUE])):
        return answer
    readings = {part: read_number(texts[part]) for part in parts}
    first = readings[parts[0]]
    if isinstance(first, Silence) and not any(texts[p] for p in parts[1:]):
        return Answer(Entry(first.state))
    if kind == Kind.SHARE and isinstance(first, NumberRead) and first.percent and not texts[DENOMINATOR]:
        return Answer(Entry(State.NUMBER if first.value else State.ZERO, value=first.value))
    echo: Echo | None = None
    numbers: dict[str, Decimal] = {}
    for part, reading in readings.items():
        if isinstance(reading, Unreadable):
            return Answer(None, Problem(reading.code, part, texts[part]))
        if isinstance(reading, Silence):
            code = f"{part}_missing" if reading.state == State.PENDING else "mark_beside_number"
            return Answer(None, Problem(code, part, texts[part]))
        if isinstance(reading, Ambiguous):
            echo = Echo(part, *reading.readings)
            numbers[part] = reading.readings[0]
        else:
            if reading.percent and kind == Kind.SHARE:
                return Answer(None, Problem("bare_percentage", part, texts[part]))
            numbers[part] = reading.value
    return _entry(numbers, texts, echo)


def _entry(numbers: Mapping[str, Decimal], texts: Mapping[str, str], echo: Echo | None) -> Answer:
    answers = numbers.get(ANSWERS)
    if answers is not None and (answers != answers.to_integral_value() or answers < 0):
        return Answer(None, Problem("answers_not_whole", ANSWERS, texts[ANSWERS]))
    leading = numbers.get(NUMERATOR, numbers.get(VALUE, Decimal(0)))
    return Answer(
        Entry(
            State.NUMBER if leading else State.ZERO,
            value=numbers.get(VALUE), numerator=numbers.get(NUMERATOR), denominator=numbers.get(DENOMINATOR),
            n=int(answers) if answers is not None else None,
        ),
        echo=echo,
    )  # fmt: skip


def _read_yes_no(text: str) -> Answer | None:
    if fold(text) in _YES:
        return Answer(Entry(State.NUMBER, value=Decimal(1)))
    if fold(text) in _NO:
        return Answer(Entry(State.ZERO, value=Decimal(0)))
    reading = read_number(text)
    return None if isinstance(reading, Silence) else Answer(None, Problem("not_yes_or_no", VALUE, text))
