"""Which money does each allocation draw from? Tied money that fits first, then free money.

Where several divisions are possible, one is found in which as much tied money as possible is used, so that an
allocation is refused only when no division at all would hold. See docs/algorithms/restrictions.md.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coalitions.funding.domain.ties import FREE, Tie, Use, fits

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Need:
    """An allocation in force: how much it takes, and for what use. `key` tells it from the others."""

    key: int
    amount: Decimal
    use: Use


@dataclass(frozen=True, slots=True)
class Draw:
    """A part of an allocation, and the money it comes from."""

    need: int
    tie: Tie
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Settlement:
    """Every draw; what is left of each sum, free money under FREE; what no money covers, by allocation."""

    draws: tuple[Draw, ...]
    left: Mapping[Tie, Decimal]
    uncovered: Mapping[int, Decimal]

    @property
    def short_by(self) -> Decimal:
        return sum(self.uncovered.values(), NOTHING)


def settle(pools: Mapping[Tie, Decimal], needs: Sequence[Need]) -> Settlement:
    """Divide the pools among the needs, in the order given; a need is never uncovered by one that follows it."""
    table = _Table(pools, needs)
    uncovered: dict[int, Decimal] = {}
    for need in needs:
        missing = table.draw_tied(need)
        free = min(missing, max(table.left.get(FREE, NOTHING), NOTHING))
        if free:
            table.move(need.key, FREE, free)
        if missing - free:
            uncovered[need.key] = missing - free
    draws = (Draw(n.key, tie, amount) for n in needs for tie, amount in table.drawn[n.key].items() if amount)
    return Settlement(tuple(draws), table.left, uncovered)


class _Table:
    """The division under way: what is left of each pool, and who drew what."""

    def __init__(self, pools: Mapping[Tie, Decimal], needs: Sequence[Need]) -> None:
        self.left = {FREE: NOTHING, **pools}
        self.drawn: dict[int, dict[Tie, Decimal]] = {n.key: {} for n in needs}
        tied = [t for t in pools if not t.is_free]
        self.fitting = {n.key: [t for t in tied if fits(t, n.use)] for n in needs}

    def move(self, need: int, tie: Tie, amount: Decimal) -> None:
        self.left[tie] -= amount
        self.drawn[need][tie] = self.drawn[need].get(tie, NOTHING) + amount

    def draw_tied(self, need: Need) -> Decimal:
        """Cover as much as tied money can; answers what is still missing."""
        missing = need.amount
        while missing > 0 and (path := self._find_path(need.key)):
            missing -= self._push(path, missing)
        return missing

    def _find_path(self, start: int) -> list[tuple[int, Tie]]:
        """Steps (need, tie) from the need to a pool with money left; each middle tie is freed by the next need."""
        came_from: dict[Tie, tuple[int, Tie | None]] = {}
        queue: deque[tuple[int, Tie | None]] = deque([(start, None)])
        while queue:
            need, through = queue.popleft()
            for tie in self.fitting[need]:
                if tie in came_from:
                    continue
                came_from[tie] = (need, through)
                if self.left[tie] > 0:
                    return _walk_back(tie, came_from)
                queue.extend((other, tie) for other, taken in self.drawn.items() if other != need and taken.get(tie))
        return []

    def _push(self, path: list[tuple[int, Tie]], wanted: Decimal) -> Decimal:
        """Draw along a path: each need takes the pool of its step and gives back that of the step before."""
        given_back = [(need, path[i][1]) for i, (need, _) in enumerate(path[1:])]
        amount = min([wanted, self.left[path[-1][1]], *(self.drawn[need][tie] for need, tie in given_back)])
        for need, tie in given_back:
            self.move(need, tie, -amount)
        for need, tie in path:
            self.move(need, tie, amount)
        return amount


def _walk_back(end: Tie, came_from: Mapping[Tie, tuple[int, Tie | None]]) -> list[tuple[int, Tie]]:
    path: list[tuple[int, Tie]] = []
    tie: Tie | None = end
    while tie is not None:
        need, before = came_from[tie]
        path.append((need, tie))
        tie = before
    return path[::-1]
