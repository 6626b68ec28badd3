"""What does a trend say as a table and as one sentence?"""

from __future__ import annotations

from decimal import Decimal

from impactplatform.charts.tables import Cell, Table, explain_marks, value_cell
from impactplatform.charts.trend import Mark, Point, Trend
from impactplatform.charts.words import language_key, say_change, say_in_period, say_number, say_period, say_value


def tabulate_trend(trend: Trend, language: str) -> Table:
    """One row a period, with its coverage when it is known, then the marks explained."""
    french = language_key(language) == "fr"
    has_coverage = any(p.coverage is not None for p in trend.points)
    value_header = f"{trend.name} ({trend.unit})" if trend.unit and trend.unit != "%" else trend.name
    headers = ["Période" if french else "Period", value_header]
    if has_coverage:
        headers.append("Réponses" if french else "Answers")
    return Table(
        caption=f"{trend.name}, {trend.place}" if trend.place else trend.name,
        headers=tuple(headers),
        rows=tuple(_row(trend, p, language, has_coverage) for p in trend.points),
        notes=_notes(trend, language),
    )


def read_trend(trend: Trend, language: str) -> str:
    """The picture in words: the latest figure, the step before, the start, the target, what is missing.

    Never compares across a break in the series.
    """
    french = language_key(language) == "fr"
    subject = ", ".join(part for part in (trend.name, trend.place) if part)
    colon = "\u00a0: " if french else ": "
    if not trend.shown:
        return f"{subject}{colon}{'aucun chiffre pour l’instant.' if french else 'no figure yet.'}"
    latest = trend.shown[-1]
    sentences = [
        f"{subject}{colon}{_say(trend, latest.value, language)} {say_in_period(latest.period, language)}{_versus(trend, language)}."
    ]
    sentences += _aims(trend, language)
    silent = len(trend.points) - len(trend.shown)
    if silent:
        sentences.append(_say_silent(silent, french))
    if any(p.breaks for p in trend.points):
        sentences.append(
            "La série change de sens en chemin\u00a0: ne comparez pas avant et après."
            if french else "The series changes meaning on the way: do not compare before and after."
        )  # fmt: skip
    if latest.is_fragile:
        sentences.append(
            "Chiffre fragile\u00a0: moins de 60\u00a0% de réponses."
            if french
            else "Fragile figure: fewer than 60% answered."
        )
    return " ".join(sentences)


def _row(trend: Trend, point: Point, language: str, has_coverage: bool) -> tuple[Cell, ...]:
    flags = ", ".join(f for f in ("b" if point.breaks else "", point.flag) if f)
    unit = trend.unit if trend.unit == "%" else ""
    cells = [
        Cell(say_period(point.period, language)),
        value_cell(point.value, point.state, unit, language, trend.digits, flags),
    ]
    if has_coverage:
        cells.append(Cell("" if point.coverage is None else say_value(point.coverage, "%", language, 0)))
    return tuple(cells)


def _notes(trend: Trend, language: str) -> tuple[str, ...]:
    flags = [f for p in trend.points for f in ("b" if p.breaks else "", p.flag)]
    notes = list(explain_marks([p.state for p in trend.points if not p.is_shown], flags, language))
    if any(p.is_fragile for p in trend.shown):
        notes.append(
            "Trait pointillé\u00a0: moins de 60\u00a0% de réponses." if language_key(language) == "fr"
            else "Dashed line: fewer than 60% answered."
        )  # fmt: skip
    return tuple(notes)


def _say(trend: Trend, value: Decimal | None, language: str) -> str:
    return say_value(value or Decimal(0), trend.unit, language, trend.digits)


def _versus(trend: Trend, language: str) -> str:
    """The figure before, unless a break stands between."""
    shown = trend.shown
    if len(shown) < 2:
        return ""
    before, latest = shown[-2], shown[-1]
    between = [p for p in trend.points if before.period.first_month < p.period.first_month <= latest.period.first_month]
    if any(p.breaks for p in between) or before.value is None or latest.value is None:
        return ""
    change = say_change(latest.value - before.value, trend.unit, language, trend.digits)
    against = "contre" if language_key(language) == "fr" else "against"
    number = (
        say_number(before.value, language, trend.digits) if trend.unit != "%" else _say(trend, before.value, language)
    )
    return f", {against} {number} {say_in_period(before.period, language)} ({change})"


def _aims(trend: Trend, language: str) -> list[str]:
    french = language_key(language) == "fr"

    def aim(word: str, mark: Mark) -> str:
        colon = "\u00a0: " if french else ": "
        when = f" {say_in_period(mark.when, language)}" if mark.when else ""
        return f"{word}{colon}{_say(trend, mark.value, language)}{when}."

    pairs = (("Départ" if french else "Start", trend.baseline), ("Objectif" if french else "Target", trend.target))
    return [aim(word, mark) for word, mark in pairs if mark]


def _say_silent(count: int, french: bool) -> str:
    if french:
        return "1 période sans chiffre." if count == 1 else f"{count} périodes sans chiffre."
    return "1 period without a figure." if count == 1 else f"{count} periods without a figure."
