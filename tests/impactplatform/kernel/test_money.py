"""Is a cent ever lost or made?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impactplatform.kernel.exact import NotExact, from_fixed, plain, to_fixed
from impactplatform.kernel.money import CurrencyMix, Money, split_amount

CENTS = st.integers(-(10**13), 10**13).map(lambda c: Decimal(c).scaleb(-2))


def test_the_split_of_the_worked_example():
    assert split_amount(Decimal("100000"), [1, 1, 1]) == [Decimal("33333.34"), Decimal("33333.33"), Decimal("33333.33")]


@given(CENTS, st.lists(st.integers(0, 1000), min_size=1, max_size=9).filter(any))
def test_parts_add_up_to_the_whole_to_the_cent(total, weights):
    parts = split_amount(total, weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_share_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        split_amount(Decimal("1"), weights)


def test_currencies_never_add():
    with pytest.raises(CurrencyMix):
        Money(Decimal("1"), "EUR") + Money(Decimal("1"), "CAD")
    with pytest.raises(CurrencyMix):
        Money.total([Money(Decimal("1"), "CAD")], "EUR")


def test_sums_differences_and_comparisons_are_exact():
    tenth, fifth = Money(Decimal("0.10"), "EUR"), Money(Decimal("0.20"), "EUR")
    assert tenth + fifth == Money(Decimal("0.30"), "EUR")
    assert tenth - fifth == -tenth
    assert tenth < fifth <= fifth
    assert Money.total([], "CAD") == Money.zero("CAD")
    assert str(fifth) == "0.20 EUR"


@pytest.mark.parametrize("wrong", [Decimal("0.001"), Decimal("NaN"), Decimal("Infinity"), 0.1, Decimal(10) ** 20])
def test_what_does_not_fit_is_refused_never_rounded(wrong):
    with pytest.raises(NotExact):
        to_fixed(wrong, 2)


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.integers(0, 6))
def test_storing_and_reading_gives_the_same_number(stored, scale):
    assert to_fixed(from_fixed(stored, scale), scale) == stored


@pytest.mark.parametrize(("number", "text"), [("18.3500", "18.35"), ("1E+3", "1000"), ("0.00", "0"), ("-2.10", "-2.1")])
def test_a_number_as_plain_text(number, text):
    assert plain(Decimal(number)) == text
