"""Is the balance of the pot the one of the worked example, and is an allocation beyond it refused with its sums?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.funding.domain.balance import (
    Receipt,
    Signed,
    count_signed,
    decide_allocation,
    decide_withdrawal,
    weigh,
)
from coalitions.funding.domain.draws import Need
from coalitions.funding.domain.shares import share_percents, share_pro_rata
from coalitions.funding.domain.spending import decide_expense, decide_use, needs_second_person
from coalitions.funding.domain.ties import FREE, Tie, Use, fits, read_tie
from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.money import split_amount

D = Decimal
HOUSING = Tie("theme", "housing")
FOOD_USE, HOUSING_USE = Use(date(2026, 2, 1), theme="food"), Use(date(2026, 2, 1), theme="housing")
RECEIVED = [Receipt(D("33333.34")), Receipt(D("50000.00"), HOUSING)]


class TestWorkedExample:
    """funding.md §5, docs/algorithms/pot-balance.md: fund F in dollars, A and B."""

    def test_first_instalment_of_three(self):
        assert split_amount(D("100000.00"), [1, 1, 1]) == [D("33333.34"), D("33333.33"), D("33333.33")]

    def test_available_and_tied(self):
        balance = weigh(RECEIVED, [], 0, [])
        assert balance.available == D("83333.34")
        assert balance.tied == [(HOUSING, D("50000.00"), D("50000.00"))]
        assert balance.free_left == D("33333.34")

    def test_food_beyond_the_free_balance_is_refused_with_the_sums(self):
        refusal = decide_allocation(weigh(RECEIVED, [], 0, []), [], Need(1, D("40000.00"), FOOD_USE))
        assert isinstance(refusal, Refused)
        assert refusal.code == "over_allocated"
        assert refusal.details["free"] == D("33333.34")
        assert refusal.details["short_by"] == D("6666.66")
        assert refusal.details["reachable"] == D("33333.34")
        assert refusal.details["tied"] == [{"tie": "theme:housing", "left": D("50000.00")}]

    def test_both_allocations_leave_nothing(self):
        needs = [Need(1, D("33333.34"), FOOD_USE), Need(2, D("50000.00"), HOUSING_USE)]
        balance = weigh(RECEIVED, [], 0, needs)
        assert (balance.left, balance.free_left) == (D("0.00"), D("0.00"))
        assert not balance.settlement.short_by

    def test_unspent(self):
        assert decide_expense(D("20000.00"), D("0.00"), D("19250.10"), D("0.00"))
        assert D("20000.00") - D("19250.10") == D("749.90")

    def test_share_of_b(self):
        assert share_percents([D("33333.34"), D("50000.00")])[1] == D("60.0")


class TestSignedAgreements:
    def test_the_part_not_yet_received_counts_at_the_rate_of_the_policy(self):
        receipts = [Receipt(D("33333.34"), agreement=7)]
        assert count_signed([Signed(7, D("100000.00"))], receipts, 50) == {FREE: D("33333.33")}

    def test_rounding_is_down_so_that_nothing_is_counted_that_may_not_come(self):
        assert count_signed([Signed(1, D("0.01"))], [], 99) == {FREE: D("0.00")}

    def test_more_received_than_signed_counts_nothing_and_takes_nothing_away(self):
        assert count_signed([Signed(1, D("10.00"))], [Receipt(D("12.00"), agreement=1)], 100) == {FREE: D("0.00")}

    def test_what_is_counted_keeps_its_tie(self):
        balance = weigh([], [Signed(1, D("100.00"), HOUSING)], 80, [])
        assert (balance.received, balance.counted, balance.free_left) == (D("0.00"), D("80.00"), D("0.00"))
        assert not decide_allocation(balance, [], Need(1, D("1.00"), FOOD_USE))
        assert decide_allocation(balance, [], Need(1, D("80.00"), HOUSING_USE))


class TestWithdrawal:
    def test_money_already_allocated_cannot_leave_the_count(self):
        after = weigh([Receipt(D("50000.00"), HOUSING)], [], 0, [Need(1, D("10.00"), FOOD_USE)])
        refusal = decide_withdrawal(after, D("33333.34"))
        assert isinstance(refusal, Refused)
        assert (refusal.code, refusal.details["short_by"]) == ("already_allocated", D("10.00"))


class TestUseOfTiedMoney:
    def test_an_expense_of_another_kind_is_refused_when_the_money_is_tied_to_one(self):
        need = Need(1, D("100.00"), Use(date(2026, 2, 1), expense_kind="salaries"))
        draws = list(weigh([Receipt(D("100.00"), Tie("expense_kind", "salaries"))], [], 0, [need]).settlement.draws)
        rent = Use(date(2026, 3, 1), expense_kind="rent")
        refusal = decide_use(draws, [], rent, D("0.01"))
        assert isinstance(refusal, Refused)
        assert refusal.details == {
            "tie": "expense_kind:salaries", "asked": D("0.01"), "not_tied": D("0.00"), "short_by": D("0.01"),
        }  # fmt: skip
        assert decide_use(draws, [], Use(date(2026, 3, 1), expense_kind="salaries"), D("100.00"))

    def test_the_part_that_is_not_tied_may_pay_for_anything(self):
        need = Need(1, D("100.00"), Use(date(2026, 2, 1)))
        receipts = [Receipt(D("60.00"), Tie("period", "2026-Q1")), Receipt(D("40.00"))]
        draws = list(weigh(receipts, [], 0, [need]).settlement.draws)
        late = Use(date(2026, 4, 1))
        assert decide_use(draws, [(late, D("30.00"))], late, D("10.00"))
        assert not decide_use(draws, [(late, D("30.00"))], late, D("10.01"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", FREE),
        ("theme:housing", HOUSING),
        ("place:qpv-2014:QP093001", Tie("place", "qpv-2014:QP093001")),
        ("period:2023-2024", Tie("period", "2023-2024")),
        ("colour:red", "unknown_restriction"),
        ("housing", "unknown_restriction"),
        ("period:soon", "bad_restriction"),
        ("place:QP093001", "bad_restriction"),
        ("theme:", "bad_restriction"),
    ],
)
def test_restrictions_are_read_or_refused(text, expected):
    read = read_tie(text)
    assert (read.code if isinstance(read, Refused) else read) == expected


def test_a_place_fits_when_it_is_held_by_the_place_of_the_tie():
    tie = Tie("place", "cog-commune:93066")
    assert fits(tie, Use(date(2026, 1, 1), places=frozenset({"qpv-2014:QP093028", "cog-commune:93066"})))
    assert not fits(tie, Use(date(2026, 1, 1)))


@pytest.mark.parametrize(("amount", "needed"), [("10000.00", False), ("10000.01", True)])
def test_a_second_person_is_needed_above_the_threshold(amount, needed):
    assert needs_second_person(D(amount), D("10000.00")) is needed
    assert needs_second_person(D(amount), None) is False


parts = st.lists(st.integers(0, 10**12).map(lambda cents: D(cents) / 100), min_size=1, max_size=9)


@given(parts)
def test_shares_add_up_to_a_hundred(amounts):
    assert sum(share_percents(amounts)) == (D("100.0") if any(amounts) else D("0.0"))


@given(parts, st.integers(-(10**9), 10**9).map(lambda cents: D(cents) / 100))
def test_no_two_funders_claim_the_same_cent(amounts, total):
    assert sum(share_pro_rata(total, amounts)) == (total if any(amounts) else D("0.00"))
