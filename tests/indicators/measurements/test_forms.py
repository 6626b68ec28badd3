"""Is what people type in a row read as they meant it, and never guessed in silence?"""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.measurements.forms import read_row, read_typed


def read(kind: str, *texts: str):
    parts = {"share": ("numerator", "denominator"), "mean": ("value", "answers")}.get(kind, ("value",))
    return read_row(kind, dict(zip(parts, texts, strict=True)))


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("1 234,5", "number", "1234.5"),
        ("86", "number", "86"),
        ("0", "zero", "0"),
        ("1 234", "number", "1234"),
        ("-3", "number", "-3"),
    ],
)
def test_a_number(text, state, value):
    entry = read("flow", text).entry
    assert (entry.state, entry.value) == (state, Decimal(value))


@pytest.mark.parametrize(
    ("text", "state"), [("", "pending"), ("s", "hidden"), ("nd", "nd"), ("ND", "nd"), ("na", "na"), ("nc", "nc")]
)
def test_a_silence_is_not_a_zero(text, state):
    entry = read("flow", text).entry
    assert (entry.state, entry.value) == (state, None)


def test_an_ambiguous_number_is_read_and_echoed():
    answer = read("flow", "1,234")
    assert answer.entry.value == Decimal(1234)
    assert (answer.echo.read, answer.echo.other) == (Decimal(1234), Decimal("1.234"))


@pytest.mark.parametrize("text", ["env. 50", "1e3", "12a", "٣"])
def test_what_is_no_number_is_named_and_kept(text):
    answer = read("flow", text)
    assert answer.entry is None
    assert answer.problem.typed == text


def test_a_share_takes_its_two_parts():
    entry = read("share", "45", "60").entry
    assert (entry.numerator, entry.denominator, entry.value) == (Decimal(45), Decimal(60), None)
    assert read("share", "0", "40").entry.state == "zero"
    assert read("share", "s", "").entry.state == "hidden"
    assert read("share", "", "").entry.state == "pending"


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("45", ""), "denominator_missing"),
        (("", "60"), "numerator_missing"),
        (("45", "nd"), "mark_beside_number"),
        (("75 %", "60"), "bare_percentage"),
    ],
)
def test_a_share_says_which_part_is_missing(texts, code):
    assert read("share", *texts).problem.code == code


def test_a_percentage_alone_stays_a_percentage():
    entry = read("share", "86 %", "").entry
    assert (entry.value, entry.numerator, entry.denominator) == (Decimal(86), None, None)


def test_a_mean_takes_its_number_of_answers():
    assert read("mean", "3,5", "40").entry.n == 40
    assert read("mean", "3,5", "4,5").problem.code == "answers_not_whole"


@pytest.mark.parametrize(("text", "value"), [("oui", 1), ("Yes", 1), ("non", 0)])
def test_yes_and_no(text, value):
    assert read("state", text).entry.value == value
    assert read("state", "peut-être").problem.code == "not_yes_or_no"


def test_a_row_that_was_not_touched_is_known_by_what_the_page_showed():
    data = {"value-7": "84", "was-value-7": "84", "seen-7": "3"}
    assert not read_typed(data, "7", "flow").is_touched
    assert read_typed({**data, "value-7": "86"}, "7", "flow").is_touched
    assert read_typed(data, "8", "flow") is None
    assert read_typed({**data, "seen-7": "x"}, "7", "flow").seen == 0
