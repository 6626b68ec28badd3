"""How do templates write numbers, money, periods, states, in each language?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from impactplatform.kernel.money import Money
from impactplatform.kernel.periods import Period


def render(text: str, language: str = "fr", **context: object) -> str:
    with override(language):
        return Template("{% load face %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("written", "value", "french", "english"),
    [
        ("{{ value|number }}", Decimal("1234.50"), "1\u202f234,5", "1,234.5"),
        ("{{ value|number:1 }}", Decimal("18.3333"), "18,3", "18.3"),
        ("{{ value|number }}", 0, "0", "0"),
        ("{{ value|percent }}", Decimal("86"), "86\u00a0%", "86%"),
        ("{{ value|with_unit:'%' }}", Decimal("86"), "86\u00a0%", "86%"),
        ("{{ value|money }}", Money(Decimal("33333.34"), "EUR"), "33\u202f333,34\u00a0€", "€33,333.34"),
        ("{{ value|money:'EUR' }}", Decimal("42000"), "42\u202f000,00\u00a0€", "€42,000.00"),
        ("{{ value|money_short:'EUR' }}", Decimal("42000"), "42\u202f000\u00a0€", "€42,000"),
        ("{{ value|period }}", Period.parse("2026-03"), "mars 2026", "March 2026"),
        ("{{ value|period }}", "2026-Q2", "2e trimestre 2026", "quarter 2 of 2026"),
        ("{{ value|period }}", Period.parse("2025-2026").id, "année scolaire 2025-2026", "school year 2025-2026"),
        ("{{ value|period }}", date(2026, 3, 14), "mars 2026", "March 2026"),
        ("{{ value|day }}", date(2026, 5, 1), "1er mai 2026", "1 May 2026"),
        ("{{ value|day }}", date(2026, 5, 11), "11 mai 2026", "11 May 2026"),
    ],
)
def test_values_follow_the_language(written, value, french, english):
    assert render(written, "fr", value=value) == french
    assert render(written, "en", value=value) == english


@pytest.mark.parametrize("written", ["number", "percent", "money", "money_short", "period", "day", "with_unit:'%'"])
def test_an_absence_is_never_a_zero(written):
    assert render("{{ value|" + written + " }}", value=None) == ""


def test_a_word_is_no_number():
    assert render("{{ value|number }}", value="environ 50") == ""


@pytest.mark.parametrize("code", ["ok", "steady", "slipping", "early", "nodata"])
def test_a_status_is_a_shape_and_a_word(code):
    chip = render(f"{{% status '{code}' %}}")
    assert f"status--{code}" in chip
    assert '<svg viewBox="0 0 16 16" aria-hidden="true"' in chip
    assert chip.split("</svg>")[1].removesuffix("</span>").strip()


@pytest.mark.parametrize(
    ("state", "mark"), [("zero", "0"), ("nd", "nd"), ("na", "///"), ("nc", "nc"), ("hidden", "s"), ("pending", "…")]
)
def test_each_silence_has_its_mark_and_its_word(state, mark):
    hidden, shown = render(f"{{% silence '{state}' %}}"), render(f"{{% silence '{state}' True %}}")
    assert f'aria-hidden="true">{mark}</span>' in hidden
    assert "visually-hidden" in hidden
    assert "visually-hidden" not in shown


def test_coverage_counts_squares_and_warns_when_few_answered():
    good, poor = render("{% coverage 7 9 %}"), render("{% coverage 4 9 %}")
    assert good.count('class="on"') == 7
    assert good.count('class="off"') == 2
    assert "coverage--low" not in good
    assert "coverage--low" in poor


def test_coverage_of_many_draws_at_most_24_squares_and_of_none_draws_nothing():
    assert render("{% coverage 70 90 %}").count("<rect") == 24
    assert "<rect" not in render("{% coverage 0 0 %}")


def test_a_change_shows_its_direction_without_judging():
    assert "+2" in render("{% change 2 '%' %}")
    assert "−3,5" in render("{% change '-3.5' '%' %}")


def test_a_band_is_the_same_for_a_slug_and_different_for_another():
    assert render("{% woven_band 'tisserands' %}") == render("{% woven_band 'tisserands' %}")
    assert render("{% woven_band 'tisserands' %}") != render("{% woven_band 'meuniers' %}")


def test_drawings_carry_no_style():
    drawn = render(
        "{% woven_band 'a' %}{% woven_swatch 'a' %}{% status 'ok' %}{% silence 'hidden' %}{% coverage 1 2 %}{% icon 'search' %}"
    )
    assert "style=" not in drawn


def test_long_lists_show_first_last_and_around():
    assert render("{% for n in 20|page_numbers:9 %}{{ n }} {% endfor %}").split() == [
        "1",
        "0",
        "8",
        "9",
        "10",
        "0",
        "20",
    ]
    assert render("{% for n in 2|page_numbers:1 %}{{ n }} {% endfor %}").split() == ["1", "2"]
