"""Do months make the right quarters, years and school years?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impactplatform.kernel.periods import LEVELS, NotAPeriod, Period

MONTHS = st.integers(1901 * 12, 2198 * 12).map(lambda m: Period("month", m))
CODES = [
    ("2024-05", "month", date(2024, 5, 1), date(2024, 6, 1)),
    ("2024-Q2", "quarter", date(2024, 4, 1), date(2024, 7, 1)),
    ("2024", "year", date(2024, 1, 1), date(2025, 1, 1)),
    ("2023-2024", "school_year", date(2023, 9, 1), date(2024, 9, 1)),
]


@pytest.mark.parametrize(("code", "level", "first", "after"), CODES)
def test_codes_and_days(code, level, first, after):
    period = Period.parse(code)
    assert (period.level, period.starts_on, period.ends_before, period.code) == (level, first, after, code)
    assert Period.from_id(period.id) == period
    assert str(period) == code


@pytest.mark.parametrize("wrong", ["", "2024-13", "2024-00", "2024-Q5", "24-05", "2023-2025", "May 2024", "2024-5"])
def test_other_texts_are_not_periods(wrong):
    with pytest.raises(NotAPeriod):
        Period.parse(wrong)


def test_french_quarters_are_read():
    assert Period.parse("2024-T3").code == "2024-Q3"


@pytest.mark.parametrize("wrong", [0, 5, 99_999, 500_000, 200_000 + 2024 * 12 + 1])
def test_numbers_that_are_no_period_are_refused(wrong):
    with pytest.raises(NotAPeriod):
        Period.from_id(wrong)


@given(MONTHS)
def test_each_month_lies_in_its_quarter_year_and_school_year(month):
    parents = month.parents()
    assert [p.level for p in parents] == ["quarter", "year", "school_year"]
    assert all(p.contains(month) and month in set(p.months()) for p in parents)
    assert all(not month.contains(p) for p in parents)


@given(MONTHS)
def test_next_and_previous_meet_without_gap(month):
    for period in [month, *month.parents()]:
        assert period.next().previous() == period
        assert period.next().starts_on == period.ends_before
        assert len(list(period.months())) == period.length


def test_quarters_of_a_year_and_none_of_a_school_year():
    assert [q.code for q in Period.parse("2024").quarters()] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert [q.code for q in Period.parse("2024-Q2").quarters()] == ["2024-Q2"]
    assert list(Period.parse("2023-2024").quarters()) == []
    assert Period.parse("2024-Q2").parents() == [Period.parse("2024")]
    assert Period.parse("2024").parents() == []


@pytest.mark.parametrize("level", LEVELS)
def test_the_period_of_a_level_that_holds_a_day(level):
    period = Period.holding(date(2024, 2, 29), level)
    assert period.level == level
    assert period.starts_on <= date(2024, 2, 29) < period.ends_before


@given(st.lists(MONTHS, min_size=2, max_size=12))
def test_ids_sort_by_time(months):
    assert sorted(months, key=lambda p: p.id) == sorted(months, key=lambda p: p.starts_on)
