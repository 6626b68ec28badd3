"""Does the headline say which way a figure goes, and since when?"""

from __future__ import annotations

from decimal import Decimal

import pytest

from impactplatform.charts.headline import write_headline
from impactplatform.charts.trend import Point, Trend
from impactplatform.kernel.periods import Period

START = Period.parse("2025-01")


def trend(*values: int | None, breaks_at: int = -1) -> Trend:
    period, points = START, []
    for place, value in enumerate(values):
        state = "nd" if value is None else "number"
        points.append(Point(period, None if value is None else Decimal(value), state, breaks=place == breaks_at))
        period = period.next()
    return Trend("Présence", "%", "Tisserands", tuple(points))


@pytest.mark.parametrize(
    ("values", "french", "english"),
    [
        ((80, 86), "Présence\u00a0: en hausse depuis janvier 2025", "Présence: rising since January 2025"),
        ((86, 80), "Présence\u00a0: en baisse depuis janvier 2025", "Présence: falling since January 2025"),
        ((100, 101), "Présence\u00a0: stable depuis janvier 2025", "Présence: steady since January 2025"),
        ((None, 5), "Présence", "Présence"),
    ],
)
def test_which_way(values, french, english):
    assert write_headline(trend(*values), "fr") == french
    assert write_headline(trend(*values), "en") == english


def test_never_across_a_break():
    assert write_headline(trend(80, 86, breaks_at=1), "en") == "Présence"
    assert write_headline(trend(80, 86, 90, breaks_at=1), "en") == "Présence: rising since February 2025"


def test_a_year_back_at_most():
    assert write_headline(trend(*range(10, 40)), "en") == "Présence: rising since June 2026"
