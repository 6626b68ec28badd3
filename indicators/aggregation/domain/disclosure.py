"""What may the public see of small numbers? Two methods, one per indicator (docs/algorithms/disclosure.md).

`round`: 1 to 7 hidden, the rest and every total rounded to 5 on their own, rates from rounded numbers. Rule of NHS England
for hospital statistics (2018). `suppress`: cells below the threshold hidden, then as many more as it takes so that no
published table gives them back by subtraction.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

STEP = 5
LEAST_RESIDENTS = 40  # Statistics Canada: no characteristics of an area with fewer residents
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Table(Generic[Key]):
    """A published equality: the total is the sum of its parts."""

    total: Key
    parts: tuple[Key, ...]


def round_to_five(value: Decimal) -> Decimal:
    """The nearest multiple of 5, halves up.

    >>> round_to_five(Decimal(51)), round_to_five(Decimal("52.5"))
    (Decimal('50'), Decimal('55'))
    """
    return (value / STEP).quantize(Decimal(1), rounding=ROUND_HALF_UP) * STEP


def is_small(count: Decimal, threshold: int, *, is_sensitive: bool = False) -> bool:
    """Must this count of people be hidden by itself? Zero is shown unless the indicator is sensitive.

    >>> is_small(Decimal(7), 8), is_small(Decimal(0), 8), is_small(Decimal(8), 8)
    (True, False, False)
    """
    if count == 0:
        return is_sensitive and threshold > 0
    return 0 < count < threshold


def round_count(count: Decimal, threshold: int, *, is_sensitive: bool = False) -> Decimal | None:
    """The count as the public sees it with `round`; None when hidden."""
    return None if is_small(count, threshold, is_sensitive=is_sensitive) else round_to_five(count)


def round_share(
    numerator: Decimal, denominator: Decimal, threshold: int, *, is_sensitive: bool = False
) -> tuple[Decimal, Decimal] | None:
    """Both parts of a share with `round`; None on a base under the threshold or a small numerator.

    >>> round_share(Decimal(55), Decimal(300), 8)
    (Decimal('55'), Decimal('300'))
    >>> round_share(Decimal(6), Decimal(200), 8) is None
    True
    """
    if denominator < threshold or is_small(numerator, threshold, is_sensitive=is_sensitive):
        return None
    return round_to_five(numerator), round_to_five(denominator)


def protect(
    counts: Mapping[Key, Decimal],
    tables: Sequence[Table[Key]],
    threshold: int,
    *,
    also: Iterable[Key] = (),
    is_sensitive: bool = False,
) -> frozenset[Key]:
    """The cells to hide with `suppress`: the small ones, and others until no table gives one back.

    In each table a hidden part must have company, and what the hidden parts come to together must exceed the threshold:
    then a reader who subtracts learns only that each lies between 0 and more than the threshold. The smallest part
    that achieves it is hidden too; where there is none, the total is. Repeated until nothing changes, because a cell
    stands in several tables. Limit: tables are looked at one by one, not all together (that audit comes with releases).
    """
    hidden = {key for key, count in counts.items() if is_small(count, threshold, is_sensitive=is_sensitive)}
    hidden |= {key for key in also if key in counts}
    known = [Table(t.total, tuple(p for p in t.parts if p in counts)) for t in tables if t.total in counts]
    changed = bool(hidden)
    while changed:
        changed = False
        for table in known:
            if more := _find_more(counts, table, hidden, threshold):
                hidden |= more
                changed = True
    return frozenset(hidden)


def _find_more(counts: Mapping[Key, Decimal], table: Table[Key], hidden: Collection[Key], threshold: int) -> set[Key]:
    """What else this table needs hidden, given what is hidden already; nothing when it is safe."""
    parts = [part for part in table.parts if part in hidden]
    shown = sorted((p for p in table.parts if p not in hidden), key=lambda p: (counts[p], str(p)))
    if table.total in hidden:
        if parts or not shown:
            return set()
        return {next((p for p in shown if counts[p]), shown[0])}
    if not parts:
        return set()
    together = sum((counts[p] for p in parts), Decimal(0))
    if len(parts) > 1 and together > threshold:
        return set()
    company = [p for p in shown if counts[p]]
    enough = next((p for p in company if together + counts[p] > threshold), None)
    if enough is not None:
        return {enough}
    return {company[-1]} if company else {table.total}
