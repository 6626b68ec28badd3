"""To what is a sum tied, and does a use of money fall inside that tie?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from coalitions.funding.vocabulary import RestrictionKind
from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.periods import NotAPeriod, Period


@dataclass(frozen=True, slots=True)
class Tie:
    """What a giver asked: `kind` is a RestrictionKind or "" for free money; `value` as §4 of the contract writes it.

    A place is `SCHEME:CODE`, a period as kernel periods write it, a theme and a kind of expense are slugs.
    """

    kind: str = ""
    value: str = ""

    @property
    def is_free(self) -> bool:
        return not self.kind

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}" if self.kind else ""


FREE = Tie()


@dataclass(frozen=True, slots=True)
class Use:
    """What money is used for: a theme, a place with all the places that hold it, a kind of expense, a day."""

    on: date
    theme: str = ""
    places: frozenset[str] = field(default_factory=frozenset)
    expense_kind: str = ""


def fits(tie: Tie, use: Use) -> bool:
    """Is this use inside the tie? Free money fits every use.

    >>> fits(Tie("theme", "housing"), Use(date(2026, 3, 1), theme="food"))
    False
    >>> fits(Tie("period", "2026-Q1"), Use(date(2026, 3, 31)))
    True
    """
    if tie.kind == RestrictionKind.THEME:
        return use.theme == tie.value
    if tie.kind == RestrictionKind.PLACE:
        return tie.value in use.places
    if tie.kind == RestrictionKind.EXPENSE_KIND:
        return use.expense_kind == tie.value
    if tie.kind == RestrictionKind.PERIOD:
        period = Period.parse(tie.value)
        return period.starts_on <= use.on < period.ends_before
    return True


def read_tie(text: str) -> Tie | Refused:
    """Read `theme:housing`, `place:qpv-2014:QP093001`, `expense_kind:salaries`, `period:2026-Q1`; empty is free.

    Refuses `unknown_restriction` (no such kind) and `bad_restriction` (the value is not of that kind).

    >>> str(read_tie("theme: housing"))
    'theme:housing'
    """
    given = text.strip()
    if not given:
        return FREE
    kind, _, value = (part.strip() for part in given.partition(":"))
    if kind not in {k.value for k in RestrictionKind}:
        return Refused("unknown_restriction", {"given": given})
    return Tie(kind, value) if _is_valid(kind, value) else Refused("bad_restriction", {"given": given})


def _is_valid(kind: str, value: str) -> bool:
    if kind == RestrictionKind.PLACE:
        return bool(re.fullmatch(r"[\w-]{1,30}:[^:\s][^:]{0,39}", value))
    if kind == RestrictionKind.PERIOD:
        try:
            Period.parse(value)
        except NotAPeriod:
            return False
        return True
    return bool(re.fullmatch(r"[\w-]{1,40}", value))
