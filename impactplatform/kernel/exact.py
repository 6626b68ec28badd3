"""How is an exact number kept in a database that only adds integers exactly?

SQLite adds decimals as floats, so measured values are stored as integers scaled by 10**4 and money
as integers scaled by 10**2 (minor units). A number that needs more digits is refused, never rounded.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

VALUE_SCALE = 4
AMOUNT_SCALE = 2
LARGEST = 2**63 - 1


class NotExact(ValueError):
    """The number does not fit the scale without being rounded, or is not a finite number."""


def to_fixed(number: Decimal | int, scale: int) -> int:
    """The integer that stands for `number` at `scale` digits; raises NotExact rather than round.

    >>> to_fixed(Decimal("18.35"), 4)
    183500
    """
    if not isinstance(number, Decimal | int):  # a float slips past no type checker, but data may carry one
        raise NotExact(f"{number!r} is not exact")
    try:
        value = Decimal(number)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise NotExact(str(number)) from error
    if not value.is_finite():
        raise NotExact(str(number))
    scaled = value.scaleb(scale)
    whole = scaled.to_integral_value()
    if whole != scaled or abs(whole) > LARGEST:
        raise NotExact(str(number))
    return int(whole)


def from_fixed(stored: int, scale: int) -> Decimal:
    """The number an integer stands for, without trailing zeros beyond the point for values.

    >>> from_fixed(183500, 4)
    Decimal('18.3500')
    """
    return Decimal(stored).scaleb(-scale)


def plain(number: Decimal) -> str:
    """A decimal as text with a point, no exponent and no needless zeros.

    >>> plain(Decimal("18.3500")), plain(Decimal("1E+3"))
    ('18.35', '1000')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
