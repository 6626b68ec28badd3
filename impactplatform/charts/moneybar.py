"""Of a pot of money, what is spent, what is decided and what is left?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from impactplatform.charts import svg
from impactplatform.charts.tables import Cell, Table
from impactplatform.charts.words import language_key, list_words, say_money
from impactplatform.kernel.exact import plain

THICK = 34.0
_FILLS = (svg.PETROL, "#7DB5B2", "#F2EDE3", "#E4F0EE", "#B38817")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole, named: "Dépensé", 42 000. Parts are drawn in order, the first darkest."""

    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """One currency. `whole` is normally the sum of the parts; when parts exceed it the bar grows to their sum."""

    name: str
    currency: str
    whole_label: str
    whole: Decimal
    shares: tuple[Share, ...]


def draw_moneybar(chart: MoneyBar, language: str, width: int, uid: str, title: str, desc: str) -> svg.Svg:
    """One bar cut in parts; under it each part's word and amount beside its own pattern."""
    size = svg.TEXT_SIZE[width]
    drawn = [max(s.amount, Decimal(0)) for s in chart.shares]
    extent = max(chart.whole, sum(drawn, Decimal(0)), Decimal("0.01"))
    body: list[svg.Svg] = [svg.hatch(uid)]
    x = 1.0
    for index, (share, amount) in enumerate(zip(chart.shares, drawn, strict=True)):
        part = float(amount / extent) * (width - 2)
        body.append(_segment(x, 1, part, THICK, index, plain(share.amount)))
        x += part
    body.append(
        svg.tag(
            "rect",
            x=1,
            y=1,
            width=width - 2,
            height=THICK,
            fill="none",
            stroke=svg.INK,
            stroke_width=1.5,
            class_="chart-frame",
        )
    )
    columns = _columns(chart, language, width, size)
    body += _legend(chart, language, width, columns, size)
    rows = -(-len(chart.shares) // columns)
    return svg.picture(body, width=width, height=THICK + 14 + rows * 30, title=title, desc=desc, uid=uid)


def _columns(chart: MoneyBar, language: str, width: int, size: int) -> int:
    """As many names on a line as there is room for the longest."""
    texts = [f"{s.label} {say_money(s.amount, chart.currency, language)}" for s in chart.shares]
    longest = max((svg.text_width(text, size) for text in texts), default=0.0) + 40
    return max(min(int(width / longest), len(texts)), 1)


def _segment(x: float, y: float, width: float, height: float, index: int, value: str = "") -> svg.Svg:
    kind = f"chart-part chart-part--{index % len(_FILLS) + 1}"
    fill = _FILLS[index % len(_FILLS)]
    return svg.tag(
        "rect",
        x=x,
        y=float(y),
        width=width,
        height=height,
        fill=fill,
        stroke=svg.INK,
        stroke_width=1,
        class_=kind,
        data_value=value or None,
    )


def _legend(chart: MoneyBar, language: str, width: int, columns: int, size: int) -> Iterator[svg.Svg]:
    for index, share in enumerate(chart.shares):
        x = (index % columns) * width / columns + 1
        y = THICK + 14 + (index // columns) * 30.0
        yield _segment(x, y, 16, 16, index)
        amount = say_money(share.amount, chart.currency, language)
        room = width / columns - 32 - svg.text_width(amount + " ", size)
        text = f"{svg.shorten(share.label, max(room, 20), size)} {amount}"
        yield svg.label(text, x + 24, y + 13, size=size, kind="strong", halo=False)


def tabulate_moneybar(chart: MoneyBar, language: str) -> Table:
    """The whole first, then its parts, to the cent."""
    header = "Montant" if language_key(language) == "fr" else "Amount"
    lines = [(chart.whole_label, chart.whole), *((s.label, s.amount) for s in chart.shares)]
    rows = tuple(
        (Cell(label), Cell(say_money(amount, chart.currency, language, cents=True), plain(amount)))
        for label, amount in lines
    )
    return Table(chart.name, ("Part", header), rows)


def read_moneybar(chart: MoneyBar, language: str) -> str:
    """Say "Pot commun : reçu 60 000 €, dont dépensé 42 000 € et reste 18 000 €"."""
    french = language_key(language) == "fr"
    colon, of_which = ("\u00a0: ", "dont") if french else (": ", "of which")
    parts = [f"{s.label.lower()} {say_money(s.amount, chart.currency, language)}" for s in chart.shares]
    tail = f", {of_which} {list_words(parts, language)}" if parts else ""
    return f"{chart.name}{colon}{chart.whole_label.lower()} {say_money(chart.whole, chart.currency, language)}{tail}."
