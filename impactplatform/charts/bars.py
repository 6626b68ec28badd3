"""How do several places or groups stand side by side, without a ranking?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from impactplatform.charts import svg
from impactplatform.charts.scales import Scale
from impactplatform.charts.tables import SHOWN_STATES, Cell, Table, explain_marks, value_cell
from impactplatform.charts.words import language_key, list_words, say_value, silence_mark, silence_words
from impactplatform.kernel.exact import plain

ROW, THICK = 44.0, 16.0


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Decimal | None = None
    state: str = "number"

    @property
    def is_shown(self) -> bool:
        return self.value is not None and self.state in SHOWN_STATES


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in the order given (alphabetical for places: never by score)."""

    name: str
    unit: str
    bars: tuple[Bar, ...]
    heading: str = ""
    digits: int | None = 1


def draw_bars(chart: Bars, language: str, width: int, uid: str, title: str, desc: str) -> svg.Svg:
    """Each bar under its own name, its value at its end; zero in the middle only when some values are negative."""
    values = [b.value for b in chart.bars if b.is_shown and b.value is not None] + [Decimal(0)]
    size = svg.TEXT_SIZE[width]
    room = max((svg.text_width(_text(chart, b, language), size) for b in chart.bars), default=0.0) + 16
    room = min(room, width / 2)
    start = room if min(values) < 0 else 2.0
    scale = Scale(min(values), max(values) if max(values) > min(values) else Decimal(1), start, width - room)
    body = [svg.hatch(uid)]
    for index, bar in enumerate(chart.bars):
        body += _bar(chart, bar, scale, index * ROW, language, width, uid)
    return svg.picture(body, width=width, height=max(len(chart.bars), 1) * ROW + 4, title=title, desc=desc, uid=uid)


def _bar(chart: Bars, bar: Bar, scale: Scale, top: float, language: str, width: int, uid: str) -> Iterator[svg.Svg]:
    size = svg.TEXT_SIZE[width]
    yield svg.label(svg.shorten(bar.label, width - 4, size), 2, top + 16, size=size, halo=False)
    zero = scale.at(Decimal(0))
    if bar.value is None or not bar.is_shown:
        fill = f"url(#{uid}-hatch)" if bar.state == "hidden" else "#F2EDE3"
        yield svg.tag(
            "rect",
            x=zero,
            y=top + 22,
            width=36,
            height=THICK,
            fill=fill,
            class_=f"chart-silence chart-silence--{bar.state}",
        )
        yield svg.label(_text(chart, bar, language), zero + 44, top + 35, size=size, kind="hint", halo=False)
        return
    end = scale.at(bar.value)
    yield svg.tag(
        "rect", x=min(zero, end), y=top + 22, width=max(abs(end - zero), 1.0), height=THICK,
        fill=svg.PETROL, class_="chart-bar", data_value=plain(bar.value),
    )  # fmt: skip
    anchor, x = ("end", end - 8) if bar.value < 0 else ("start", end + 8)
    yield svg.label(_text(chart, bar, language), x, top + 35, size=size, anchor=anchor, kind="strong", halo=False)


def _text(chart: Bars, bar: Bar, language: str) -> str:
    if bar.value is None or not bar.is_shown:
        return silence_mark(bar.state)
    return say_value(bar.value, chart.unit if chart.unit == "%" else "", language, chart.digits)


def tabulate_bars(chart: Bars, language: str) -> Table:
    """One row a bar, in the same order."""
    unit = chart.unit if chart.unit == "%" else ""
    header = chart.name if not chart.unit or unit else f"{chart.name} ({chart.unit})"
    rows = tuple((Cell(b.label), value_cell(b.value, b.state, unit, language, chart.digits)) for b in chart.bars)
    first = chart.heading or ("Où" if language_key(language) == "fr" else "Where")
    return Table(
        chart.name, (first, header), rows, explain_marks([b.state for b in chart.bars if not b.is_shown], [], language)
    )


def read_bars(chart: Bars, language: str) -> str:
    """Each bar named with its value, in the order drawn; no best, no worst."""
    colon = "\u00a0: " if language_key(language) == "fr" else ": "
    if not chart.bars:
        return (
            chart.name
            + colon
            + ("aucun chiffre pour l’instant." if language_key(language) == "fr" else "no figure yet.")
        )
    said = [
        f"{b.label} {say_value(b.value, chart.unit, language, chart.digits)}" if b.is_shown and b.value is not None
        else f"{b.label} {silence_words(b.state, language)}"
        for b in chart.bars
    ]  # fmt: skip
    return f"{chart.name}{colon}{list_words(said, language)}."
