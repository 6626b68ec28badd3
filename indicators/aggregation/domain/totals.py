"""What is the total of a place for one period: its own figure, or that of its parts?

A figure typed for a place that has parts is never added to them: it stands beside them (official), or in their stead
when somebody said so (`replaces`), or when the kind cannot be combined at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.aggregation.domain.coverage import NOTHING, Coverage
from indicators.aggregation.domain.leaves import Leaf
from indicators.aggregation.domain.places import Tree, find_overlap, list_leaves, may_add_kinds
from indicators.aggregation.domain.states import (
    ONLY_EXPECTED,
    OWN,
    PARTS,
    REFUSED,
    Outcome,
    Partial,
    compute_exact,
    finish,
    is_combinable,
    merge_places,
)
from indicators.catalogue.domain import NEVER_COMBINED, Rules

OVERLAP = "overlapping_parts"


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of a place for a period."""

    partial: Partial
    coverage: Coverage
    origin: str
    outcome: Outcome
    official: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """All that a place's total depends on, for one version, category and period.

    `rows` are the rows of parts already computed or stored; `reporters` the places that ever reported, by which a silent
    part is counted; `owing` the places with somebody expected to report below them.
    """

    rules: Rules
    least: int
    tree: Tree
    rows: dict[int, Row]
    kinds: Mapping[int, str]
    reporters: AbstractSet[int] = frozenset()
    owing: AbstractSet[int] = frozenset()
    is_whole: bool = True
    valid: Callable[[int], bool] = field(default=lambda place: True)


def compute_row(
    sitting: Sitting, place: int, own: Leaf | None, official: Leaf | None = None, *, replaces: bool = False
) -> Row | None:
    """The row of a place; None when nothing was given nor expected, there and below."""
    parts = [part for part in sitting.tree.children.get(place, ()) if part in sitting.rows]
    if not parts or (own is not None and own.coverage.approved and replaces):
        return _own_row(sitting, own, official)
    if own is not None and own.coverage.approved and _stands_alone(sitting.rules):
        return _own_row(sitting, own, official)
    beside = official if official is not None and official.coverage.approved else own
    return _parts_row(sitting, place, parts, beside)


def _stands_alone(rules: Rules) -> bool:
    return rules.kind in NEVER_COMBINED or rules.place == "none"


def _own_row(sitting: Sitting, own: Leaf | None, official: Leaf | None) -> Row | None:
    beside = _value_of(sitting, official)
    leaf = own if own is not None else official
    if leaf is None:
        return None
    if own is None:
        beside = None
    outcome = finish(sitting.rules, leaf.partial, leaf.coverage, OWN, sitting.least, leaf.silence)
    origin = OWN if leaf.coverage != NOTHING and leaf.silence != "pending" else ONLY_EXPECTED
    return Row(leaf.partial, leaf.coverage, origin, outcome, beside)


def _parts_row(sitting: Sitting, place: int, parts: Sequence[int], beside: Leaf | None) -> Row:
    kinds = {sitting.kinds.get(part, "") for part in parts}
    leaves = parts
    if sitting.tree.has_two_ways(place):
        leaves = sorted(
            list_leaves(sitting.tree, parts, lambda p: p in sitting.rows and sitting.rows[p].origin != PARTS)
        )
        leaves = [leaf for leaf in leaves if leaf in sitting.rows]
        overlaps = find_overlap(sitting.tree, leaves) is not None
    else:
        overlaps = not may_add_kinds(sitting.kinds.get(place, ""), kinds)
    rows = [sitting.rows[leaf] for leaf in leaves]
    coverage = sum((_coverage_upwards(sitting.rules, row) for row in rows), NOTHING)
    coverage += Coverage(expected=_count_silent(sitting, place, kinds))
    partial = merge_places(sitting.rules.kind, [row.partial for row in rows if row.coverage.approved])
    if overlaps or any(row.outcome.reason == OVERLAP for row in rows):
        outcome = Outcome(REFUSED, reason=OVERLAP)
        partial = Partial()
    elif not coverage.approved and any(row.coverage.approved for row in rows):
        reason = "share_needs_its_parts" if sitting.rules.kind == "share" else "mean_needs_its_count"
        outcome = Outcome(REFUSED, reason=reason)
    else:
        outcome = finish(sitting.rules, partial, coverage, PARTS, sitting.least)
    return Row(partial, coverage, PARTS, outcome, _value_of(sitting, beside))


def _coverage_upwards(rules: Rules, row: Row) -> Coverage:
    """A bare percentage was received, but cannot be part of a total."""
    if row.coverage.approved and not is_combinable(rules.kind, row.partial):
        own = row.coverage
        return Coverage(own.expected, own.received, 0, own.stale, own.hidden)
    return row.coverage


def _count_silent(sitting: Sitting, place: int, kinds: Collection[str]) -> int:
    """Parts of the same kinds that said nothing at all. Where duties were given below, they alone say who is expected."""
    if place in sitting.owing or not sitting.is_whole:
        return 0
    count = 0
    for part in sitting.tree.children.get(place, ()):
        if part in sitting.rows or sitting.kinds.get(part, "") not in kinds or not sitting.valid(part):
            continue
        below = sitting.tree.descend([part]) if part in sitting.tree.children else {part}
        count += len(below & sitting.reporters) or 1
    return count


def _value_of(sitting: Sitting, leaf: Leaf | None) -> Decimal | None:
    if leaf is None or not leaf.coverage.approved:
        return None
    return compute_exact(sitting.rules, leaf.partial)
