"""How does a row's figure move, at a glance? Decoration only: the numbers stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from impactplatform.charts import svg
from impactplatform.charts.scales import Scale

WIDTH, HEIGHT = 96, 24


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Values in the order of time; None is a silence and leaves a gap."""

    values: tuple[Decimal | None, ...]
    baseline: Decimal | None = None


def draw_sparkline(spark: Sparkline) -> svg.Svg:
    """96 x 24, hidden from screen readers; empty text when there is nothing to draw."""
    known = [v for v in spark.values if v is not None]
    if not known:
        return svg.Svg("")
    extent = [*known, spark.baseline] if spark.baseline is not None else known
    y = Scale(min(extent), max(extent), HEIGHT - 4.0, 4.0)
    x = Scale(Decimal(0), Decimal(max(len(spark.values) - 1, 1)), 4.0, WIDTH - 6.0)
    spots = [None if v is None else (x.at(Decimal(i)), y.at(v)) for i, v in enumerate(spark.values)]
    body = []
    if spark.baseline is not None:
        level = y.at(spark.baseline)
        body.append(svg.line(0, level, 8, level, "baseline", svg.GREY))
    body += [_piece(piece) for piece in _pieces(spots)]
    final = next(spot for spot in reversed(spots) if spot is not None)
    body.append(svg.tag("circle", cx=final[0], cy=final[1], r=3.0, fill=svg.PETROL, class_="chart-dot"))
    return svg.tag(
        "svg", *body, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT,
        aria_hidden="true", focusable="false", class_="sparkline",
    )  # fmt: skip


def _pieces(spots: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    pieces: list[list[tuple[float, float]]] = [[]]
    for spot in spots:
        if spot is None:
            pieces.append([])
        else:
            pieces[-1].append(spot)
    return [piece for piece in pieces if piece]


def _piece(spots: list[tuple[float, float]]) -> svg.Svg:
    if len(spots) == 1:
        return svg.tag("circle", cx=spots[0][0], cy=spots[0][1], r=1.5, fill=svg.PETROL, class_="chart-dot")
    path = " ".join(f"{svg.number(x)},{svg.number(y)}" for x, y in spots)
    return svg.tag("polyline", points=path, fill="none", stroke=svg.PETROL, stroke_width=2, class_="chart-line")
