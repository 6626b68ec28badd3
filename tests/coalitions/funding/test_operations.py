"""Does every verb of the pot write its row and its trace, and refuse with its code and its sums what does not hold?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from coalitions.funding import operations as ops
from coalitions.funding.domain.ties import FREE, Tie
from coalitions.funding.models import Fund
from coalitions.funding.queries import weigh_fund
from impactplatform.accounts.gate import CannotAct
from impactplatform.audit.models import Entry as Trace
from impactplatform.kernel.money import Money
from tests.coalitions.funding.pots import DAY, HOUSING, refused
from tests.factories import CoalitionFactory, TerritoryFactory, TerritoryLinkFactory

D = Decimal
pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 1)


class TestWorkedExample:
    """funding.md §5 through the operations: the figures of docs/algorithms/pot-balance.md."""

    def test_from_pledge_to_unspent(self, full, ours):
        assert weigh_fund(full.fund).available == D("83333.34")
        sums = refused("over_allocated", full.allocate, "40000.00", full.food)
        assert (sums["free"], sums["short_by"]) == (D("33333.34"), D("6666.66"))
        food = full.allocate("33333.34", full.food)
        full.allocate("50000.00", full.housing)
        balance = weigh_fund(full.fund)
        assert (balance.left, balance.free_left) == (D("0.00"), D("0.00"))
        ops.pay_allocation(allocation=food, amount=full.money("20000.00"), on=DAY, by=full.operator)
        expense = ops.report_expense(allocation=food, amount=full.money("19250.10"), on=DAY, by=ours.coordinator)
        assert ops.find_usual_payee(food) == expense.payee == ours.member
        from coalitions.funding.queries import sum_charged, sum_sent

        assert sum_sent(food) - sum_charged(food) == D("749.90")

    def test_each_step_leaves_one_trace(self, full):
        assert list(Trace.objects.filter(scope=full.fund.scope).order_by("id").values_list("action", flat=True)) == [
            "funds.pledged", "funds.pledged", "instalment.received", "instalment.received",
        ]  # fmt: skip


class TestRefusals:
    def test_another_currency(self, pot):
        euros = Money(D("10.00"), "EUR")
        sums = refused(
            "currency_mix", ops.receive_instalment, fund=pot.fund, funder=pot.a, amount=euros, on=DAY, by=pot.operator
        )
        assert sums == {"given": "EUR", "expected": "CAD"}

    @pytest.mark.parametrize("amount", ["0.00", "-5.00"])
    def test_a_sum_that_is_not_positive(self, pot, amount):
        refused("amount_not_positive", pot.receive, amount)

    def test_money_received_tomorrow(self, pot):
        refused("day_in_future", pot.receive, "10.00", on=date(2100, 1, 1))

    def test_a_closed_period(self, full):
        ops.close_period(fund=full.fund, before=LATER, by=full.operator)
        refused("period_closed", full.receive, "10.00")
        refused("period_closed", full.allocate, "10.00", full.food)
        full.receive("10.00", on=LATER)

    def test_a_period_is_never_opened_again(self, pot):
        ops.close_period(fund=pot.fund, before=LATER, by=pot.operator)
        refused("not_later", ops.close_period, fund=pot.fund, before=DAY, by=pot.operator)

    def test_a_payment_beyond_its_allocation(self, full):
        food = full.allocate("100.00", full.food)
        ops.pay_allocation(allocation=food, amount=full.money("60.00"), on=DAY, by=full.operator)
        sums = refused(
            "over_paid", ops.pay_allocation, allocation=food, amount=full.money("40.01"), on=DAY, by=full.operator
        )
        assert (sums["left"], sums["short_by"]) == (D("40.00"), D("0.01"))

    def test_a_payment_of_what_is_only_proposed(self, full, ours):
        proposal = full.allocate("100.00", full.food, by=ours.coordinator)
        refused(
            "not_in_force", ops.pay_allocation, allocation=proposal, amount=full.money("1.00"), on=DAY, by=full.operator
        )

    def test_an_expense_beyond_the_payments_unless_borne_by_the_partner(self, full, ours):
        food = full.allocate("100.00", full.food)
        ops.pay_allocation(allocation=food, amount=full.money("60.00"), on=DAY, by=full.operator)
        call = {"allocation": food, "on": DAY, "by": ours.partner}
        sums = refused("over_spent", ops.report_expense, amount=full.money("75.00"), **call)
        assert sums["short_by"] == D("15.00")
        refused(
            "borne_outside_expense",
            ops.report_expense,
            amount=full.money("75.00"),
            borne_by_partner=full.money("80.00"),
            **call,
        )
        expense = ops.report_expense(amount=full.money("75.00"), borne_by_partner=full.money("15.00"), **call)
        assert expense.borne_by_partner == D("15.00")

    def test_spending_outside_a_restriction(self, pot, ours):
        pot.receive("100.00", tie=Tie("expense_kind", "salaries"))
        grant = ops.allocate_funds(
            fund=pot.fund,
            coalition=pot.coalition,
            amount=pot.money("100.00"),
            on=DAY,
            by=pot.operator,
            expense_kind="salaries",
        )
        ops.pay_allocation(allocation=grant, amount=pot.money("100.00"), on=DAY, by=pot.operator)
        call = {"allocation": grant, "amount": pot.money("10.00"), "on": DAY, "by": ours.coordinator}
        sums = refused("outside_restriction", ops.report_expense, kind="rent", **call)
        assert sums["tie"] == "expense_kind:salaries"
        assert ops.report_expense(**call).kind == "salaries"

    def test_a_place_is_reached_through_the_places_that_hold_it(self, pot, ours):
        town = TerritoryFactory(code="town")
        place = ours.coalition.places.first().territory
        TerritoryLinkFactory(child=place, parent=town)
        pot.receive("100.00", tie=Tie("place", "essai:town"))
        call = {
            "fund": pot.fund,
            "coalition": pot.coalition,
            "amount": pot.money("60.00"),
            "on": DAY,
            "by": pot.operator,
        }
        refused("over_allocated", ops.allocate_funds, territory=TerritoryFactory(code="elsewhere"), **call)
        ops.allocate_funds(territory=place, **call)

    def test_a_coalition_the_pot_does_not_cover(self, full):
        other = CoalitionFactory()
        refused(
            "coalition_not_covered", ops.allocate_funds,
            fund=full.fund, coalition=other, amount=full.money("1.00"), on=DAY, by=_system(),
        )  # fmt: skip

    def test_a_pledge_s_tie_holds_when_its_money_comes(self, pot):
        pledge = ops.pledge_funds(
            fund=pot.fund, funder=pot.b, amount=pot.money("50.00"), on=DAY, by=pot.operator, tie=HOUSING
        )
        call = {"fund": pot.fund, "amount": pot.money("50.00"), "on": DAY, "by": pot.operator, "pledge": pledge}
        refused("restriction_differs", ops.receive_instalment, funder=pot.b, tie=Tie("theme", "food"), **call)
        refused("of_another_funder", ops.receive_instalment, funder=pot.a, **call)
        assert ops.receive_instalment(funder=pot.b, **call).restriction_value == "housing"

    def test_the_same_identifier_twice(self, pot):
        call = {
            "fund": pot.fund,
            "funder": pot.a,
            "amount": pot.money("5.00"),
            "on": DAY,
            "by": pot.operator,
            "code": "I1",
        }
        ops.receive_instalment(**call)
        refused("code_taken", ops.receive_instalment, **call)
        ops.receive_instalment(**{**call, "code": ""})
        ops.receive_instalment(**{**call, "code": ""})  # two identical receipts may stand


class TestRights:
    def test_those_who_may_not_write_receipts(self, pot, ours, theirs, stranger, admin):
        for person in (ours.funder, ours.coordinator, ours.partner, ours.coach, theirs.operator, stranger, admin):
            with pytest.raises(CannotAct):
                ops.receive_instalment(fund=pot.fund, funder=pot.a, amount=pot.money("1.00"), on=DAY, by=person)

    def test_a_coordinator_of_another_coalition_of_the_same_pot_spends_nothing_of_ours(self, full, theirs):
        full.fund.coalitions.add(theirs.coalition)
        grant = full.allocate("100.00", full.food)
        ops.pay_allocation(allocation=grant, amount=full.money("60.00"), on=DAY, by=full.operator)
        for person in (theirs.coordinator, theirs.partner):
            with pytest.raises(CannotAct):
                ops.report_expense(allocation=grant, amount=full.money("1.00"), on=DAY, by=person)
            with pytest.raises(CannotAct):
                full.allocate("1.00", full.food, by=person)

    def test_an_operator_reports_no_expense(self, full):
        grant = full.allocate("100.00", full.food)
        with pytest.raises(CannotAct):
            ops.report_expense(allocation=grant, amount=full.money("1.00"), on=DAY, by=full.operator)


class TestPlan:
    def test_instalments_are_equal_parts_with_the_odd_cent_first(self, pot):
        agreement = ops.sign_agreement(
            fund=pot.fund, funder=pot.a, amount=pot.money("100000.00"), on=DAY, by=pot.operator, instalments=3
        )
        days = [date(2026, 2, 1), date(2026, 8, 1), date(2027, 2, 1)]
        plan = ops.plan_instalments(agreement=agreement, due_on=days, by=pot.operator)
        assert [p.amount for p in plan] == [D("33333.34"), D("33333.33"), D("33333.33")]
        refused("already_planned", ops.plan_instalments, agreement=agreement, due_on=days, by=pot.operator)

    def test_a_signed_agreement_counts_as_the_policy_says_until_reversed(self, pot):
        ops.edit_fund(fund=pot.fund, version=1, by=pot.operator, signed_counted_percent=50)
        agreement = ops.sign_agreement(fund=pot.fund, funder=pot.a, amount=pot.money("100.00"), on=DAY, by=pot.operator)
        full = Fund.objects.get(pk=pot.fund.pk)
        assert weigh_fund(full).available == D("50.00")
        pot.allocate("50.00", pot.food)
        refused("already_allocated", ops.reverse_entry, entry=agreement, on=LATER, by=pot.operator, why="Retrait")
        refused("already_allocated", ops.edit_fund, fund=full, version=2, by=pot.operator, signed_counted_percent=40)
        refused("changed_meanwhile", ops.edit_fund, fund=full, version=1, by=pot.operator, phase="2")


class TestInKind:
    def test_it_never_enters_the_cash(self, pot, ours):
        ops.record_in_kind(
            fund=pot.fund, giver=ours.member, amount=pot.money("1200.00"), on=DAY, by=ours.partner, coalition=ours.coalition,
            kind="volunteering", quantity="60 h", basis="20 $ de l’heure",
        )  # fmt: skip
        assert weigh_fund(pot.fund).available == D("0.00")

    def test_a_value_needs_its_basis(self, pot):
        refused(
            "basis_missing", ops.record_in_kind,
            fund=pot.fund, giver=pot.a, amount=pot.money("1.00"), on=DAY, by=pot.operator, kind="premises",
        )  # fmt: skip


def test_opening_a_pot_is_for_the_admin(admin, ours):
    fund = ops.create_fund(slug="neuf", name_fr="Pot neuf", currency="EUR", by=admin, coalitions=[ours.coalition])
    assert fund.coalitions.get() == ours.coalition
    refused("slug_taken", ops.create_fund, slug="neuf", name_fr="x", currency="EUR", by=admin)
    refused("unknown_currency", ops.create_fund, slug="autre", name_fr="x", currency="XXX", by=admin)
    with pytest.raises(CannotAct):
        ops.create_fund(slug="autre", name_fr="x", currency="EUR", by=ours.coordinator)
    assert FREE.is_free


def _system():
    from impactplatform.accounts.queries import get_system_user

    return get_system_user()
