"""What may be drawn? Values, silences and names of every kind, hostile ones included."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from impactplatform.charts.bars import Bar, Bars
from impactplatform.charts.flow import Band, Flow, Node
from impactplatform.charts.maps import Outlines
from impactplatform.charts.moneybar import MoneyBar, Share
from impactplatform.charts.outlines import Area
from impactplatform.charts.trend import Mark, Point, Trend
from impactplatform.kernel.periods import MONTH, Period

SILENT = ("nd", "na", "nc", "hidden", "pending", "withheld", "refused")
names = st.one_of(
    st.text(max_size=40), st.sampled_from(["<script>alert(1)</script>", 'L’Île & "Cie"', "]]>", "' onload='x"])
)
values = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
amounts = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
figures = st.one_of(
    st.tuples(values, st.just("number")),
    st.tuples(st.just(Decimal(0)), st.just("zero")),
    st.tuples(st.none(), st.sampled_from(SILENT)),
)
marks = st.none() | st.builds(Mark, values, st.none() | st.just(Period.parse("2028")))
units = st.sampled_from(["%", "personnes", ""])


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    start = draw(st.integers(2000 * 12, 2030 * 12))
    points = tuple(
        Point(
            Period(MONTH, start + i), value, state, draw(st.sampled_from(["", "p", "e", "r"])),
            draw(st.none() | st.decimals(0, 100, places=2)), draw(st.booleans()),
        )
        for i, (value, state) in enumerate(draw(st.lists(figures, max_size=30)))
    )  # fmt: skip
    return Trend(draw(names), draw(units), draw(names), points, draw(marks), draw(marks), draw(st.booleans()))


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    drawn = tuple(Bar(draw(names), value, state) for value, state in draw(st.lists(figures, max_size=12)))
    return Bars(draw(names), draw(units), drawn)


@st.composite
def moneybars(draw: st.DrawFn) -> MoneyBar:
    shares = tuple(draw(st.lists(st.builds(Share, names, st.one_of(amounts, amounts.map(lambda a: -a))), max_size=6)))
    return MoneyBar(draw(names), draw(st.sampled_from(["EUR", "CAD"])), draw(names), draw(amounts), shares)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    widths = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    nodes = tuple(Node(f"{c}-{i}", draw(names), c) for c, wide in enumerate(widths) for i in range(wide))
    pairs = [(a.key, b.key) for a in nodes for b in nodes if a.column < b.column]
    bands = tuple(Band(a, b, draw(amounts)) for a, b in draw(st.lists(st.sampled_from(pairs), max_size=8)))
    return Flow(draw(names), "EUR", tuple(draw(names) for _ in widths), nodes, bands)


@st.composite
def outlines(draw: st.DrawFn) -> Outlines:
    corner = st.tuples(st.floats(-180, 180, allow_nan=False), st.floats(-90, 90, allow_nan=False))
    rings = st.lists(st.lists(corner, min_size=3, max_size=8).map(tuple), max_size=2).map(tuple)
    areas = tuple(Area(draw(names), draw(rings), value, state) for value, state in draw(st.lists(figures, max_size=8)))
    return Outlines(draw(names), areas, draw(units), draw(names))


charts = st.one_of(trends(), bars(), moneybars(), flows(), outlines())
