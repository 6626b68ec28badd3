"""How much of the pot may still be allocated, free and tied, and is this allocation within it?

Rules 1 and 3 of the common pot. Amounts are decimals to the cent in the one currency of the pot.
See docs/algorithms/pot-balance.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from coalitions.funding.domain.draws import NOTHING, Need, Settlement, settle
from coalitions.funding.domain.ties import FREE, Tie
from impactplatform.kernel.decisions import ALLOWED, Decision, Refused

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Receipt:
    """An instalment received, or the reversal of one (negative). `agreement` names what it was received under."""

    amount: Decimal
    tie: Tie = FREE
    agreement: int | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """An agreement in force."""

    key: int
    amount: Decimal
    tie: Tie = FREE


@dataclass(frozen=True, slots=True)
class Balance:
    """What came in, what may be counted beside it, what is decided, and what is left, free and tied."""

    received: Decimal
    counted: Decimal
    allocated: Decimal
    pools: Mapping[Tie, Decimal]
    settlement: Settlement

    @property
    def available(self) -> Decimal:
        return self.received + self.counted

    @property
    def left(self) -> Decimal:
        return self.available - self.allocated

    @property
    def free_left(self) -> Decimal:
        return self.settlement.left[FREE]

    @property
    def tied(self) -> list[tuple[Tie, Decimal, Decimal]]:
        """(tie, sum, what is left of it), in the order the sums first came."""
        return [(tie, total, self.settlement.left[tie]) for tie, total in self.pools.items() if not tie.is_free]


def count_signed(agreements: Sequence[Signed], receipts: Sequence[Receipt], percent: int) -> dict[Tie, Decimal]:
    """What the policy lets the pot count of each agreement's part not yet received, rounded down to the cent.

    >>> count_signed([Signed(1, Decimal("100.00"))], [Receipt(Decimal("33.34"), agreement=1)], 50)[FREE]
    Decimal('33.33')
    """
    came: dict[int, Decimal] = {}
    for receipt in receipts:
        if receipt.agreement is not None:
            came[receipt.agreement] = came.get(receipt.agreement, NOTHING) + receipt.amount
    counted: dict[Tie, Decimal] = {}
    for signed in agreements:
        waiting = max(signed.amount - came.get(signed.key, NOTHING), NOTHING)
        part = (waiting * percent / 100).quantize(CENT, rounding=ROUND_DOWN)
        counted[signed.tie] = counted.get(signed.tie, NOTHING) + part
    return counted


def weigh(receipts: Sequence[Receipt], agreements: Sequence[Signed], percent: int, needs: Sequence[Need]) -> Balance:
    """The balance of a pot: its money by tie, and how the allocations in force draw from it, oldest first."""
    counted = count_signed(agreements, receipts, percent)
    pools: dict[Tie, Decimal] = {FREE: NOTHING}
    for receipt in receipts:
        pools[receipt.tie] = pools.get(receipt.tie, NOTHING) + receipt.amount
    for tie, amount in counted.items():
        pools[tie] = pools.get(tie, NOTHING) + amount
    return Balance(
        received=sum((r.amount for r in receipts), NOTHING),
        counted=sum(counted.values(), NOTHING),
        allocated=sum((n.amount for n in needs), NOTHING),
        pools=pools,
        settlement=settle(pools, needs),
    )


def decide_allocation(balance: Balance, needs: Sequence[Need], asked: Need) -> Decision:
    """May `asked` be added to the needs in force? Refuses `over_allocated` with every sum a person needs.

    `reachable` is what this use could have had: free money, and tied money that fits it.
    """
    after = settle(balance.pools, [*needs, asked])
    if not after.short_by:
        return ALLOWED
    return Refused(
        "over_allocated",
        {
            "asked": asked.amount,
            "reachable": asked.amount - after.uncovered.get(asked.key, NOTHING),
            "short_by": after.short_by,
            "free": balance.free_left,
            "left": balance.left,
            "tied": [{"tie": str(tie), "left": left} for tie, _, left in balance.tied],
        },
    )


def decide_withdrawal(after: Balance, withdrawn: Decimal) -> Decision:
    """May money leave the pot's count (a reversal)? `after` is the balance without it. Refuses `already_allocated`."""
    short = after.settlement.short_by
    if not short:
        return ALLOWED
    return Refused(
        "already_allocated",
        {"withdrawn": withdrawn, "available": after.available, "allocated": after.allocated, "short_by": short},
    )
