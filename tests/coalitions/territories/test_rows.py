"""Is each row of a places file read, or rejected for the right reason?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.territories.domain.membership import Span
from coalitions.territories.domain.rows import COLUMNS, read_row

GOOD = {"scheme": "COG-Commune", "code": "01053", "kind": "Commune", "name": "Bourg-en-Bresse", "parent_code": "01"}


def test_a_row_is_read() -> None:
    row, problems = read_row(2, {**GOOD, "valid_from": "01/01/2015", "population": "41 527", "population_year": "2016"})
    assert not problems
    assert row is not None
    assert (row.key, row.kind, row.parent) == (("cog-commune", "01053"), "commune", "01")
    assert (row.span, row.population, row.population_year) == (Span(date(2015, 1, 1)), 41527, 2016)


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"scheme": ""}, "scheme", "empty_cell"),
        ({"scheme": "a b"}, "scheme", "bad_scheme"),
        ({"code": ""}, "code", "empty_cell"),
        ({"code": "1.05E+03"}, "code", "scientific_notation"),
        ({"code": "a/b"}, "code", "bad_code"),
        ({"name": " "}, "name", "empty_cell"),
        ({"name": "n" * 201}, "name", "too_long"),
        ({"kind": "village"}, "kind", "unknown_kind"),
        ({"valid_from": "2024-02-30"}, "valid_from", "bad_date"),
        ({"valid_from": "1/1/24"}, "valid_from", "bad_date"),
        ({"valid_from": "2024-01-01", "valid_until": "2024-01-01"}, "valid_until", "dates_not_in_order"),
        ({"population": "-5"}, "population", "negative_number"),
        ({"population": "12.5"}, "population", "bad_number"),
        ({"population": "1e4"}, "population", "bad_number"),
        ({"population": "٣"}, "population", "bad_number"),
        ({"outline": {"type": "Point"}}, "geometry", "not_a_shape"),
    ],
)
def test_a_bad_cell_is_named(change: dict[str, object], column: str, code: str) -> None:
    row, problems = read_row(7, {**GOOD, **change})
    assert row is None
    assert [(p.row, p.column, p.code) for p in problems] == [(7, column, code)]


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    _, problems = read_row(3, {"kind": "x", "population": "y"})
    assert {p.column for p in problems} == {"scheme", "code", "name", "kind", "population"}


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=60)))
def test_no_text_breaks_the_reader(record: dict[str, str]) -> None:
    row, problems = read_row(2, record)
    assert (row is None) == bool(problems)
