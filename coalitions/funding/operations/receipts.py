"""How does money come to the pot: promised, signed, due, received; and what is given in kind?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django.db import transaction

from coalitions.collectives.models import Coalition
from coalitions.funding.domain.spending import decide_amount
from coalitions.funding.domain.ties import FREE, Tie
from coalitions.funding.models import Agreement, Fund, InKindContribution, Instalment, PlannedInstalment, Pledge
from coalitions.funding.operations.access import (
    CannotWrite,
    Paper,
    check_row,
    lock_fund,
    require_on_coalition,
    require_on_fund,
    write_row,
)
from coalitions.organisations.models import Organisation
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.money import Money, split_amount


class CannotReceive(CannotProceed):
    """The instalment is not received: `of_another_pot`, `of_another_funder` or `restriction_differs`."""


class CannotPlan(CannotProceed):
    """The instalments are not planned: `already_planned`, `no_dates`, `agreement_reversed` or `plan_exceeds_agreement`."""


@transaction.atomic
def pledge_funds(
    *,
    fund: Fund,
    funder: Organisation,
    amount: Money,
    on: date,
    by: User,
    tie: Tie = FREE,
    conditions: str = "",
    **paper: Unpack[Paper],
) -> Pledge:
    """Record a promise. It is not money: nothing may be allocated from it."""
    fund = lock_fund(fund)
    require_on_fund("receipt.record", by, fund)
    check_row(fund, amount, on)
    pledge = write_row(
        Pledge,
        {"fund": fund},
        paper,
        funder=funder,
        amount=amount.amount,
        on=on,
        written_by=by,
        conditions=conditions,
        **_columns(tie),
    )
    record_entry(action="funds.pledged", by=by, subject=pledge, scope=fund.scope, details=_say(pledge, fund, tie))
    return pledge


@transaction.atomic
def sign_agreement(
    *,
    fund: Fund,
    funder: Organisation,
    amount: Money,
    on: date,
    by: User,
    pledge: Pledge | None = None,
    starts_on: date | None = None,
    ends_before: date | None = None,
    instalments: int = 1,
    tie: Tie = FREE,
    reporting: str = "",
    **paper: Unpack[Paper],
) -> Agreement:
    """Record what was signed. Its part not yet received counts as far as the pot's policy says. A pledge's tie holds."""
    fund = lock_fund(fund)
    require_on_fund("receipt.record", by, fund)
    check_row(fund, amount, on)
    if pledge is not None:
        tie = _same_tie(fund, funder, pledge, tie)
    agreement = write_row(
        Agreement, {"fund": fund}, paper, funder=funder, pledge=pledge, amount=amount.amount, on=on, written_by=by,
        starts_on=starts_on, ends_before=ends_before, instalments_planned=instalments, reporting=reporting, **_columns(tie),
    )  # fmt: skip
    record_entry(
        action="agreement.signed", by=by, subject=agreement, scope=fund.scope, details=_say(agreement, fund, tie)
    )
    return agreement


@transaction.atomic
def plan_instalments(*, agreement: Agreement, due_on: Sequence[date], by: User) -> list[PlannedInstalment]:
    """Say when the parts of an agreement are due: equal parts, the first ones holding the odd cents."""
    fund = lock_fund(agreement.fund)
    require_on_fund("receipt.record", by, fund)
    if not due_on:
        raise CannotPlan("no_dates")
    if agreement.plan.exists():
        raise CannotPlan("already_planned")
    _check_standing(agreement)
    parts = split_amount(agreement.amount, [1] * len(due_on))
    plan = [
        PlannedInstalment(agreement=agreement, number=n, amount=part, due_on=day, written_by=by)
        for n, (part, day) in enumerate(zip(parts, sorted(due_on), strict=True), start=1)
    ]
    PlannedInstalment.objects.bulk_create(plan)
    record_entry(
        action="instalments.planned", by=by, subject=agreement, scope=fund.scope,
        details={"parts": [{"amount": p.amount, "due_on": p.due_on} for p in plan], "currency": fund.currency},
    )  # fmt: skip
    return plan


@transaction.atomic
def plan_instalment(*, agreement: Agreement, amount: Money, due_on: date, by: User) -> PlannedInstalment:
    """Say when one part of an agreement is due, of whatever sum; all parts together stay within the agreement."""
    fund = lock_fund(agreement.fund)
    require_on_fund("receipt.record", by, fund)
    CannotWrite.unless(decide_amount(amount.amount, amount.currency, fund.currency))
    _check_standing(agreement)
    amounts = list(agreement.plan.values_list("amount", flat=True))
    planned = Money.total([Money(a, fund.currency) for a in amounts], fund.currency)
    if planned.amount + amount.amount > agreement.amount:
        short = planned.amount + amount.amount - agreement.amount
        raise CannotPlan(
            "plan_exceeds_agreement",
            signed=agreement.amount,
            planned=planned.amount,
            asked=amount.amount,
            short_by=short,
        )
    part = PlannedInstalment.objects.create(
        agreement=agreement, number=len(amounts) + 1, amount=amount.amount, due_on=due_on, written_by=by
    )
    details = {"amount": amount.amount, "currency": fund.currency, "due_on": due_on}
    record_entry(action="instalment.planned", by=by, subject=part, scope=fund.scope, details=details)
    return part


@transaction.atomic
def receive_instalment(
    *,
    fund: Fund,
    funder: Organisation,
    amount: Money,
    on: date,
    by: User,
    agreement: Agreement | None = None,
    pledge: Pledge | None = None,
    due_on: date | None = None,
    tie: Tie = FREE,
    **paper: Unpack[Paper],
) -> Instalment:
    """Record money received. It takes the tie of its agreement or pledge; another tie is refused."""
    fund = lock_fund(fund)
    require_on_fund("receipt.record", by, fund)
    check_row(fund, amount, on, is_fact=True)
    for promise in (agreement, pledge):
        if promise is not None:
            tie = _same_tie(fund, funder, promise, tie)
    instalment = write_row(
        Instalment, {"fund": fund}, paper, funder=funder, agreement=agreement, pledge=pledge, amount=amount.amount,
        on=on, due_on=due_on, written_by=by, **_columns(tie),
    )  # fmt: skip
    record_entry(
        action="instalment.received", by=by, subject=instalment, scope=fund.scope, details=_say(instalment, fund, tie)
    )
    return instalment


@transaction.atomic
def record_in_kind(
    *,
    fund: Fund,
    giver: Organisation,
    amount: Money,
    on: date,
    by: User,
    kind: str,
    quantity: str = "",
    basis: str = "",
    coalition: Coalition | None = None,
    **paper: Unpack[Paper],
) -> InKindContribution:
    """Record hours, premises or goods, with their value and its basis. Never part of the cash totals."""
    fund = lock_fund(fund)
    if coalition is None:
        require_on_fund("receipt.record", by, fund)
    else:
        require_on_coalition("expense.record", by, fund, coalition, {giver.pk})
    check_row(fund, amount, on)
    if not basis.strip():
        raise CannotWrite("basis_missing")
    gift = write_row(
        InKindContribution, {"fund": fund}, paper, giver=giver, coalition=coalition, amount=amount.amount, on=on,
        written_by=by, kind=kind, quantity=quantity, basis=basis,
    )  # fmt: skip
    details = {"amount": gift.amount, "currency": fund.currency, "kind": kind, "quantity": quantity}
    record_entry(action="in_kind.recorded", by=by, subject=gift, scope=fund.scope, details=details)
    return gift


def _check_standing(agreement: Agreement) -> None:
    if agreement.reverses_id or Agreement.objects.filter(reverses=agreement).exists():
        raise CannotPlan("agreement_reversed")


def _same_tie(fund: Fund, funder: Organisation, promise: Pledge | Agreement, given: Tie) -> Tie:
    if promise.fund_id != fund.pk:
        raise CannotReceive("of_another_pot")
    if promise.funder_id != funder.pk:
        raise CannotReceive("of_another_funder", given=str(funder), expected=str(promise.funder))
    held = Tie(promise.restriction_kind, promise.restriction_value)
    if given.is_free or given == held:
        return held
    if held.is_free and isinstance(promise, Pledge):
        return given
    raise CannotReceive("restriction_differs", given=str(given), expected=str(held))


def _columns(tie: Tie) -> dict[str, str]:
    return {"restriction_kind": tie.kind, "restriction_value": tie.value}


def _say(row: Pledge | Agreement | Instalment, fund: Fund, tie: Tie) -> dict[str, object]:
    return {
        "amount": row.amount,
        "currency": fund.currency,
        "funder": row.funder.name,
        "on": row.on,
        "restriction": str(tie),
    }
