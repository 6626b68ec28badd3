"""May this figure be recorded, moved on its way, or does it deserve a second look?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from impactplatform.kernel.decisions import ALLOWED, Decision, Refused
from impactplatform.kernel.exact import VALUE_SCALE, NotExact, to_fixed
from impactplatform.kernel.periods import Period
from indicators.catalogue.vocabulary import Kind
from indicators.measurements.vocabulary import State, Status

USUAL_TIMES = 3  # a change beyond three times the usual one asks for a second look
SIGNED = frozenset({Kind.MEAN, Kind.INDEX, Kind.MEDIAN, Kind.QUANTILE, Kind.MINIMUM, Kind.MAXIMUM, Kind.MONEY})
KNOWN = frozenset({State.NUMBER, State.ZERO})

# The only moves a figure can make: from one status to another.
MOVES: Mapping[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    Status.SUBMITTED: frozenset({Status.APPROVED, Status.RETURNED, Status.WITHDRAWN}),
    Status.RETURNED: frozenset({Status.WITHDRAWN}),
    Status.APPROVED: frozenset({Status.WITHDRAWN}),
    Status.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure as given: a state, and its numbers when it has some. A share has parts, a mean score its count."""

    state: str = State.NUMBER
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    n: int | None = None
    note: str = ""
    as_of: date | None = None
    vintage: str = ""
    flag: str = ""

    @property
    def figures(self) -> tuple[str, Decimal | None, Decimal | None, Decimal | None, int | None]:
        """What makes two entries the same figure."""
        return (self.state, self.value, self.numerator, self.denominator, self.n)


@dataclass(frozen=True, slots=True)
class Warning:  # the word people know; nothing here warns by Python's own means
    """Something worth a second look; it never blocks."""

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


def may_move(status: str, to: str) -> bool:
    """Is this a step a figure can take?

    >>> may_move("submitted", "approved"), may_move("approved", "draft")
    (True, False)
    """
    return to in MOVES.get(status, frozenset())


def check_entry(kind: str, entry: Entry) -> Decision:
    """Do the numbers say what the state says, and can they be true?

    >>> check_entry("flow", Entry(value=Decimal(-1))).code
    'negative'
    >>> check_entry("share", Entry(numerator=Decimal(61), denominator=Decimal(60))).code
    'numerator_above_denominator'
    """
    if entry.state not in set(State):
        return Refused("unknown_state", {"given": entry.state})
    numbers = {"value": entry.value, "numerator": entry.numerator, "denominator": entry.denominator, "n": entry.n}
    given = {name: number for name, number in numbers.items() if number is not None}
    if entry.state not in KNOWN:
        return Refused("silence_with_number", {"state": entry.state}) if given else ALLOWED
    for name, number in given.items():
        if not _is_exact(Decimal(number)):
            return Refused("not_exact", {"field": name, "value": number})
        if number < 0 and not (name == "value" and kind in SIGNED):
            return Refused("negative", {"field": name, "value": number})
    if kind == Kind.SHARE:
        return _check_share(entry)
    return _check_value(kind, entry)


def _check_share(entry: Entry) -> Decision:
    if entry.denominator is None:
        if entry.value is None or entry.numerator is not None:
            return Refused("parts_missing", {"field": "denominator"})
        return (
            Refused("percentage_above_100", {"value": entry.value})
            if entry.value > 100
            else _check_zero(entry, entry.value)
        )
    if entry.numerator is None:
        return Refused("parts_missing", {"field": "numerator"})
    if entry.numerator > entry.denominator:
        return Refused("numerator_above_denominator", {"numerator": entry.numerator, "denominator": entry.denominator})
    if (
        entry.value is not None
        and entry.denominator
        and abs(entry.value - 100 * entry.numerator / entry.denominator) > Decimal("0.1")
    ):
        return Refused("value_differs_from_parts", {"value": entry.value})
    return _check_zero(entry, entry.numerator)


def _check_value(kind: str, entry: Entry) -> Decision:
    if entry.value is None:
        return ALLOWED if entry.state == State.ZERO else Refused("value_missing", {"field": "value"})
    if entry.numerator is not None or entry.denominator is not None:
        return Refused("parts_not_for_this_kind", {"kind": kind})
    if kind == Kind.STATE and entry.value not in {0, 1}:
        return Refused("not_yes_or_no", {"value": entry.value})
    return _check_zero(entry, entry.value)


def _check_zero(entry: Entry, number: Decimal) -> Decision:
    if entry.state == State.ZERO and number != 0:
        return Refused("zero_not_zero", {"value": number})
    return ALLOWED


def settle(kind: str, entry: Entry) -> Entry:
    """The entry in its stored form: a true zero says so, and a share keeps its parts only (its percentage is computed).

    >>> settle("flow", Entry(value=Decimal(0))).state == "zero"
    True
    """
    if entry.state not in KNOWN:
        return entry
    value = entry.value
    if kind == Kind.SHARE and entry.denominator is not None:
        value, leading = None, entry.numerator
    else:
        value = Decimal(0) if value is None else value
        leading = value
    state = State.ZERO if not leading else State.NUMBER
    return Entry(
        state, value, entry.numerator, entry.denominator, entry.n, entry.note, entry.as_of, entry.vintage, entry.flag
    )


def check_period(period: Period, today: date) -> Decision:
    """May a figure be given for this period? Not before it has begun.

    >>> check_period(Period.parse("2026-12"), date(2026, 11, 23)).code
    'future_period'
    """
    if period.starts_on > today:
        return Refused("future_period", {"period": period.code})
    return ALLOWED


def find_shown(
    kind: str, state: str, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
) -> Decimal | None:
    """The number people see: a share in percent (unrounded), else the value. None for a silence or a zero denominator."""
    if state not in KNOWN:
        return None
    if kind == Kind.SHARE and denominator is not None:
        return 100 * (numerator or Decimal(0)) / denominator if denominator else None
    return Decimal(0) if value is None else value


def find_outlier(value: Decimal | None, earlier: Sequence[Decimal | None]) -> Warning | None:
    """Does the value change more than three times as much as usual? `earlier` goes from old to new, None where silent.

    Usual is the median of the changes seen; without two changes, three times the latest value up or down.

    >>> find_outlier(Decimal(140), [Decimal(12), Decimal(14)]).details["times"]
    Decimal('10')
    >>> find_outlier(Decimal(16), [Decimal(12), Decimal(14)]) is None
    True
    """
    known = [v for v in earlier if v is not None]
    if value is None or not known:
        return None
    latest = known[-1]
    change = abs(value - latest)
    changes = sorted(abs(b - a) for a, b in pairwise(known))
    usual = changes[len(changes) // 2] if len(changes) >= 2 else Decimal(0)
    if usual:
        is_outlier = change > USUAL_TIMES * usual and change > abs(latest) / 2
    else:
        is_outlier = bool(latest) and (value > USUAL_TIMES * latest or value * USUAL_TIMES < latest)
    if not is_outlier:
        return None
    times = (value / latest).quantize(Decimal("0.1")).normalize() if latest and value > latest > 0 else None
    whole = Decimal(int(times)) if times is not None and times == times.to_integral_value() else times
    return Warning("outlier", {"value": value, "previous": latest, "times": whole})


def _is_exact(number: Decimal) -> bool:
    try:
        to_fixed(number, VALUE_SCALE)
    except NotExact:
        return False
    return True
