"""Is a payment within its allocation, an expense within its payments, a row within an open period?

Rules 2 and 5 of the common pot. See docs/algorithms/payments-and-expenses.md.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from coalitions.funding.domain.draws import Draw
from coalitions.funding.domain.ties import Tie, Use, fits
from coalitions.funding.vocabulary import RestrictionKind
from impactplatform.kernel.decisions import ALLOWED, Decision, Refused

TOLD_BY_EXPENSES = (RestrictionKind.EXPENSE_KIND, RestrictionKind.PERIOD)


def decide_amount(amount: Decimal, currency: str, pot_currency: str) -> Decision:
    """Refuses `currency_mix` (rule 7: nothing is converted into a ledger) and `amount_not_positive`."""
    if currency != pot_currency:
        return Refused("currency_mix", {"given": currency, "expected": pot_currency})
    if amount <= 0:
        return Refused("amount_not_positive", {"given": amount})
    return ALLOWED


def decide_day(on: date, closed_before: date | None) -> Decision:
    """Refuses `period_closed`: a closed period is corrected by a row dated in an open one."""
    if closed_before is not None and on < closed_before:
        return Refused("period_closed", {"on": on, "closed_before": closed_before})
    return ALLOWED


def decide_payment(allocated: Decimal, paid: Decimal, amount: Decimal) -> Decision:
    """Refuses `over_paid`. `paid` counts payments sent and those that wait for a second person.

    >>> bool(decide_payment(Decimal("100.00"), Decimal("60.00"), Decimal("40.00")))
    True
    """
    short = paid + amount - allocated
    if short <= 0:
        return ALLOWED
    return Refused(
        "over_paid",
        {"allocated": allocated, "paid": paid, "asked": amount, "left": allocated - paid, "short_by": short},
    )


def decide_expense(paid: Decimal, spent: Decimal, amount: Decimal, borne: Decimal) -> Decision:
    """Refuses `borne_outside_expense` and `over_spent`. The part borne by the partner is not charged to the payments."""
    if not 0 <= borne <= amount:
        return Refused("borne_outside_expense", {"amount": amount, "borne": borne})
    short = spent + amount - borne - paid
    if short <= 0:
        return ALLOWED
    return Refused(
        "over_spent", {"paid": paid, "spent": spent, "asked": amount - borne, "left": paid - spent, "short_by": short}
    )


def decide_use(draws: list[Draw], spent_before: list[tuple[Use, Decimal]], use: Use, charged: Decimal) -> Decision:
    """Is the expense inside the ties of the money its allocation draws? Refuses `outside_restriction` with the sums.

    Each tie covers a part of the allocation; what is spent outside a tie may only come from the other parts.
    A theme and a place are the allocation's own: only the day and the kind of an expense can leave a tie.
    """
    total = sum((d.amount for d in draws), Decimal("0.00"))
    for draw in draws:
        if draw.tie.kind not in TOLD_BY_EXPENSES or fits(draw.tie, use):
            continue
        elsewhere = total - draw.amount
        outside = sum((a for u, a in spent_before if not fits(draw.tie, u)), Decimal("0.00")) + charged
        if outside > elsewhere:
            return _outside(draw.tie, charged, elsewhere, outside)
    return ALLOWED


def _outside(tie: Tie, charged: Decimal, elsewhere: Decimal, outside: Decimal) -> Refused:
    return Refused(
        "outside_restriction",
        {"tie": str(tie), "asked": charged, "not_tied": elsewhere, "short_by": outside - elsewhere},
    )


def needs_second_person(amount: Decimal, threshold: Decimal | None) -> bool:
    """Above the pot's threshold a second person decides; no threshold, no second person.

    >>> needs_second_person(Decimal("10000.00"), Decimal("10000.00"))
    False
    """
    return threshold is not None and amount > threshold
