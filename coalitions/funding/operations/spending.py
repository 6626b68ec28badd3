"""How is money sent to an organisation, and how does the organisation say what it paid for?"""

from __future__ import annotations

from datetime import date
from typing import Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.funding.domain import spending as rules
from coalitions.funding.domain.ties import Use
from coalitions.funding.models import Allocation, Expense, Fund, Payment
from coalitions.funding.operations.access import (
    Paper,
    check_row,
    lock_fund,
    require_on_coalition,
    require_on_fund,
    write_row,
)
from coalitions.funding.operations.allocations import CannotDecide
from coalitions.funding.queries.balances import (
    list_charged_uses,
    list_concerned,
    list_draws,
    read_use,
    sum_charged,
    sum_payments,
    sum_sent,
)
from coalitions.organisations.models import Organisation
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.money import Money


class CannotPay(CannotProceed):
    """The payment is not written: `not_in_force` or `over_paid` (with the sums)."""


class CannotReport(CannotProceed):
    """The expense is not written: `not_in_force`, `over_spent`, `borne_outside_expense` or `outside_restriction`."""


@transaction.atomic
def pay_allocation(
    *,
    allocation: Allocation,
    amount: Money,
    on: date,
    by: User,
    payee: Organisation | None = None,
    **paper: Unpack[Paper],
) -> Payment:
    """Send money out of an allocation. Above the threshold it waits, prepared, for a second person."""
    fund, allocation = _hold(allocation)
    require_on_fund("allocation.approve", by, fund)
    check_row(fund, amount, on, is_fact=True)
    if not _is_in_force(allocation):
        raise CannotPay("not_in_force", state=allocation.state)
    CannotPay.unless(rules.decide_payment(allocation.amount, sum_payments(allocation), amount.amount))
    waits = rules.needs_second_person(amount.amount, fund.four_eyes_above)
    payment = write_row(
        Payment, {"allocation": allocation}, paper, payee=payee or find_usual_payee(allocation), amount=amount.amount,
        on=on, written_by=by, state=Payment.State.PREPARED if waits else Payment.State.SENT,
        decided_at=None if waits else timezone.now(),
    )  # fmt: skip
    act = "payment.prepared" if waits else "payment.sent"
    record_entry(action=act, by=by, subject=payment, scope=fund.scope, details=_say(payment, fund))
    return payment


@transaction.atomic
def decide_payment(*, payment: Payment, agree: bool, by: User) -> Payment:
    """Send a prepared payment, or decline it. Never one's own."""
    fund = lock_fund(payment.allocation.fund)
    payment = Payment.objects.get(pk=payment.pk)
    require_on_fund("allocation.approve", by, fund)
    if payment.state != Payment.State.PREPARED:
        raise CannotDecide("already_decided", state=payment.state)
    if payment.written_by_id == by.pk:
        raise CannotDecide("own_row")
    if agree:
        check_row(fund, Money(payment.amount, fund.currency), payment.on)
    payment.state = Payment.State.SENT if agree else Payment.State.DECLINED
    payment.decided_by, payment.decided_at = by, timezone.now()
    payment.save(update_fields=["state", "decided_by", "decided_at"])
    act = "payment.sent" if agree else "payment.declined"
    record_entry(action=act, by=by, subject=payment, scope=fund.scope, details=_say(payment, fund))
    return payment


@transaction.atomic
def report_expense(
    *,
    allocation: Allocation,
    amount: Money,
    on: date,
    by: User,
    payee: Organisation | None = None,
    kind: str = "",
    borne_by_partner: Money | None = None,
    **paper: Unpack[Paper],
) -> Expense:
    """Say what an organisation paid for. What exceeds the money sent must be declared as borne by the partner."""
    fund, allocation = _hold(allocation)
    require_on_coalition("expense.record", by, fund, allocation.coalition, list_concerned(allocation))
    check_row(fund, amount, on, is_fact=True)
    if not _is_in_force(allocation):
        raise CannotReport("not_in_force", state=allocation.state)
    borne = borne_by_partner or Money.zero(fund.currency)
    charged = (amount - borne).amount
    sent, spent = sum_sent(allocation), sum_charged(allocation)
    CannotReport.unless(rules.decide_expense(sent, spent, amount.amount, borne.amount))
    kind = kind or allocation.expense_kind
    use = Use(on, allocation.theme, read_use(allocation).places, kind)
    CannotReport.unless(rules.decide_use(list_draws(allocation), list_charged_uses(allocation), use, charged))
    expense = write_row(
        Expense, {"allocation": allocation}, paper, payee=payee or find_usual_payee(allocation), amount=amount.amount,
        on=on, written_by=by, kind=kind, borne_by_partner=borne.amount,
    )  # fmt: skip
    record_entry(action="expense.reported", by=by, subject=expense, scope=fund.scope, details=_say(expense, fund))
    return expense


@transaction.atomic
def validate_expense(*, expense: Expense, agree: bool, by: User) -> Expense:
    """Accept an expense, or send it back. Never one's own."""
    fund, allocation = _hold(expense.allocation)
    expense = Expense.objects.get(pk=expense.pk)
    require_on_coalition("expense.validate", by, fund, allocation.coalition)
    if expense.reverses_id or Expense.objects.filter(reverses=expense).exists():
        raise CannotDecide("already_reversed")
    if expense.state != Expense.State.REPORTED:
        raise CannotDecide("already_decided", state=expense.state)
    if expense.written_by_id == by.pk:
        raise CannotDecide("own_row")
    expense.state = Expense.State.VALIDATED if agree else Expense.State.RETURNED
    expense.decided_by, expense.decided_at = by, timezone.now()
    expense.save(update_fields=["state", "decided_by", "decided_at"])
    act = "expense.validated" if agree else "expense.returned"
    record_entry(action=act, by=by, subject=expense, scope=fund.scope, details=_say(expense, fund))
    return expense


def find_usual_payee(allocation: Allocation) -> Organisation | None:
    """To whom this money normally goes: who leads the action, else the coalition's backbone, else nobody is presumed."""
    if allocation.action is not None and allocation.action.lead is not None:
        return allocation.action.lead
    backbone = allocation.coalition.memberships.filter(role="backbone", ends_before__isnull=True).select_related(
        "organisation"
    )
    part = backbone.first()
    return part.organisation if part else None


def _hold(allocation: Allocation) -> tuple[Fund, Allocation]:
    """The pot, locked, and the allocation as it now is."""
    fund = lock_fund(allocation.fund)
    fresh = Allocation.objects.select_related("coalition", "action__lead", "territory").get(pk=allocation.pk)
    fresh.fund = fund
    return fund, fresh


def _is_in_force(allocation: Allocation) -> bool:
    reversed_already = allocation.reverses_id or Allocation.objects.filter(reverses=allocation).exists()
    return allocation.state == Allocation.State.IN_FORCE and not reversed_already


def _say(row: Payment | Expense, fund: Fund) -> dict[str, object]:
    payee = row.payee.name if row.payee else ""
    return {
        "amount": row.amount,
        "currency": fund.currency,
        "payee": payee,
        "on": row.on,
        "allocation": row.allocation_id,
    }
