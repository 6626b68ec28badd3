"""Small numbers: the worked example of measurement.md section 10 with both methods, and that subtraction gives nothing back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.aggregation.domain.disclosure import Table, protect, round_count, round_share, round_to_five

PARTS = {"A": Decimal(45), "B": Decimal(10), "D": Decimal(0)}


def test_suppress_hides_b_and_the_part_that_protects_it() -> None:
    counts = {**PARTS, "P": Decimal(55)}
    hidden = protect(counts, [Table("P", ("A", "B", "C", "D"))], 11)
    assert hidden == {"A", "B"}  # D is zero: hiding it would leave 55 - 45 = 10 in plain sight


def test_suppress_hides_the_total_where_no_part_can_protect() -> None:
    counts = {"A": Decimal(0), "B": Decimal(10), "P": Decimal(10)}
    assert protect(counts, [Table("P", ("A", "B"))], 11) == {"B", "P"}


def test_round_shows_multiples_of_five() -> None:
    assert [round_count(PARTS[part], 8) for part in "ABD"] == [45, 10, 0]
    assert round_to_five(Decimal(55)) == 55
    assert round_count(Decimal(6), 8) is None
    assert round_to_five(Decimal(51)) == 50


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [(55, 300, (55, 300)), (6, 200, None), (3, 7, None), (0, 40, (0, 40)), (58, 61, (60, 60))],
)
def test_rates_come_from_rounded_numbers_and_never_on_a_small_base(
    numerator: int, denominator: int, shown: tuple[int, int] | None
) -> None:
    assert round_share(Decimal(numerator), Decimal(denominator), 8) == shown


def test_zero_is_hidden_when_the_indicator_is_sensitive() -> None:
    assert round_count(Decimal(0), 8, is_sensitive=True) is None


def test_a_cell_that_stands_in_two_tables_is_protected_in_both() -> None:
    """A month hidden at a place is not given back by the quarter of that place, nor by the month's total."""
    counts = {key: Decimal(value) for key, value in {"A1": 5, "A2": 20, "A3": 30, "AQ": 55, "B1": 40, "T1": 45}.items()}
    tables = [Table("AQ", ("A1", "A2", "A3")), Table("T1", ("A1", "B1"))]
    hidden = protect(counts, tables, 11)
    assert {"A1", "A2", "B1"} <= hidden


@given(st.lists(st.integers(0, 60), min_size=2, max_size=7), st.integers(5, 15))
def test_no_hidden_cell_of_a_table_is_given_back_by_subtraction(values: list[int], threshold: int) -> None:
    counts: dict[object, Decimal] = {n: Decimal(value) for n, value in enumerate(values)}
    counts["total"] = Decimal(sum(values))
    parts = tuple(range(len(values)))
    hidden = protect(counts, [Table("total", parts)], threshold)
    assert all(n in hidden for n in parts if 0 < values[n] < threshold)
    if "total" in hidden:
        return
    unknown = [n for n in parts if n in hidden]
    together = sum(values) - sum(values[n] for n in parts if n not in hidden)
    assert not unknown or (len(unknown) > 1 and together > threshold)  # each may lie anywhere from 0 to `together`
