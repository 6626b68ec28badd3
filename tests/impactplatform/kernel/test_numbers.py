"""Is what people type read as they meant it, and never guessed?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impactplatform.kernel.numbers import Ambiguous, NumberRead, Silence, Unreadable, read_number

NUMBERS = [
    ("86", "86"), ("0", "0"), ("-3", "-3"), ("1234.5", "1234.5"), ("1234,5", "1234.5"), ("1 234,5", "1234.5"),
    ("1\u00a0234,5", "1234.5"), ("1\u202f234\u202f567", "1234567"), ("1.234,56", "1234.56"), ("1,234.5", "1234.5"),
    ("1,234,567", "1234567"), ("0,125", "0.125"), ("\u22125", "-5"), ("+7", "7"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers_are_read_alike_on_screen_and_in_files(text, expected):
    assert read_number(text) == NumberRead(Decimal(expected))
    assert read_number(text, strict=True) == NumberRead(Decimal(expected))


@pytest.mark.parametrize("text", ["12 %", "12%", "12\u00a0%"])
def test_a_percent_sign_is_kept_apart(text):
    assert read_number(text) == NumberRead(Decimal("12"), percent=True)


def test_a_comma_before_three_digits_is_echoed_with_both_readings():
    assert read_number("1,234") == Ambiguous((Decimal("1234"), Decimal("1.234")))
    assert read_number("1.234") == Ambiguous((Decimal("1234"), Decimal("1.234")))
    assert isinstance(read_number("1,234", strict=True), Ambiguous)
    assert read_number("1.234", strict=True) == NumberRead(Decimal("1.234"))


@pytest.mark.parametrize(
    ("text", "state"),
    [("S", "hidden"), ("s", "hidden"), ("*", "hidden"), ("x", "hidden"), ("ND", "nd"), ("n/a", "na"), ("///", "na"),
     ("..", "nd"), ("nc", "nc"), ("…", "pending"), ("", "pending"), ("  ", "pending")],
)  # fmt: skip
def test_the_marks_of_statistical_offices_are_silences(text, state):
    assert read_number(text) == Silence(state)


@pytest.mark.parametrize(
    ("text", "code"),
    [("abc", "not_a_number"), ("12a", "not_a_number"), ("env. 50", "not_a_number"), ("1_000", "not_a_number"),
     ("1e5", "exponent"), ("2,43E+13", "exponent"), ("NaN", "not_a_number"), ("inf", "not_a_number"),
     ("٣٤", "digits"), ("1" * 19, "too_long"), ("1 23", "not_a_number"), ("12,34,5", "not_a_number"), ("<5", "not_a_number")],
)  # fmt: skip
def test_anything_else_is_not_a_number(text, code):
    assert read_number(text) == Unreadable(code)


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_fail(text):
    assert isinstance(read_number(text), NumberRead | Silence | Ambiguous | Unreadable)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_a_number_written_the_french_way_comes_back(number):
    text = f"{number:,.2f}".replace(",", "\u202f").replace(".", ",")
    assert read_number(text, strict=True) == NumberRead(Decimal(f"{number:.2f}"))
