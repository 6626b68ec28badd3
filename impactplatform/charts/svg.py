"""How is an SVG picture written as text: escaped, accessible, without inline style?

Colours are presentation attributes (so that a file, a letter or a PDF shows them) and classes (so that the
site's style sheet repaints them for the dark theme and for print). Pixels are floats; figures never are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

WIDE, NARROW = 620, 320
INK, HINT, LINE, SURFACE = "#1E1B2B", "#655F73", "#DCD4C6", "#FFFFFF"
PETROL, GREY = "#0D5C61", "#8A8494"
RAMP = ("#E4F0EE", "#B5D6D2", "#7DB5B2", "#3F8A8C", "#0D5C61")
TEXT_SIZE = {WIDE: 13, NARROW: 14}


class Svg(str):
    """SVG text whose every part was escaped when it was written; templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def number(pixel: float) -> str:
    """A coordinate: finite, one decimal, no needless zero.

    >>> number(12.04), number(-0.01)
    ('12', '0')
    """
    if not math.isfinite(pixel):
        raise ValueError("a coordinate must be finite")
    text = f"{pixel:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def tag(name: str, *children: str, **attributes: str | int | float | None) -> Svg:
    """One element; children are already SVG (use `words` for text); `class_` and `_` become `class` and `-`."""
    written = []
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        shown = number(value) if isinstance(value, float) else str(value)
        written.append(f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(shown))}")
    body = "".join(children)
    return Svg(f"<{name}{''.join(written)}>{body}</{name}>" if body else f"<{name}{''.join(written)}/>")


def clean(text: str) -> str:
    """Text without the characters that no XML file may hold."""
    return "".join(
        ch
        for ch in text
        if ch in "\t\n" or (ord(ch) >= 32 and not 0xD800 <= ord(ch) <= 0xDFFF and ch not in "\ufffe\uffff")
    )


def words(text: str) -> Svg:
    """Text, escaped."""
    return Svg(escape(clean(text)))


def label(text: str, x: float, y: float, *, size: int, anchor: str = "start", kind: str = "", halo: bool = True) -> Svg:
    """Text at a place, drawn twice when a line may run behind it (a halo of the ground, then the ink)."""
    fill = {"hint": HINT, "value": PETROL, "on-dark": SURFACE}.get(kind, INK)
    weight = "600" if kind in ("value", "strong") else None
    shared: dict[str, str | int | float | None] = {
        "x": x,
        "y": y,
        "text_anchor": anchor,
        "font_size": size,
        "font_weight": weight,
    }
    front = tag("text", words(text), class_=f"chart-text chart-text--{kind or 'plain'}", fill=fill, **shared)
    if not halo:
        return front
    ground: dict[str, str | int | float | None] = {
        "stroke": SURFACE,
        "stroke_width": 4,
        "stroke_linejoin": "round",
        "fill": SURFACE,
    }
    return Svg(tag("text", words(text), class_="chart-halo", aria_hidden="true", **shared, **ground) + front)


def line(x1: float, y1: float, x2: float, y2: float, kind: str, stroke: str, width: float = 1.0, dash: str = "") -> Svg:
    """A straight line of a kind the style sheet knows."""
    return tag(
        "line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2),
        class_=f"chart-{kind}", stroke=stroke, stroke_width=width, stroke_dasharray=dash,
    )  # fmt: skip


def text_width(text: str, size: int) -> float:
    """A generous estimate of how wide a text is drawn."""
    return sum(0.34 if ch in " .,:;'’|!iljtfr()\u202f\u00a0" else 0.6 for ch in text) * size


def shorten(text: str, room: float, size: int) -> str:
    """The text, cut with an ellipsis when it would not fit; the table keeps it whole."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def hatch(uid: str) -> Svg:
    """The pattern of what is hidden, so that it never looks like a low value."""
    stripe = tag("path", d="M0 6L6 0", stroke=GREY, stroke_width=1.4, class_="chart-hatch")
    pattern = tag("pattern", stripe, id=f"{uid}-hatch", width=6, height=6, patternUnits="userSpaceOnUse")
    return tag("defs", pattern)


def picture(body: Iterable[str], *, width: float, height: float, title: str, desc: str, uid: str) -> Svg:
    """A whole picture with its name and description; `uid` keeps ids apart on one page."""
    name, more = f"{uid}-title", f"{uid}-desc"
    return tag(
        "svg",
        tag("title", words(title), id=name),
        tag("desc", words(desc), id=more) if desc else "",
        *body,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width), height=number(height), role="img",
        aria_labelledby=f"{name} {more}" if desc else name, class_="chart-svg",
    )  # fmt: skip
