"""Does every pot's ledger still keep its rules? (docs/algorithms/pot-balance.md; nothing is written.)"""

from __future__ import annotations

from collections.abc import Iterator

from coalitions.funding.models import (
    Agreement,
    Allocation,
    Expense,
    Fund,
    InKindContribution,
    Instalment,
    Payment,
    Pledge,
)
from coalitions.funding.queries.balances import sum_charged, sum_payments, sum_sent, weigh_fund
from impactplatform.kernel.decisions import Refused

LEDGER = (Pledge, Agreement, Instalment, Allocation, Payment, Expense, InKindContribution)


def list_ledger_problems() -> list[Refused]:
    """Each broken rule with its sums, pot by pot: what is decided, paid, spent and reversed. Some queries a pot and an allocation."""
    found: list[Refused] = []
    for fund in Fund.objects.order_by("slug"):
        balance = weigh_fund(fund)
        if balance.left < 0 or any(left < 0 for left in balance.settlement.left.values()):
            found.append(Refused("over_allocated", {"fund": fund.slug, "left": str(balance.left)}))
        found += _list_overspent(fund)
    return [*found, *_list_wrong_reversals()]


def _list_overspent(fund: Fund) -> Iterator[Refused]:
    standing = fund.allocations.filter(reverses__isnull=True, reversed_by__isnull=True)
    for allocation in standing.order_by("pk"):
        named = {"fund": fund.slug, "allocation": str(allocation.pk), "amount": str(allocation.amount)}
        paid, sent, charged = sum_payments(allocation), sum_sent(allocation), sum_charged(allocation)
        if paid > allocation.amount:
            yield Refused("paid_beyond_allocation", {**named, "paid": str(paid)})
        if charged > sent:
            yield Refused("spent_beyond_payments", {**named, "sent": str(sent), "spent": str(charged)})


def _list_wrong_reversals() -> Iterator[Refused]:
    for model in LEDGER:
        for row in model._default_manager.filter(reverses__isnull=False).select_related("reverses__reverses"):
            first = row.reverses
            if first is not None and (row.amount != -first.amount or first.reverses is not None):
                yield Refused("reversal_not_equal", {"row": f"{model.__name__} {row.pk}", "reverses": str(first.pk)})
