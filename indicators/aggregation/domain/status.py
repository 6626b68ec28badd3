"""Is it moving forward? One word for a series, by the direction of better, never a cause."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indicators.catalogue.vocabulary import Direction, Kind

OK, STEADY, SLIPPING, EARLY, NO_DATA, NO_DIRECTION = "ok", "steady", "slipping", "early", "nodata", ""
LEAST_POINTS = 3
STEADY_SHARE = Decimal("0.05")  # of the earlier value
STEADY_POINTS = Decimal(1)  # percentage points, for a share


def find_status(kind: str, direction: str, values: Sequence[Decimal | None]) -> str:
    """The word for a series of totals, old to new (None where there is no number).

    The latest known value is held against the earliest one given. Within 5 % (one point for a share) it is steady.
    Under three known values it is too early; without a direction no word is given.

    >>> find_status("flow", "up", [Decimal(10), None, Decimal(12), Decimal(14)])
    'ok'
    >>> find_status("share", "down", [Decimal(10), Decimal(11), Decimal(14)])
    'slipping'
    """
    known = [value for value in values if value is not None]
    if not known:
        return NO_DATA
    if len(known) < LEAST_POINTS:
        return EARLY
    if direction == Direction.NEITHER:
        return NO_DIRECTION
    change = known[-1] - known[0]
    margin = STEADY_POINTS if kind == Kind.SHARE else abs(known[0]) * STEADY_SHARE
    if abs(change) <= margin:
        return STEADY
    return OK if (change > 0) == (direction == Direction.UP) else SLIPPING
