"""Is a row decided by somebody else, and put right by a row that names it, whole and once?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from coalitions.funding import operations as ops
from coalitions.funding.models import Allocation, Fund, Instalment
from coalitions.funding.queries import weigh_fund
from impactplatform.accounts.gate import CannotAct
from tests.coalitions.funding.pots import DAY, Pot, refused

D = Decimal
pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 1)


class TestFourEyes:
    @pytest.fixture
    def strict(self, full) -> Pot:
        ops.edit_fund(fund=full.fund, version=1, by=full.operator, four_eyes_above=D("1000.00"))
        return full

    def test_above_the_threshold_a_second_person_decides(self, strict):
        assert strict.allocate("1000.00", strict.food).state == "in_force"
        proposal = strict.allocate("1000.01", strict.food)
        assert proposal.state == "proposed"
        refused("own_row", ops.decide_allocation, allocation=proposal, agree=True, by=strict.operator)
        decided = ops.decide_allocation(
            allocation=proposal, agree=True, by=strict.second_operator, decision="Comité du 1er février"
        )
        assert (decided.state, decided.decision) == ("in_force", "Comité du 1er février")
        refused("already_decided", ops.decide_allocation, allocation=proposal, agree=False, by=strict.second_operator)

    def test_the_balance_is_weighed_again_when_decided(self, strict):
        first, second = (strict.allocate("20000.00", strict.food) for _ in range(2))
        ops.decide_allocation(allocation=first, agree=True, by=strict.second_operator)
        sums = refused(
            "over_allocated", ops.decide_allocation, allocation=second, agree=True, by=strict.second_operator
        )
        assert sums["short_by"] == D("6666.66")
        ops.decide_allocation(allocation=second, agree=False, by=strict.second_operator)

    def test_a_coordinator_proposes_and_never_decides(self, full, ours):
        proposal = full.allocate("10.00", full.food, by=ours.coordinator)
        assert proposal.state == "proposed"
        with pytest.raises(CannotAct):
            ops.decide_allocation(allocation=proposal, agree=True, by=ours.second_coordinator)

    def test_payments_above_the_threshold_wait_too(self, strict):
        grant = strict.allocate("900.00", strict.food)
        Fund.objects.update(four_eyes_above=D("100.00"))
        payment = ops.pay_allocation(allocation=grant, amount=strict.money("500.00"), on=DAY, by=strict.operator)
        assert payment.state == "prepared"
        sums = refused(
            "over_paid", ops.pay_allocation, allocation=grant, amount=strict.money("500.00"), on=DAY, by=strict.operator
        )
        assert sums["paid"] == D("500.00")
        refused("own_row", ops.decide_payment, payment=payment, agree=True, by=strict.operator)
        assert ops.decide_payment(payment=payment, agree=True, by=strict.second_operator).state == "sent"

    def test_nobody_validates_their_own_expense(self, full, ours):
        grant = full.allocate("100.00", full.food)
        ops.pay_allocation(allocation=grant, amount=full.money("100.00"), on=DAY, by=full.operator)
        expense = ops.report_expense(allocation=grant, amount=full.money("5.00"), on=DAY, by=ours.coordinator)
        refused("own_row", ops.validate_expense, expense=expense, agree=True, by=ours.coordinator)
        assert ops.validate_expense(expense=expense, agree=True, by=ours.second_coordinator).state == "validated"
        refused("already_decided", ops.validate_expense, expense=expense, agree=False, by=full.operator)

    def test_the_database_itself_refuses_a_person_who_decides_their_own(self, strict):
        proposal = strict.allocate("2000.00", strict.food)
        with pytest.raises(IntegrityError), transaction.atomic():
            Allocation.objects.filter(pk=proposal.pk).update(state="in_force", decided_by=strict.operator)


class TestReversals:
    def test_a_row_is_reversed_whole_once_and_never_its_reversal(self, pot):
        receipt = pot.receive("500.00")
        call = {"on": LATER, "by": pot.operator, "why": "Virement revenu impayé"}
        reversal = ops.reverse_entry(entry=receipt, **call)
        assert (reversal.amount, reversal.reverses) == (D("-500.00"), receipt)
        assert weigh_fund(pot.fund).available == D("0.00")
        refused("already_reversed", ops.reverse_entry, entry=receipt, **call)
        refused("is_a_reversal", ops.reverse_entry, entry=reversal, **call)

    def test_a_reason_and_a_day_not_before_the_row_are_needed(self, pot):
        receipt = pot.receive("500.00")
        refused("reason_missing", ops.reverse_entry, entry=receipt, on=LATER, by=pot.operator, why=" ")
        refused("before_entry", ops.reverse_entry, entry=receipt, on=date(2026, 1, 1), by=pot.operator, why="x")

    def test_money_already_allocated_is_not_taken_back(self, full):
        full.allocate("33333.34", full.food)
        receipt = Instalment.objects.get(amount=D("33333.34"))
        sums = refused("already_allocated", ops.reverse_entry, entry=receipt, on=LATER, by=full.operator, why="Impayé")
        assert sums["short_by"] == D("33333.34")

    def test_what_stands_on_a_row_is_reversed_first(self, full, ours):
        grant = full.allocate("100.00", full.food)
        payment = ops.pay_allocation(allocation=grant, amount=full.money("60.00"), on=DAY, by=full.operator)
        expense = ops.report_expense(allocation=grant, amount=full.money("50.00"), on=DAY, by=ours.coordinator)
        call = {"on": LATER, "by": full.operator, "why": "Erreur de saisie"}
        assert refused("has_payments", ops.reverse_entry, entry=grant, **call)["paid"] == D("60.00")
        assert refused("has_expenses", ops.reverse_entry, entry=payment, **call)["short_by"] == D("50.00")
        for entry in (expense, payment, grant):
            ops.reverse_entry(entry=entry, **call)
        assert weigh_fund(full.fund).left == D("83333.34")

    def test_only_the_operator_of_this_pot_reverses(self, full, ours, theirs):
        receipt = Instalment.objects.first()
        for person in (ours.funder, ours.coordinator, theirs.operator):
            with pytest.raises(CannotAct):
                ops.reverse_entry(entry=receipt, on=LATER, by=person, why="x")

    def test_the_database_refuses_to_change_or_delete_a_row(self, full):
        for attack in (
            lambda: Instalment.objects.update(amount=D("1.00")),
            lambda: Allocation.objects.update(on=LATER),
        ):
            full.allocate("1.00", full.food)
            with pytest.raises(IntegrityError), transaction.atomic():
                attack()
