"""Who may write here, is the row well formed, and how is the pot held still while it is written?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, TypeVar

from django.utils import timezone

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_own_organisations
from coalitions.funding.domain.spending import decide_amount, decide_day
from coalitions.funding.models import Entry, Fund
from coalitions.funding.queries.roles import list_allocation_roles, list_fund_roles
from impactplatform.accounts.domain import FUNDER, OPERATOR, PARTNER, decide
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.money import Money

Row = TypeVar("Row", bound=Entry)


class Paper(TypedDict, total=False):
    """What a row may carry beside its sum: bank or decision reference, reason, document, identifier in a file."""

    reference: str
    why: str
    document: str
    code: str


class CannotWrite(CannotProceed):
    """No row is written: `currency_mix`, `amount_not_positive`, `period_closed`, `day_in_future` or `code_taken`."""


def lock_fund(fund: Fund) -> Fund:
    """The pot, read again and held until the transaction ends: no two rows are weighed against the same balance."""
    return Fund.objects.select_for_update().get(pk=fund.pk)


def require_on_fund(verb: str, by: User, fund: Fund) -> frozenset[str]:
    """Raise CannotAct unless the person may do this to the pot; answers their roles."""
    roles = list_fund_roles(by, fund)
    if not decide(verb, roles):
        require(verb, roles & {FUNDER, OPERATOR}, owns=True)
    return roles


def require_on_coalition(
    verb: str, by: User, fund: Fund, coalition: Coalition, organisations: Iterable[int | None] = ()
) -> frozenset[str]:
    """Raise CannotAct unless the person may do this with what the pot gives one coalition; answers their roles.

    A partner owns what concerns one of `organisations`, when they speak for it.
    """
    roles = list_allocation_roles(by, fund, coalition)
    if decide(verb, roles):
        return roles
    owned = roles & {FUNDER, OPERATOR}
    if PARTNER in roles and set(organisations) & list_own_organisations(by, coalition):
        owned |= {PARTNER}
    require(verb, owned, owns=True)
    return roles


def check_row(fund: Fund, amount: Money, on: date, *, is_fact: bool = False) -> None:
    """Raise CannotWrite unless the sum and the day may stand in this ledger; a fact cannot be dated tomorrow."""
    CannotWrite.unless(decide_amount(amount.amount, amount.currency, fund.currency))
    CannotWrite.unless(decide_day(on, fund.closed_before))
    if is_fact and on > timezone.localdate():
        raise CannotWrite("day_in_future", on=on)


def write_row(model: type[Row], owner: dict[str, Any], paper: Paper, **columns: Any) -> Row:
    """Add a row; a second one of the same identifier is refused."""
    code = paper.get("code", "")
    if code and model._default_manager.filter(**owner, code=code).exists():
        raise CannotWrite("code_taken", given=code)
    return model._default_manager.create(**owner, **paper, **columns)
