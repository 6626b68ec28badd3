"""From whom, through which pot, to which place and action did money go?

Wide: bands between columns. Narrow: the columns one under the other, a bar for each name; bands of that
width could not be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from impactplatform.charts import svg
from impactplatform.charts.tables import Cell, Table
from impactplatform.charts.words import language_key, list_words, say_money
from impactplatform.kernel.exact import plain

BLOCK, GAP, TOP = 14.0, 44.0, 34.0


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody or something money passes through; `column` counts from 0, left to right."""

    key: str
    label: str
    column: int


@dataclass(frozen=True, slots=True)
class Band:
    """Money from one node to another in a later column; amounts are not negative."""

    source: str
    target: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Flow:
    """One currency. Column names stand above the columns."""

    name: str
    currency: str
    columns: tuple[str, ...]
    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]

    def size_of(self, key: str) -> Decimal:
        """What passes through: the larger of what comes in and what goes out."""
        coming = sum((b.amount for b in self.bands if b.target == key), Decimal(0))
        going = sum((b.amount for b in self.bands if b.source == key), Decimal(0))
        return max(coming, going)

    def in_column(self, column: int) -> list[Node]:
        return [n for n in self.nodes if n.column == column]


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float
    height: float


def draw_flow(chart: Flow, language: str, width: int, uid: str, title: str, desc: str) -> svg.Svg:
    """The picture at one of the two widths."""
    if width == svg.NARROW:
        body, height = _stacked(chart, language, width)
    else:
        body, height = _banded(chart, language, width)
    return svg.picture(body, width=width, height=height, title=title, desc=desc, uid=uid)


def _banded(chart: Flow, language: str, width: int) -> tuple[list[svg.Svg], float]:
    size = svg.TEXT_SIZE[width]
    most = max((len(chart.in_column(c)) for c in range(len(chart.columns))), default=1)
    height = max(240.0, TOP + most * (GAP + 22))
    spots = _place(chart, width, height)
    body = [_band_shape(*ends) for ends in _band_ends(chart, spots)]
    for node in chart.nodes:
        spot = spots[node.key]
        body.append(
            svg.tag(
                "rect",
                x=spot.x,
                y=spot.y,
                width=BLOCK,
                height=max(spot.height, 1.5),
                fill=svg.PETROL,
                class_="chart-bar",
            )
        )
        body += _node_label(chart, node, spot, language, width, size)
    for column, name in enumerate(chart.columns):
        body.append(_column_name(chart, column, name, width, size))
    return body, height


def _room(chart: Flow, width: int) -> float:
    return (width - BLOCK) / max(len(chart.columns) - 1, 1) - BLOCK - 10 if len(chart.columns) > 1 else width - BLOCK


def _column_x(chart: Flow, column: int, width: int) -> float:
    return column * (width - BLOCK) / max(len(chart.columns) - 1, 1)


def _place(chart: Flow, width: int, height: float) -> dict[str, _Spot]:
    """Columns share one scale, so that a band is as thick at both ends."""
    scales = []
    for column in range(len(chart.columns)):
        nodes = chart.in_column(column)
        total = sum((chart.size_of(n.key) for n in nodes), Decimal(0))
        if total > 0:
            scales.append((height - TOP - GAP * len(nodes)) / float(total))
    scale = max(min(scales, default=0.0), 0.0)
    spots = {}
    for column in range(len(chart.columns)):
        y = TOP + GAP - 10
        for node in chart.in_column(column):
            tall = float(chart.size_of(node.key)) * scale
            spots[node.key] = _Spot(_column_x(chart, column, width), y, tall)
            y += tall + GAP
    return spots


def _band_ends(chart: Flow, spots: dict[str, _Spot]) -> Iterator[tuple[float, float, float, float, float, Band]]:
    """(x1, y1, x2, y2, thickness, band), bands leaving and arriving in the order given."""
    left = dict.fromkeys(spots, 0.0)
    right = dict.fromkeys(spots, 0.0)
    for band in chart.bands:
        source, target = spots[band.source], spots[band.target]
        size = chart.size_of(band.source)
        thick = float(band.amount / size) * source.height if size else 0.0
        yield source.x + BLOCK, source.y + right[band.source], target.x, target.y + left[band.target], thick, band
        right[band.source] += thick
        left[band.target] += thick


