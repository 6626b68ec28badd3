"""What is the message of a curve, in ten words at most?"""

from __future__ import annotations

from decimal import Decimal

from impactplatform.charts.trend import Point, Trend
from impactplatform.charts.words import language_key, say_period

STEADY_WITHIN = Decimal("0.02")  # a change under 2 % of the figure is called steady


def write_headline(trend: Trend, language: str) -> str:
    """Say "School attendance: rising since March 2025": the latest figure against the one a year before.

    Against the earliest since the latest break when a year back there is none; the name alone with fewer than two.
    """
    compared = _earlier(trend)
    if compared is None:
        return trend.name
    before, latest = compared
    french = language_key(language) == "fr"
    change = (latest.value or Decimal(0)) - (before.value or Decimal(0))
    if abs(change) <= abs(before.value or Decimal(0)) * STEADY_WITHIN:
        word = "stable" if french else "steady"
    elif change > 0:
        word = "en hausse" if french else "rising"
    else:
        word = "en baisse" if french else "falling"
    since = "depuis" if french else "since"
    colon = "\u00a0: " if french else ": "
    return f"{trend.name}{colon}{word} {since} {say_period(before.period, language)}"


def _earlier(trend: Trend) -> tuple[Point, Point] | None:
    """The point to compare with and the latest one, both since the latest break."""
    since: list[Point] = []
    for point in trend.points:
        since = [point] if point.breaks else [*since, point]
    shown = [p for p in since if p.is_shown]
    if len(shown) < 2:
        return None
    latest = shown[-1]
    year_back = [p for p in shown[:-1] if p.period.first_month >= latest.period.first_month - 12]
    return (year_back or shown[-2:])[0], latest
