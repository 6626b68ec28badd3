"""What is the table that says the same figures as a picture?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from impactplatform.charts.svg import Svg
from impactplatform.charts.words import flag_words, say_value, silence_mark, silence_words
from impactplatform.kernel.exact import plain

SHOWN_STATES = ("number", "zero")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a person reads, and the exact number behind it ("" when there is none)."""

    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, headings, rows whose first cell names the row, the marks explained; `text_columns` come before the numbers."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    text_columns: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """The same figures four ways: two drawings, a table, a sentence."""

    wide: Svg
    narrow: Svg
    table: Table
    sentence: str


def value_cell(
    value: Decimal | None, state: str, unit: str, language: str, digits: int | None = 1, flag: str = ""
) -> Cell:
    """A number with its unit and flag, or the mark of its silence."""
    if value is None or state not in SHOWN_STATES:
        return Cell(silence_mark(state))
    text = say_value(value, unit, language, digits)
    return Cell(f"{text} ({flag})" if flag else text, plain(value))


def explain_marks(states: list[str], flags: list[str], language: str) -> tuple[str, ...]:
    """One line for each mark used, in the order met: "s : masqué pour protéger les personnes"."""
    colon = ": " if language.startswith("en") else "\u00a0: "
    lines = [
        f"{silence_mark(s)}{colon}{silence_words(s, language)}" for s in dict.fromkeys(states) if s not in SHOWN_STATES
    ]
    return tuple(lines + [f"{f}{colon}{flag_words(f, language)}" for f in dict.fromkeys(flags) if f])
