"""Does a trend say its figure, its silences, its break and its fragility?"""

from __future__ import annotations

from decimal import Decimal

from impactplatform.charts.gallery import compose
from impactplatform.charts.trend import Mark, Point, Trend
from impactplatform.kernel.periods import Period

MARCH = Period.parse("2026-03")


def attendance(*points: Point, baseline: Mark | None = None, target: Mark | None = None) -> Trend:
    return Trend("Présence à l’école", "%", "Tisserands", points, baseline, target)


def test_the_sentence_reads_latest_previous_start_and_target() -> None:
    trend = attendance(
        Point(MARCH.previous(), Decimal(84)), Point(MARCH, Decimal(86)),
        baseline=Mark(Decimal(78), Period.parse("2021")), target=Mark(Decimal(90), Period.parse("2028")),
    )  # fmt: skip
    assert compose(trend, "fr").sentence == (
        "Présence à l’école, Tisserands\u00a0: 86\u00a0% en mars 2026, contre 84\u00a0% en février 2026 (+2\u00a0points)."
        " Départ\u00a0: 78\u00a0% en 2021. Objectif\u00a0: 90\u00a0% en 2028."
    )
    assert compose(trend, "en").sentence.startswith(
        "Présence à l’école, Tisserands: 86% in March 2026, against 84% in February 2026 (+2"
    )


def test_nothing_is_compared_across_a_break() -> None:
    picture = compose(attendance(Point(MARCH.previous(), Decimal(84)), Point(MARCH, Decimal(86), breaks=True)), "en")
    assert "against" not in picture.sentence
    assert "do not compare" in picture.sentence
    assert "chart-line" not in picture.wide
    assert "chart-break" in picture.wide
    assert picture.table.notes == ("b: break in the series",)


def test_a_silence_leaves_a_gap_a_mark_and_a_note() -> None:
    points = (Point(MARCH, Decimal(1)), Point(MARCH.next(), state="hidden"), Point(MARCH.next().next(), Decimal(2)))
    picture = compose(attendance(*points), "en")
    assert "chart-line" not in picture.wide
    assert 'data-state="hidden"' in picture.wide
    assert [cell.text for cell in picture.table.rows[1]] == ["April 2026", "s"]
    assert picture.table.notes == ("s: hidden to protect people",)


def test_fewer_than_60_percent_of_answers_dashes_the_line_and_says_so() -> None:
    points = (Point(MARCH, Decimal(1), coverage=Decimal(100)), Point(MARCH.next(), Decimal(2), coverage=Decimal(50)))
    picture = compose(attendance(*points), "fr")
    assert 'stroke-dasharray="6 5"' in picture.wide
    assert "fragile" in picture.sentence
    assert picture.table.headers[-1] == "Réponses"


def test_a_true_zero_is_a_figure() -> None:
    picture = compose(attendance(Point(MARCH, Decimal(0), "zero")), "en")
    assert 'data-value="0"' in picture.wide
    assert picture.table.rows[0][1].value == "0"


def test_an_empty_trend_says_so() -> None:
    assert compose(attendance(), "fr").sentence == "Présence à l’école, Tisserands\u00a0: aucun chiffre pour l’instant."
