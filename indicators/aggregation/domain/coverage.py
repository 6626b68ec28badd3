"""How much of what was expected is in a total? Coverage is part of the value (docs/algorithms/coverage.md)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counted in expected reports: a place (or an organisation in a place) times a period of the indicator's frequency.

    `received` was given, approved or not yet; `approved` is a number or a true zero in force; `stale` is past its
    shelf life; `hidden` exists and may not be seen.
    """

    expected: int = 0
    received: int = 0
    approved: int = 0
    stale: int = 0
    hidden: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        """Coverage of disjoint parts adds up."""
        return Coverage(
            self.expected + other.expected,
            self.received + other.received,
            self.approved + other.approved,
            self.stale + other.stale,
            self.hidden + other.hidden,
        )

    @property
    def percent(self) -> Decimal | None:
        """Approved out of expected, rounded down so that 100 means all; nothing expected has no percentage.

        >>> Coverage(expected=4, approved=3).percent, Coverage().percent
        (Decimal('75'), None)
        """
        if self.expected == 0:
            return None
        return (Decimal(100 * self.approved) / self.expected).to_integral_value(rounding=ROUND_FLOOR)

    def reaches(self, least: int) -> bool:
        """Is the share of approved reports at least `least` percent? Compared exactly, without rounding.

        >>> Coverage(expected=5, approved=3).reaches(60)
        True
        """
        return 100 * self.approved >= least * self.expected


NOTHING = Coverage()
