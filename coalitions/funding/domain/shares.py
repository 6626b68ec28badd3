"""What is a funder's share of a pot, and of what the pot did?

Rule 9 of the common pot: a share is only ever pro rata of the pot, and all shares together never exceed it.
See docs/algorithms/shares.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from impactplatform.kernel.money import split_amount

STEP = Decimal("0.1")


def share_percents(parts: Sequence[Decimal]) -> list[Decimal]:
    """Shares in tenths of a percent that add up to exactly 100.0 (largest remainder); all zero when there is nothing.

    >>> share_percents([Decimal("33333.34"), Decimal("50000.00")])
    [Decimal('40.0'), Decimal('60.0')]
    """
    kept = [max(p, Decimal(0)) for p in parts]
    if not any(kept):
        return [Decimal("0.0") for _ in kept]
    # 1,000 tenths of a percent are split like 10.00 in cents: the same rule that splits money.
    return [(part * 10).quantize(STEP) for part in split_amount(Decimal("10.00"), kept)]


def share_pro_rata(total: Decimal, parts: Sequence[Decimal]) -> list[Decimal]:
    """`total` divided pro rata of what each put in; parts add up to the total to the cent.

    >>> share_pro_rata(Decimal("100.00"), [Decimal(1), Decimal(2)])
    [Decimal('33.33'), Decimal('66.67')]
    """
    kept = [max(p, Decimal(0)) for p in parts]
    return split_amount(total, kept) if any(kept) else [Decimal("0.00") for _ in kept]
