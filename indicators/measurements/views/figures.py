"""How is a recorded figure written for people, in a cell to type in and in a sentence?"""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from django.utils.translation import get_language, gettext

from impactplatform.charts.words import say_number, say_value
from indicators.catalogue.vocabulary import Kind
from indicators.measurements.domain import Entry, settle
from indicators.measurements.forms import ANSWERS, DENOMINATOR, NUMERATOR, VALUE, parts_of
from indicators.measurements.vocabulary import State

SHOWN = (State.NUMBER, State.ZERO)
TYPED_SILENCES = {State.HIDDEN: "s", State.NOT_COLLECTED: "nd", State.NOT_APPLICABLE: "na", State.NOT_COVERED: "nc"}


class Measured(Protocol):
    """A figure with its state: a measurement, or what was just typed."""

    @property
    def state(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...
    @property
    def n(self) -> int | None: ...


def write_cell(number: Decimal | int | None) -> str:
    """A number as it stands in a cell: read back, it gives the same number (1,234 would be read two ways)."""
    if number is None:
        return ""
    text = say_number(Decimal(number), get_language() or "fr")
    point = "." if (get_language() or "fr").startswith("en") else ","
    whole, _, decimals = text.partition(point)
    grouped = whole.replace("\u202f", "").replace(",", "")
    if len(decimals) == 3:
        return f"{whole}{point}{decimals}0"
    return f"{grouped}{point}{decimals}" if decimals else grouped.strip()


def write_cells(kind: str, figure: Measured | None) -> dict[str, str]:
    """The texts of the cells of a row: its numbers, or the sign of its silence in the first cell."""
    parts = parts_of(kind)
    if figure is None or figure.state not in SHOWN:
        sign = TYPED_SILENCES.get(State(figure.state), "") if figure else ""
        return {part: sign if part == parts[0] else "" for part in parts}
    if kind == Kind.STATE:
        return {VALUE: gettext("yes") if figure.value else gettext("no")}
    if kind == Kind.SHARE and figure.denominator is None and figure.value is not None:
        return {NUMERATOR: f"{write_cell(figure.value)} %", DENOMINATOR: ""}
    numbers = {VALUE: figure.value, NUMERATOR: figure.numerator, DENOMINATOR: figure.denominator, ANSWERS: figure.n}
    return {part: write_cell(numbers[part]) for part in parts}


def write_figure(kind: str, figure: Measured | None, unit: str = "") -> str:
    """The figure in words: "86 %" for a share, "1 234", "yes"; nothing for a silence (its sign stands beside)."""
    if figure is None or figure.state not in SHOWN:
        return ""
    language = get_language() or "fr"
    if kind == Kind.STATE:
        return gettext("yes") if figure.value else gettext("no")
    if kind == Kind.SHARE:
        share = percentage(figure)
        return "" if share is None else say_value(share, "%", language, 1)
    return "" if figure.value is None else say_value(figure.value, unit, language, None)


def percentage(figure: Measured) -> Decimal | None:
    """Numerator over denominator, in percent; None where there is nothing to divide by."""
    if figure.numerator is None or not figure.denominator:
        return figure.value
    return figure.numerator * 100 / figure.denominator


def is_same(kind: str, saved: Measured | None, typed: Entry) -> bool:
    """Nothing would change: the same state and the same numbers."""
    if saved is None:
        return typed.state == State.PENDING
    return settle(kind, typed).figures == (saved.state, saved.value, saved.numerator, saved.denominator, saved.n)
