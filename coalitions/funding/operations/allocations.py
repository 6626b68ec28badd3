"""How is the pot's money decided: proposed, then in force once decided, by a second person above the threshold?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition
from coalitions.funding.domain.balance import decide_allocation as weigh_allocation
from coalitions.funding.domain.spending import needs_second_person
from coalitions.funding.models import Allocation, Fund
from coalitions.funding.operations.access import (
    Paper,
    check_row,
    lock_fund,
    require_on_coalition,
    require_on_fund,
    write_row,
)
from coalitions.funding.queries.balances import list_needs, read_needs, weigh_fund
from coalitions.territories.models import Territory
from impactplatform.accounts.domain import OPERATOR, SYSTEM
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.money import Money

NEW = 0  # the key of the allocation that is being weighed, before it has one of its own


class CannotAllocate(CannotProceed):
    """The allocation is not made: `over_allocated` (with every sum), `coalition_not_covered` or `action_elsewhere`."""


class CannotDecide(CannotProceed):
    """The row is not decided: `already_decided`, `already_reversed` or `own_row` (never what one wrote oneself)."""


@transaction.atomic
def allocate_funds(
    *,
    fund: Fund,
    coalition: Coalition,
    amount: Money,
    on: date,
    by: User,
    action: Action | None = None,
    theme: str = "",
    territory: Territory | None = None,
    expense_kind: str = "",
    decision: str = "",
    **paper: Unpack[Paper],
) -> Allocation:
    """Give a coalition, or one of its actions, a part of the pot.

    In force at once when the pot's operator writes it and the sum is within the threshold; else proposed. Theme and
    place left out are those of the action, else the coalition's own perimeter.
    """
    fund = lock_fund(fund)
    roles = require_on_coalition("allocation.propose", by, fund, coalition, {action.lead_id} if action else ())
    check_row(fund, amount, on)
    _check_coalition(fund, coalition, action)
    use = _columns(amount, on, coalition, action, theme, territory) | {"expense_kind": expense_kind}
    _check_balance(fund, Allocation(**use))
    direct = bool(roles & {OPERATOR, SYSTEM}) and not needs_second_person(amount.amount, fund.four_eyes_above)
    allocation = write_row(
        Allocation, {"fund": fund}, paper, coalition=coalition, action=action, written_by=by, decision=decision, **use,
        state=Allocation.State.IN_FORCE if direct else Allocation.State.PROPOSED,
        decided_at=timezone.now() if direct else None,
    )  # fmt: skip
    act = "allocation.made" if direct else "allocation.proposed"
    record_entry(action=act, by=by, subject=allocation, scope=fund.scope, details=_say(allocation))
    return allocation


@transaction.atomic
def decide_allocation(*, allocation: Allocation, agree: bool, by: User, decision: str = "") -> Allocation:
    """Agree to a proposal or decline it. Never one's own; the balance is weighed again at this moment."""
    fund = lock_fund(allocation.fund)
    allocation = Allocation.objects.select_related("territory", "coalition", "action").get(pk=allocation.pk)
    require_on_fund("allocation.approve", by, fund)
    if allocation.state != Allocation.State.PROPOSED:
        raise CannotDecide("already_decided", state=allocation.state)
    if allocation.written_by_id == by.pk:
        raise CannotDecide("own_row")
    if agree:
        check_row(fund, Money(allocation.amount, fund.currency), allocation.on)
        _check_balance(fund, allocation)
    allocation.state = Allocation.State.IN_FORCE if agree else Allocation.State.DECLINED
    allocation.decided_by, allocation.decided_at = by, timezone.now()
    allocation.decision = decision or allocation.decision
    allocation.save(update_fields=["state", "decided_by", "decided_at", "decision"])
    act = "allocation.approved" if agree else "allocation.declined"
    record_entry(action=act, by=by, subject=allocation, scope=fund.scope, details=_say(allocation))
    return allocation


def _columns(
    amount: Money, on: date, coalition: Coalition, action: Action | None, theme: str, territory: Territory | None
) -> dict[str, Any]:
    """What an allocation is for; the theme and place left out are those of the action, else of the coalition."""
    place = territory or (action.place if action else None) or coalition.perimeter
    return {"amount": amount.amount, "on": on, "theme": theme or (action.theme if action else ""), "territory": place}


def _check_coalition(fund: Fund, coalition: Coalition, action: Action | None) -> None:
    if not fund.coalitions.filter(pk=coalition.pk).exists():
        raise CannotAllocate("coalition_not_covered", given=coalition.name)
    if action is not None and action.coalition_id != coalition.pk:
        raise CannotAllocate("action_elsewhere", given=action.title)


def _check_balance(fund: Fund, allocation: Allocation) -> None:
    [asked] = read_needs(fund, [allocation])
    CannotAllocate.unless(weigh_allocation(weigh_fund(fund), list_needs(fund), replace(asked, key=NEW)))


def _say(allocation: Allocation) -> dict[str, Any]:
    return {
        "amount": allocation.amount,
        "currency": allocation.fund.currency,
        "coalition": allocation.coalition.name,
        "action": allocation.action.title if allocation.action else "",
        "decision": allocation.decision,
    }
