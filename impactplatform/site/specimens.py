"""With which invented values does the style guide show the components?"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext

from impactplatform.charts.bars import Bar, Bars
from impactplatform.charts.gallery import Chart, compose
from impactplatform.charts.maps import Outlines
from impactplatform.charts.moneybar import MoneyBar, Share
from impactplatform.charts.outlines import Area
from impactplatform.charts.sparkline import Sparkline, draw_sparkline
from impactplatform.charts.trend import Mark, Point, Trend
from impactplatform.kernel.periods import Period


def list_specimens(part: str) -> dict[str, Any]:
    """What the template of a part needs beyond words."""
    makers = {"charts": _charts, "figures": _figures, "tables": _tables, "wayfinding": _wayfinding}
    return makers[part]() if part in makers else {}


def _charts() -> dict[str, Any]:
    language = get_language() or "fr"
    drawn: dict[str, Chart] = {"trend": _trend(), "bars": _bars(), "pot": _pot(), "place": _outline()}
    return {
        "pictures": [compose(chart, language, name) for name, chart in drawn.items()],
        "sparkline": draw_sparkline(Sparkline((Decimal(78), Decimal(76), None, Decimal(81), Decimal(86)))),
    }


def _trend() -> Trend:
    """With a silence, a year few answered, a break, a starting point and a target."""
    given = [("78", 100), ("76.5", 90), ("", 0), ("81", 55), ("83.5", 80), ("86", 90)]
    points = tuple(
        Point(
            Period.parse(str(2021 + place)),
            Decimal(value) if value else None,
            "number" if value else "nd",
            coverage=Decimal(answered),
            breaks=place == 3,
        )
        for place, (value, answered) in enumerate(given)
    )
    start, goal = Mark(Decimal(78), Period.parse("2021")), Mark(Decimal(90), Period.parse("2028"))
    return Trend(
        gettext("Pupils present at least 9 days out of 10"), "%", gettext("Weavers’ quarter"), points, start, goal
    )


def _bars() -> Bars:
    bars = (
        Bar(gettext("Hillside"), Decimal(112)),
        Bar(gettext("Mills"), None, "hidden"),
        Bar(gettext("Quays"), Decimal(0), "zero"),
        Bar(gettext("Weavers’ quarter"), Decimal(118)),
    )
    return Bars(gettext("Families followed"), gettext("families"), bars)


def _pot() -> MoneyBar:
    shares = (
        Share(gettext("Spent"), Decimal(42000)),
        Share(gettext("Decided"), Decimal(10500)),
        Share(gettext("Left"), Decimal(7500)),
    )
    return MoneyBar(gettext("Common pot"), "EUR", gettext("Paid in"), Decimal(60000), shares)


def _outline() -> Outlines:
    ring = (((0.0, 0.0), (0.02, 0.002), (0.026, 0.014), (0.01, 0.02), (0.0, 0.0)),)
    return Outlines(gettext("Weavers’ quarter"), (Area(gettext("Weavers’ quarter"), ring),))


def _figures() -> dict[str, Any]:
    may = Period.parse("2026-05")
    inputs = [
        SimpleNamespace(
            place=gettext("Hillside"), period=may, state="number", value=Decimal(112), unit=gettext("families")
        ),
        SimpleNamespace(place=gettext("Quays"), period=may, state="zero", value=Decimal(0), unit=gettext("families")),
        SimpleNamespace(place=gettext("Mills"), period=may, state="hidden", value=None, unit=gettext("families")),
    ]
    certificate = SimpleNamespace(
        sentence=gettext("The sum of what each place counted, for the places that answered."),
        rule=gettext("sum"),
        run=128,
        ran_at=datetime(2026, 6, 2, 7, 30, tzinfo=ZoneInfo("Europe/Paris")),
        is_stale=True,
        inputs=inputs,
        missing=[SimpleNamespace(place=gettext("Docks"), state="pending")],
    )
    return {
        "certificate": certificate,
        "may": may,
        "quarter": Period.parse("2026-Q2"),
        "school_year": Period.parse("2025-2026"),
    }


def _tables() -> dict[str, Any]:
    headers = [
        (gettext("Organisation"), False),
        (gettext("Sector"), False),
        (gettext("Figures given"), True),
        (gettext("Since"), False),
    ]
    rows = [
        [gettext("Rosa Parks social centre"), gettext("community sector"), "12", "2024"],
        [
            gettext(
                "Association for the memory, the present and the future of the weavers of the upper town and its surroundings"
            ),
            gettext("community sector"),
            "0",
            "2026",
        ],
        [gettext("City hall"), gettext("local authority"), "3", "2023"],
    ]
    return {"headers": headers, "rows": rows, "files": [("CSV", "#csv"), ("XLSX", "#xlsx")]}


def _wayfinding() -> dict[str, Any]:
    steps = [
        gettext("File"),
        gettext("Columns"),
        gettext("Rows"),
        gettext("Duplicates"),
        gettext("Check"),
        gettext("Done"),
    ]
    return {"crumbs": [(gettext("Places"), "#places"), (gettext("Weavers’ quarter"), "#weavers")], "steps": steps}
