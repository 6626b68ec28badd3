"""Are numbers, sums, periods and silences said as each language says them?"""

from __future__ import annotations

from decimal import Decimal

import pytest

from impactplatform.charts import words
from impactplatform.kernel.periods import Period


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("2026-03", "de mars 2026", "of March 2026"),
        ("2026-04", "d’avril 2026", "of April 2026"),
        ("2026-Q2", "du 2e trimestre 2026", "of quarter 2 of 2026"),
        ("2026", "de 2026", "of 2026"),
        ("2025-2026", "de l’année scolaire 2025-2026", "of school year 2025-2026"),
    ],
)
def test_of_a_period(code: str, french: str, english: str) -> None:
    period = Period.parse(code)
    assert words.say_of_period(period, "fr") == french
    assert words.say_of_period(period, "en") == english


@pytest.mark.parametrize(
    ("code", "french"), [("2026-Q1", "au 1er trimestre 2026"), ("2025-2026", "pendant l’année scolaire 2025-2026")]
)
def test_in_a_period(code: str, french: str) -> None:
    assert words.say_in_period(Period.parse(code), "fr-ca") == french


@pytest.mark.parametrize(
    ("currency", "language", "said"),
    [("EUR", "fr", "1\u202f234,50\u00a0€"), ("CAD", "fr", "1\u202f234,50\u00a0$\u00a0CA"), ("CAD", "fr-ca", "1\u202f234,50\u00a0$"),
     ("CAD", "en", "CA$1,234.50")],
)  # fmt: skip
def test_money(currency: str, language: str, said: str) -> None:
    assert words.say_money(Decimal("1234.50"), currency, language) == said


def test_money_below_zero_keeps_its_sign_in_front() -> None:
    assert words.say_money(Decimal("-12"), "EUR", "en") == "−€12"


def test_lists_and_marks() -> None:
    assert words.list_words(["a", "b"], "fr") == "a et b"
    assert words.silence_mark("pending") == "…"
    assert words.silence_words("nd", "en") == "not available"
    assert words.say_change(Decimal("0"), "%", "fr") == "0\u00a0point"
