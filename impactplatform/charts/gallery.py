"""Which functions draw, tabulate and read each kind of picture? One call gives all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from impactplatform.charts import svg
from impactplatform.charts.bars import Bars, draw_bars, read_bars, tabulate_bars
from impactplatform.charts.flow import Flow, draw_flow, read_flow, tabulate_flow
from impactplatform.charts.maps import Outlines, draw_outlines, read_outlines, tabulate_outlines
from impactplatform.charts.moneybar import MoneyBar, draw_moneybar, read_moneybar, tabulate_moneybar
from impactplatform.charts.tables import Picture, Table
from impactplatform.charts.trend import Trend, draw_trend
from impactplatform.charts.trend_words import read_trend, tabulate_trend

Chart = Trend | Bars | Outlines | Flow | MoneyBar
_KINDS: dict[type, tuple[Callable[..., svg.Svg], Callable[..., Table], Callable[..., str]]] = {
    Trend: (draw_trend, tabulate_trend, read_trend),
    Bars: (draw_bars, tabulate_bars, read_bars),
    Outlines: (draw_outlines, tabulate_outlines, read_outlines),
    Flow: (draw_flow, tabulate_flow, read_flow),
    MoneyBar: (draw_moneybar, tabulate_moneybar, read_moneybar),
}


def compose(chart: Chart, language: str, uid: str = "chart") -> Picture:
    """The two drawings, the table and the sentence of a chart; `uid` must differ between charts of one page."""
    draw, tabulate, read = _KINDS[type(chart)]
    drawer: Any = draw
    sentence, table = read(chart, language), tabulate(chart, language)
    desc = " ".join(table.notes)
    wide = drawer(chart, language, svg.WIDE, f"{uid}-wide", sentence, desc)
    narrow = drawer(chart, language, svg.NARROW, f"{uid}-narrow", sentence, desc)
    return Picture(wide, narrow, table, sentence)
