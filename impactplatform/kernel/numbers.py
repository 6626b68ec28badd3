"""What number did a person mean by what they typed?

Two readers share one grammar. On screen (`read_number`) an ambiguous `1,234` is echoed with both
readings and never guessed. In a file (`strict=True`, trust.md section 8) it is refused. Both read the
marks that statistical offices write for the silences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED_BLANK = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_GROUPED_POINT = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}")
_GROUPED_COMMA = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[,.]\d{3}")
_ASCII = re.compile(r"[\x20-\x7e]*")
MOST_DIGITS = 18

SILENCES = {
    "s": "hidden", "*": "hidden", "x": "hidden", "c": "hidden", "masque": "hidden", "masqué": "hidden", "hidden": "hidden",
    "nd": "nd", "n/d": "nd", "n.d.": "nd", "n/c": "nd", "..": "nd", "ns": "nd", "not collected": "nd", "non collecté": "nd",
    "na": "na", "n/a": "na", "n.a.": "na", "///": "na", "//": "na", "so": "na", "s/o": "na", "sans objet": "na",
    "nc": "nc", "...": "pending", "…": "pending", "": "pending", "-": "nd", "–": "nd", "—": "nd",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number, exactly as meant. `percent` tells that a % sign stood behind it."""

    value: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """No number, and why: hidden, nd, na, nc or pending (indicators.measurements.vocabulary.State)."""

    state: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two numbers are possible; the first is the likelier. A person is asked."""

    readings: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Not a number. `code` is not_a_number, too_long, exponent or digits."""

    code: str


Reading = NumberRead | Silence | Ambiguous | Unreadable


def read_number(text: str, *, strict: bool = False) -> Reading:
    """Read `1 234,5`, `1.234,56`, `1,234.5`, `12 %`, `0`, `nd`, `s`, an empty cell.

    `1,234` (and, on screen, `1.234`) may be 1234 or 1.234: on screen both are offered; in a file a comma
    is refused as ambiguous and a point is a decimal point (`strict`). Exponents, underscores, letters and
    digits of other scripts are never numbers.

    >>> read_number("1 234,5").value, read_number("S").state, read_number("about 50").code
    (Decimal('1234.5'), 'hidden', 'not_a_number')
    >>> read_number("1,234").readings
    (Decimal('1234'), Decimal('1.234'))
    >>> read_number("1.234", strict=True).value
    Decimal('1.234')
    """
    given = text.translate(_BLANKS).strip().replace("\u2212", "-")
    if given.casefold() in SILENCES:
        return Silence(SILENCES[given.casefold()])
    percent = given.endswith("%")
    given = given.removesuffix("%").rstrip()
    if refusal := _refusal(given):
        return refusal
    if _AMBIGUOUS.fullmatch(given) and not (strict and "." in given):
        whole = Decimal(given.replace(",", "").replace(".", ""))
        return Ambiguous((whole, Decimal(given.replace(",", "."))))
    value = _value(given)
    return Unreadable("not_a_number") if value is None else NumberRead(value, percent)


def _refusal(given: str) -> Unreadable | None:
    if not _ASCII.fullmatch(given):
        return Unreadable("digits" if any(ch.isdigit() and not ch.isascii() for ch in given) else "not_a_number")
    if re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+", given):
        return Unreadable("exponent")
    if sum(ch.isdigit() for ch in given) > MOST_DIGITS:
        return Unreadable("too_long")
    return None


def _value(given: str) -> Decimal | None:
    if _PLAIN.fullmatch(given):
        return Decimal(given.replace(",", "."))
    if _GROUPED_BLANK.fullmatch(given):
        return Decimal(given.replace(" ", "").replace(",", "."))
    if _GROUPED_POINT.fullmatch(given):
        return Decimal(given.replace(".", "").replace(",", "."))
    if _GROUPED_COMMA.fullmatch(given):
        return Decimal(given.replace(",", ""))
    return None
