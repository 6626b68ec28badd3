"""What does the outline of a place, or of its parts, look like; and which figure goes with each part?

A neutral ramp of at most five steps, each area numbered as in the table; what is hidden is hatched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from impactplatform.charts import svg
from impactplatform.charts.outlines import Area, Projection, fit, middle_of, path_of
from impactplatform.charts.scales import round_marks
from impactplatform.charts.tables import SHOWN_STATES, Cell, Table, explain_marks, value_cell
from impactplatform.charts.words import language_key, list_words, say_number, say_value
from impactplatform.kernel.exact import plain


@dataclass(frozen=True, slots=True)
class Outlines:
    """One place, or the parts of one, in alphabetical order. Without `unit` and values it only shows where."""

    name: str
    areas: tuple[Area, ...]
    unit: str = ""
    measure: str = ""
    digits: int | None = 1

    @property
    def compares(self) -> bool:
        return any(a.value is not None or a.state for a in self.areas)

    @property
    def values(self) -> list[Decimal]:
        return [a.value for a in self.areas if a.value is not None and a.state in ("", *SHOWN_STATES)]


def draw_outlines(chart: Outlines, language: str, width: int, uid: str, title: str, desc: str) -> svg.Svg:
    """The areas with names where they fit and numbers where they do not, then the steps of the ramp."""
    size = svg.TEXT_SIZE[width]
    projection = fit((r for a in chart.areas for r in a.rings), width, 420.0 if width == svg.WIDE else 320.0)
    body: list[svg.Svg] = [svg.hatch(uid)]
    height = 40.0
    if projection:
        height = projection.height
        body += [_shape(chart, area, projection, uid) for area in chart.areas if area.rings]
        if len(chart.areas) > 1:
            body += _names(chart, projection, size, language)
    if chart.compares and chart.values:
        body += _steps(chart, language, size, height, width)
        height += 62 if width == svg.NARROW else 40
    return svg.picture(body, width=width, height=height, title=title, desc=desc, uid=uid)


def _marks(chart: Outlines) -> list[Decimal]:
    marks = round_marks(chart.values, from_zero=False, wanted=5)
    if len(marks) <= 6:
        return marks
    kept = marks[::2]
    return kept if kept[-1] == marks[-1] else [*kept, marks[-1]]


def step_of(value: Decimal, marks: list[Decimal]) -> int:
    """Which step of the ramp, from 0; a value on a border belongs to the upper step, the highest to the last.

    >>> step_of(Decimal(10), [Decimal(0), Decimal(10), Decimal(20)])
    1
    """
    inside = sum(1 for mark in marks[1:-1] if value >= mark)
    return min(inside, len(svg.RAMP) - 1)


def _shape(chart: Outlines, area: Area, projection: Projection, uid: str) -> svg.Svg:
    path = path_of(area.rings, projection)
    if not path:
        return svg.Svg("")
    is_shown = area.value is not None and area.state in ("", *SHOWN_STATES)
    if area.value is not None and is_shown:
        step = step_of(area.value, _marks(chart))
        fill, kind = svg.RAMP[step], f"chart-area chart-area--{step + 1}"
    elif area.state == "hidden":
        fill, kind = f"url(#{uid}-hatch)", "chart-area chart-area--hidden"
    else:
        fill, kind = (
            ("#F2EDE3", "chart-area chart-area--silent") if area.state else ("#E4F0EE", "chart-area chart-area--plain")
        )
    value = plain(area.value) if area.value is not None and is_shown else None
    return svg.tag(
        "path", svg.tag("title", svg.words(area.name)), d=path, fill=fill, stroke=svg.INK, stroke_width=1.2,
        stroke_linejoin="round", fill_rule="evenodd", class_=kind, data_value=value,
    )  # fmt: skip


def _names(chart: Outlines, projection: Projection, size: int, language: str) -> Iterator[svg.Svg]:
    """The name where the area is wide enough, else its number in the table; nothing where even that would not fit."""
    taken: list[tuple[float, float, float]] = []
    for index, area in enumerate(chart.areas, start=1):
        if not area.rings:
            continue
        x, y, wide = middle_of(area.rings, projection)
        text = area.name if svg.text_width(area.name, size) <= wide * 0.9 else str(index)
        half = svg.text_width(text, size) / 2
        if all(
            abs(y - other_y) > size or abs(x - other_x) > half + other_half for other_x, other_y, other_half in taken
        ):
            taken.append((x, y, half))
            yield svg.label(text, x, y + size / 3, size=size, anchor="middle")


def _steps(chart: Outlines, language: str, size: int, top: float, width: int) -> Iterator[svg.Svg]:
    marks = _marks(chart)
    count = min(len(marks) - 1, len(svg.RAMP))
    side = (width - 4) / count
    dash = "–"
    for step in range(count):
        low, high = marks[step], marks[step + 1] if step < count - 1 else marks[-1]
        text = f"{say_number(low, language)}{dash}{say_number(high, language)}"
        x = 2 + step * side
        yield svg.tag(
            "rect", x=x, y=top + 4, width=side, height=14, fill=svg.RAMP[step], stroke=svg.INK, stroke_width=1,
            class_=f"chart-area chart-area--{step + 1}",
        )  # fmt: skip
        drop = 16.0 if width == svg.NARROW and step % 2 else 0.0
        yield svg.label(
            svg.shorten(text, side * (1.9 if width == svg.NARROW else 1), size),
            x + 2,
            top + 34 + drop,
            size=size,
            kind="hint",
            halo=False,
        )


def tabulate_outlines(chart: Outlines, language: str) -> Table:
    """The areas by number and name, with their figures when they are compared."""
    french = language_key(language) == "fr"
    headers = ["N°" if french else "No.", "Lieu" if french else "Place"]
    if not chart.compares:
        plain_rows = tuple((Cell(str(i)), Cell(a.name)) for i, a in enumerate(chart.areas, start=1))
        return Table(chart.name, tuple(headers), plain_rows, text_columns=2)
    unit = chart.unit if chart.unit == "%" else ""
    measure = chart.measure or ("Valeur" if french else "Value")
    headers.append(measure if not chart.unit or unit else f"{measure} ({chart.unit})")
    rows = tuple(
        (
            Cell(str(i)),
            Cell(a.name),
            value_cell(a.value, a.state or ("number" if a.value is not None else "nd"), unit, language, chart.digits),
        )
        for i, a in enumerate(chart.areas, start=1)
    )
    silent = [a.state or "nd" for a in chart.areas if a.value is None]
    return Table(chart.name, tuple(headers), rows, explain_marks(silent, [], language), text_columns=2)


def read_outlines(chart: Outlines, language: str) -> str:
    """What the picture shows, without a best or a worst."""
    french = language_key(language) == "fr"
    colon = "\u00a0: " if french else ": "
    if not chart.compares:
        if len(chart.areas) <= 1:
            return f"Contour du lieu{colon}{chart.name}." if french else f"Outline of the place: {chart.name}."
        return (
            f"Carte de {chart.name}{colon}{len(chart.areas)} parties."
            if french
            else f"Map of {chart.name}: {len(chart.areas)} parts."
        )
    if not chart.values:
        return f"{chart.measure or chart.name}{colon}" + (
            "aucun chiffre à montrer." if french else "no figure to show."
        )
    low, high = (say_value(v, chart.unit, language, chart.digits) for v in (min(chart.values), max(chart.values)))
    shown, total = len(chart.values), len(chart.areas)
    silent = [a.name for a in chart.areas if a.value is None][:4]
    if french:
        text = (
            f"{chart.measure or chart.name}, {chart.name}{colon}de {low} à {high}, {shown} lieux montrés sur {total}."
        )
        return text + (f" Sans chiffre{colon}{list_words(silent, language)}." if 0 < total - shown <= 4 else "")
    text = f"{chart.measure or chart.name}, {chart.name}: from {low} to {high}, {shown} places shown out of {total}."
    return text + (f" Without a figure: {list_words(silent, language)}." if 0 < total - shown <= 4 else "")
