"""How did a figure move over time, what was it at the start, and where should it go?

One line, gaps where there is a silence (each with its mark), a dashed line where too few places answered,
a break where the series changed meaning. See `trend_words` for the table and the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from impactplatform.charts import svg
from impactplatform.charts.scales import Scale, round_marks, spread
from impactplatform.charts.tables import SHOWN_STATES
from impactplatform.charts.words import language_key, say_number, say_period, say_value, silence_mark
from impactplatform.kernel.exact import plain
from impactplatform.kernel.periods import Period

FRAGILE_BELOW = Decimal(60)


@dataclass(frozen=True, slots=True)
class Point:
    """A period's figure or silence; coverage in percent; `breaks` says the series changed just before."""

    period: Period
    value: Decimal | None = None
    state: str = "number"
    flag: str = ""
    coverage: Decimal | None = None
    breaks: bool = False

    @property
    def is_shown(self) -> bool:
        return self.value is not None and self.state in SHOWN_STATES

    @property
    def is_fragile(self) -> bool:
        return self.coverage is not None and self.coverage < FRAGILE_BELOW


@dataclass(frozen=True, slots=True)
class Mark:
    """A value to compare with: where we started, or where we want to be."""

    value: Decimal
    when: Period | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """A measure of a place over time. Points are in the order of time."""

    name: str
    unit: str
    place: str
    points: tuple[Point, ...]
    baseline: Mark | None = None
    target: Mark | None = None
    from_zero: bool = True
    digits: int | None = 1

    @property
    def shown(self) -> list[Point]:
        return [p for p in self.points if p.is_shown]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand in the picture."""

    trend: Trend
    language: str
    width: int
    size: int
    x: Scale
    y: Scale
    marks: list[Decimal]
    bottom: float
    right: float

    def across(self, point: Point) -> float:
        return self.x.at(Decimal(point.period.first_month))

    def spot(self, point: Point) -> tuple[float, float]:
        assert point.value is not None
        return self.across(point), self.y.at(point.value)


def draw_trend(trend: Trend, language: str, width: int, uid: str, title: str, desc: str) -> svg.Svg:
    """The picture at one of the two widths."""
    frame = _frame(trend, language, width)
    body = [
        svg.hatch(uid), *_grid(frame), *_months(frame), *_silences(frame, uid),
        *_comparisons(frame), *_breaks(frame), *_curve(frame), *_edge_labels(frame),
    ]  # fmt: skip
    return svg.picture(body, width=width, height=frame.bottom + 34, title=title, desc=desc, uid=uid)


def _frame(trend: Trend, language: str, width: int) -> _Frame:
    size = svg.TEXT_SIZE[width]
    values = [p.value for p in trend.shown if p.value is not None]
    values += [mark.value for mark in (trend.baseline, trend.target) if mark]
    marks = round_marks(values, from_zero=trend.from_zero)
    left = max(svg.text_width(say_number(m, language), size) for m in marks) + 12
    height, gutter = (250.0, 136.0) if width == svg.WIDE else (210.0, 96.0)
    left = min(left, width / 3)
    months = [Decimal(p.period.first_month) for p in trend.points] or [Decimal(0)]
    return _Frame(
        trend, language, width, size,
        Scale(min(months), max(months), left + 10, width - gutter), Scale(marks[0], marks[-1], height, 24.0),
        marks, height, width - gutter,
    )  # fmt: skip


def _grid(frame: _Frame) -> Iterator[svg.Svg]:
    for mark in frame.marks:
        y = frame.y.at(mark)
        yield svg.line(frame.x.start - 6, y, frame.right, y, "grid", svg.LINE)
        text = say_number(mark, frame.language)
        yield svg.label(text, frame.x.start - 10, y + 4, size=frame.size, anchor="end", kind="hint", halo=False)


def _months(frame: _Frame) -> Iterator[svg.Svg]:
    """Names under the axis: the first, the latest, and those between that have room."""
    points = frame.trend.points
    taken: list[tuple[float, float]] = []
    order = [
        0,
        len(points) - 1,
        *(i for i, p in enumerate(points) if p.period.first_month % 12 == 0),
        *range(len(points)),
    ]
    for i in dict.fromkeys(order[: 2 * len(points)] if points else []):
        text = say_period(points[i].period, frame.language, short=True)
        half = svg.text_width(text, frame.size) / 2
        centre = min(max(frame.across(points[i]), half), frame.width - half)
        if all(centre + half + 10 <= low or centre - half - 10 >= high for low, high in taken):
            taken.append((centre - half, centre + half))
            yield svg.label(text, centre, frame.bottom + 26, size=frame.size, anchor="middle", kind="hint", halo=False)


def _silences(frame: _Frame, uid: str) -> Iterator[svg.Svg]:
    """A band for each run of the same silence, with its mark; what is hidden is hatched."""
    step = (frame.x.end - frame.x.start) / max(len(frame.trend.points) - 1, 1)
    for state, run in groupby((p for p in frame.trend.points), key=lambda p: "" if p.is_shown else p.state):
        if not state:
            continue
        places = [frame.across(p) for p in run]
        low, high = max(places[0] - step / 3, frame.x.start - 6), min(places[-1] + step / 3, frame.right)
        fill = f"url(#{uid}-hatch)" if state == "hidden" else "#F2EDE3"
        yield svg.tag(
            "rect", x=low, y=frame.bottom - 18.0, width=max(high - low, 12.0), height=18.0,
            fill=fill, class_=f"chart-silence chart-silence--{state}", data_state=state,
        )  # fmt: skip
        yield svg.label(
            silence_mark(state),
            (low + max(high, low + 12)) / 2,
            frame.bottom - 24,
            size=frame.size,
            anchor="middle",
            kind="hint",
        )


def _comparisons(frame: _Frame) -> Iterator[svg.Svg]:
    trend = frame.trend
    if trend.baseline:
        y = frame.y.at(trend.baseline.value)
        yield svg.line(frame.x.start - 6, y, frame.right, y, "baseline", svg.GREY, 1.5)
    if trend.target:
        y = frame.y.at(trend.target.value)
        yield svg.line(frame.x.start - 6, y, frame.right, y, "target", svg.INK, 2.0, "2 5")


def _breaks(frame: _Frame) -> Iterator[svg.Svg]:
    points = frame.trend.points
    for before, after in pairwise(points):
        if after.breaks:
            x = (frame.across(before) + frame.across(after)) / 2
            yield svg.line(x, 24, x, frame.bottom, "break", svg.HINT, 1.5, "6 4")
            yield svg.label("b", x, 18, size=frame.size, anchor="middle", kind="hint")


def _curve(frame: _Frame) -> Iterator[svg.Svg]:
    """Pieces of line between neighbours that both have a figure, then the dots."""
    points = frame.trend.points
    for before, after in pairwise(points):
        if before.is_shown and after.is_shown and not after.breaks:
            dash = "6 5" if before.is_fragile or after.is_fragile else ""
            yield svg.line(*frame.spot(before), *frame.spot(after), "line", svg.PETROL, 2.5, dash)
    shown = frame.trend.shown
    for point in shown:
        x, y = frame.spot(point)
        is_latest = point is shown[-1]
        hollow = point.is_fragile
        yield svg.tag(
            "circle", cx=x, cy=y, r=6.0 if is_latest else 3.5,
            fill=svg.SURFACE if hollow else svg.PETROL, stroke=svg.PETROL, stroke_width=2,
            class_="chart-dot chart-dot--hollow" if hollow else "chart-dot", data_value=plain(point.value or Decimal(0)),
        )  # fmt: skip


def _edge_labels(frame: _Frame) -> Iterator[svg.Svg]:
    """The latest figure, the start and the target, named at the right edge, pushed apart when they would touch."""
    entries = _edge_texts(frame)
    lines = 1 if frame.width == svg.WIDE else 2
    gap = frame.size * (1.25 * lines + 0.15)
    heights = spread([y for _, _, y, _ in entries], gap, frame.size + 2.0, frame.bottom)
    room = frame.width - frame.right - 12
    for (word, value, _, kind), y in zip(entries, heights, strict=True):
        if lines == 1:
            text = svg.shorten(f"{word} {value}", room, frame.size)
            yield svg.label(text, frame.right + 12, y + 4, size=frame.size, kind=kind)
        else:
            yield svg.label(svg.shorten(word, room, frame.size), frame.right + 10, y - 3, size=frame.size, kind=kind)
            yield svg.label(svg.shorten(value, room, frame.size), frame.right + 10, y + 13, size=frame.size, kind=kind)


def _edge_texts(frame: _Frame) -> list[tuple[str, str, float, str]]:
    """(word, value, height wanted, kind) for each thing named at the edge."""
    trend, french = frame.trend, language_key(frame.language) == "fr"

    def say(value: Decimal) -> str:
        short_unit = trend.unit if trend.unit == "%" else ""
        return say_value(value, short_unit, frame.language, trend.digits)

    entries = []
    if trend.shown:
        latest = trend.shown[-1]
        word = say_period(latest.period, frame.language, short=True)
        entries.append((word, say(latest.value or Decimal(0)), frame.spot(latest)[1], "value"))
    if trend.baseline:
        entries.append(
            ("Départ" if french else "Start", say(trend.baseline.value), frame.y.at(trend.baseline.value), "hint")
        )
    if trend.target:
        entries.append(
            ("Objectif" if french else "Target", say(trend.target.value), frame.y.at(trend.target.value), "hint")
        )
    return entries
