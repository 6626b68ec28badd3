"""Where does a value stand on an axis, and which round numbers mark it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to pixels; a scale without extent puts everything in its middle."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + float((value - self.low) / (self.high - self.low)) * (self.end - self.start)


def round_step(extent: Decimal, wanted: int) -> Decimal:
    """The smallest of 1, 2, 5 x 10^n that cuts `extent` into at most `wanted` steps.

    >>> round_step(Decimal(90), 4)
    Decimal('5E+1')
    """
    if extent <= 0:
        return Decimal(1)
    raw = extent / wanted
    power = Decimal(1).scaleb(raw.adjusted())
    return next((step * power for step in (1, 2, 5, 10) if step * power >= raw), 10 * power)


def round_marks(values: Sequence[Decimal], *, from_zero: bool = True, wanted: int = 4) -> list[Decimal]:
    """Round numbers that enclose all values, at least two, from zero unless said otherwise.

    >>> [str(m) for m in round_marks([Decimal(3), Decimal(87)])]
    ['0', '50', '100']
    """
    low, high = (min(values), max(values)) if values else (Decimal(0), Decimal(1))
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + 1
    step = round_step(high - low, wanted)
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR")
    final = (high / step).to_integral_value(rounding="ROUND_CEILING")
    return [_tidy((first + i) * step) for i in range(int(final - first) + 1)]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to the wanted ones, at least `gap` apart, kept within low and high if they fit.

    The answer is in the order of `wanted`.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    floor = low
    for i in order:
        placed[i] = max(wanted[i], floor)
        floor = placed[i] + gap
    ceiling = high
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling)
        ceiling = placed[i] - gap
    return placed


def _tidy(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
