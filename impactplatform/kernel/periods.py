"""Which span of time does a figure speak of, and how do months make quarters and years?

A period has a level and a number; its `id` sorts and is stored as one integer. No proration: a school
year is made of its twelve months (September to August), never of parts of calendar years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTH, QUARTER, YEAR, SCHOOL_YEAR = "month", "quarter", "year", "school_year"
LEVELS = (MONTH, QUARTER, YEAR, SCHOOL_YEAR)
_BASE = {MONTH: 100_000, QUARTER: 200_000, YEAR: 300_000, SCHOOL_YEAR: 400_000}
_LENGTH = {MONTH: 1, QUARTER: 3, YEAR: 12, SCHOOL_YEAR: 12}
_SCHOOL_START = 8  # September, counted from 0


class NotAPeriod(ValueError):
    """The text or number names no period; `args[0]` is what was given."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter, calendar year or school year. `first_month` counts months since year 0."""

    level: str
    first_month: int

    def __post_init__(self) -> None:
        if self.level not in LEVELS or not 1900 * 12 <= self.first_month < 2200 * 12:
            raise NotAPeriod(f"{self.level} {self.first_month}")
        offset = self.first_month - (_SCHOOL_START if self.level == SCHOOL_YEAR else 0)
        if offset % _LENGTH[self.level]:
            raise NotAPeriod(f"{self.level} does not start at month {self.first_month}")

    @property
    def id(self) -> int:
        """The integer stored: level, then first month; within a level it sorts by time."""
        return _BASE[self.level] + self.first_month

    @property
    def code(self) -> str:
        """The text used in files and addresses: 2024-05, 2024-Q2, 2024, 2023-2024."""
        year, month = divmod(self.first_month, 12)
        if self.level == MONTH:
            return f"{year:04d}-{month + 1:02d}"
        if self.level == QUARTER:
            return f"{year:04d}-Q{month // 3 + 1}"
        return f"{year:04d}" if self.level == YEAR else f"{year:04d}-{year + 1:04d}"

    def __str__(self) -> str:
        return self.code

    @property
    def length(self) -> int:
        """How many months."""
        return _LENGTH[self.level]

    @property
    def starts_on(self) -> date:
        return _day(self.first_month)

    @property
    def ends_before(self) -> date:
        """The first day after the period."""
        return _day(self.first_month + self.length)

    def contains(self, other: Period) -> bool:
        return self.first_month <= other.first_month and (
            other.first_month + other.length <= self.first_month + self.length
        )

    def months(self) -> Iterator[Period]:
        return (Period(MONTH, m) for m in range(self.first_month, self.first_month + self.length))

    def quarters(self) -> Iterator[Period]:
        """The quarters wholly inside; a school year holds none (September starts no quarter)."""
        if self.level == YEAR:
            yield from (Period(QUARTER, self.first_month + 3 * q) for q in range(4))
        elif self.level == QUARTER:
            yield self

    def parents(self) -> list[Period]:
        """The larger periods that hold this one, smallest first."""
        if self.level == MONTH:
            quarter = self.first_month - self.first_month % 3
            school = self.first_month - (self.first_month - _SCHOOL_START) % 12
            return [Period(QUARTER, quarter), Period(YEAR, _january(self.first_month)), Period(SCHOOL_YEAR, school)]
        if self.level == QUARTER:
            return [Period(YEAR, _january(self.first_month))]
        return []

    def previous(self) -> Period:
        return Period(self.level, self.first_month - self.length)

    def next(self) -> Period:
        return Period(self.level, self.first_month + self.length)

    @classmethod
    def from_id(cls, stored: int) -> Period:
        for level, base in _BASE.items():
            if base <= stored < base + 100_000:
                return cls(level, stored - base)
        raise NotAPeriod(str(stored))

    @classmethod
    def month_of(cls, day: date) -> Period:
        return cls(MONTH, day.year * 12 + day.month - 1)

    @classmethod
    def holding(cls, day: date, level: str) -> Period:
        """The period of a level that holds a day.

        >>> Period.holding(date(2024, 2, 1), "school_year").code
        '2023-2024'
        """
        month = cls.month_of(day)
        if level == MONTH:
            return month
        return next(p for p in month.parents() if p.level == level)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read 2024-05, 2024-Q2 (also T2), 2024 or 2023-2024; anything else raises NotAPeriod."""
        given = text.strip()
        if m := re.fullmatch(r"(\d{4})-(\d{2})", given):
            year, month = int(m[1]), int(m[2])
            if 1 <= month <= 12:
                return cls(MONTH, year * 12 + month - 1)
        elif m := re.fullmatch(r"(\d{4})-?[QT]([1-4])", given, re.IGNORECASE):
            return cls(QUARTER, int(m[1]) * 12 + 3 * (int(m[2]) - 1))
        elif m := re.fullmatch(r"(\d{4})", given):
            return cls(YEAR, int(m[1]) * 12)
        elif (m := re.fullmatch(r"(\d{4})-(\d{4})", given)) and int(m[2]) == int(m[1]) + 1:
            return cls(SCHOOL_YEAR, int(m[1]) * 12 + _SCHOOL_START)
        raise NotAPeriod(text)


def _day(month: int) -> date:
    year, index = divmod(month, 12)
    return date(year, index + 1, 1)


def _january(month: int) -> int:
    return month - month % 12
