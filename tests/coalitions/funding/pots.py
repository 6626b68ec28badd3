"""Which pots do these tests speak of? The one of the worked example, and shorter words for its operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition
from coalitions.funding.domain.ties import FREE, Tie
from coalitions.funding.models import Allocation, Expense, Fund, Instalment, Payment
from coalitions.funding.operations import allocate_funds, pledge_funds, receive_instalment
from coalitions.organisations.models import Organisation
from impactplatform.accounts.models import User
from impactplatform.audit.models import Entry as Trace
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.money import Money
from tests.factories import ActionFactory, FundSeatFactory, OrganisationFactory
from tests.people import Side

HOUSING = Tie("theme", "housing")
DAY = date(2026, 2, 1)


@dataclass
class Pot:
    """A pot with what its operator does all day."""

    fund: Fund
    coalition: Coalition
    operator: User
    second_operator: User
    a: Organisation
    b: Organisation
    food: Action
    housing: Action

    def money(self, amount: str) -> Money:
        return Money(Decimal(amount), self.fund.currency)

    def receive(self, amount: str, funder: Organisation | None = None, tie: Tie = FREE, on: date = DAY) -> Instalment:
        return receive_instalment(
            fund=self.fund, funder=funder or self.a, amount=self.money(amount), on=on, by=self.operator, tie=tie
        )

    def allocate(self, amount: str, action: Action, on: date = DAY, by: User | None = None) -> Allocation:
        return allocate_funds(
            fund=self.fund,
            coalition=self.coalition,
            action=action,
            amount=self.money(amount),
            on=on,
            by=by or self.operator,
        )


def open_pot(side: Side, currency: str = "CAD") -> Pot:
    """The pot of one side, in dollars, with a food action, a housing action and a second operator."""
    Fund.objects.filter(pk=side.fund.pk).update(currency=currency)
    fund = Fund.objects.get(pk=side.fund.pk)
    second = FundSeatFactory(fund=fund, role="operator", organisation=side.backbone).user
    actions = [
        ActionFactory(coalition=side.coalition, slug=slug, theme=slug, lead=side.member, title_fr=slug.capitalize())
        for slug in ("food", "housing")
    ]
    a, b = (OrganisationFactory(name=f"Fondation {letter}", slug=f"fondation-{letter.lower()}") for letter in "AB")
    return Pot(fund, side.coalition, side.operator, second, a, b, *actions)


def fill_worked_example(pot: Pot) -> None:
    """A and B pledge, A's first of three instalments and B's whole sum are received (docs/algorithms/pot-balance.md)."""
    for funder, amount, tie in ((pot.a, "100000.00", FREE), (pot.b, "50000.00", HOUSING)):
        pledge_funds(fund=pot.fund, funder=funder, amount=pot.money(amount), on=DAY, by=pot.operator, tie=tie)
    pot.receive("33333.34", pot.a)
    pot.receive("50000.00", pot.b, HOUSING)


def refused(code: str, call: Callable[..., object], /, *args: object, **kwargs: object) -> dict[str, object]:
    """The call is refused with this code and writes no row and no trace; answers the details."""
    before = (
        Trace.objects.count(),
        Allocation.objects.count(),
        Payment.objects.count(),
        Expense.objects.count(),
        Instalment.objects.count(),
    )
    with pytest.raises(CannotProceed) as caught, transaction.atomic():
        call(*args, **kwargs)
    assert caught.value.code == code
    after = (
        Trace.objects.count(),
        Allocation.objects.count(),
        Payment.objects.count(),
        Expense.objects.count(),
        Instalment.objects.count(),
    )
    assert after == before
    return caught.value.details