def _band_shape(x1: float, y1: float, x2: float, y2: float, thick: float, band: Band) -> svg.Svg:
    n, bend = svg.number, (x1 + x2) / 2
    path = (
        f"M{n(x1)} {n(y1)}C{n(bend)} {n(y1)} {n(bend)} {n(y2)} {n(x2)} {n(y2)}L{n(x2)} {n(y2 + thick)}"
        f"C{n(bend)} {n(y2 + thick)} {n(bend)} {n(y1 + thick)} {n(x1)} {n(y1 + thick)}Z"
    )
    return svg.tag("path", d=path, fill="#7DB5B2", fill_opacity=0.6, class_="chart-band", data_value=plain(band.amount))


def _node_label(chart: Flow, node: Node, spot: _Spot, language: str, width: int, size: int) -> Iterator[svg.Svg]:
    """Name and amount above the block, leaning inwards in the last column."""
    is_end = node.column == len(chart.columns) - 1 and len(chart.columns) > 1
    anchor, x = ("end", spot.x + BLOCK) if is_end else ("start", spot.x)
    amount = say_money(chart.size_of(node.key), chart.currency, language)
    room = _room(chart, width) * (0.52 if len(chart.columns) > 2 else 0.95) + (24 if not is_end else 0)
    yield svg.label(svg.shorten(node.label, max(room, 60), size), x, spot.y - 18, size=size, anchor=anchor)
    yield svg.label(amount, x, spot.y - 4, size=size, anchor=anchor, kind="value")


def _column_name(chart: Flow, column: int, name: str, width: int, size: int) -> svg.Svg:
    is_end = column == len(chart.columns) - 1 and len(chart.columns) > 1
    x = _column_x(chart, column, width) + (BLOCK if is_end else 0)
    return svg.label(name, x, 16, size=size, anchor="end" if is_end else "start", kind="hint", halo=False)


def _stacked(chart: Flow, language: str, width: int) -> tuple[list[svg.Svg], float]:
    size = svg.TEXT_SIZE[width]
    largest = max((chart.size_of(n.key) for n in chart.nodes), default=Decimal(0)) or Decimal(1)
    body: list[svg.Svg] = []
    y = 18.0
    for column, name in enumerate(chart.columns):
        body.append(svg.label(name, 0, y, size=size, kind="hint", halo=False))
        y += 24
        for node in chart.in_column(column):
            passed = chart.size_of(node.key)
            amount = say_money(passed, chart.currency, language)
            room = width - svg.text_width(amount, size) - 12
            body.append(svg.label(svg.shorten(node.label, room, size), 0, y, size=size, halo=False))
            body.append(svg.label(amount, width, y, size=size, anchor="end", kind="value", halo=False))
            long = max(float(passed / largest) * width, 1.0)
            body.append(
                svg.tag(
                    "rect",
                    x=0,
                    y=y + 6,
                    width=long,
                    height=10,
                    fill=svg.PETROL,
                    class_="chart-bar",
                    data_value=plain(passed),
                )
            )
            y += 40
        y += 14
    return body, max(y, 40.0)


def tabulate_flow(chart: Flow, language: str) -> Table:
    """One row a band, in the order given, to the cent."""
    french = language_key(language) == "fr"
    names = {n.key: n.label for n in chart.nodes}
    rows = tuple(
        (
            Cell(names[b.source]),
            Cell(names[b.target]),
            Cell(say_money(b.amount, chart.currency, language, cents=True), plain(b.amount)),
        )
        for b in chart.bands
    )
    return Table(chart.name, ("De", "Vers", "Montant") if french else ("From", "To", "Amount"), rows, text_columns=2)


def read_flow(chart: Flow, language: str) -> str:
    """Who gave and where it arrived, with amounts, in the order drawn."""
    french = language_key(language) == "fr"
    colon = "\u00a0: " if french else ": "
    if not chart.bands:
        return chart.name + colon + ("aucun mouvement sur cette période." if french else "no movement in this period.")

    def column(number: int) -> str:
        named = [
            f"{n.label} {say_money(chart.size_of(n.key), chart.currency, language)}" for n in chart.in_column(number)
        ]
        return f"{chart.columns[number]}{colon}{list_words(named, language)}."

    used = [c for c in range(len(chart.columns)) if chart.in_column(c)]
    return f"{chart.name}. " + " ".join(column(c) for c in used)
