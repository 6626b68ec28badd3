"""Do the colours keep the contrasts the design promises? Recomputed from the style sheet itself."""

from __future__ import annotations

import re

import pytest

from tests.consistency.repository import ROOT

SHEET = (ROOT / "static" / "css" / "tokens.css").read_text()
PAPERS = ("paper", "surface")
TEXTS = ("ink", "ink-2", "ink-3", "brand", "brand-hover", "danger", "ok", "steady", "early", "warn", "visited")
MARKS = ("line-strong", "series-1", "series-2", "series-3", "series-4", "series-context")
ON = [("on-brand", "brand"), ("on-brand", "brand-hover"), ("ink-3", "sunk"), ("brand", "brand-tint")] + [
    (name, f"{name}-tint") for name in ("danger", "ok", "steady", "early", "warn")
]


def read_themes() -> dict[str, dict[str, str]]:
    """Light, dark by the device, dark by choice."""
    light, device, chosen = (
        dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))
        for block in re.findall(r"color-scheme: \w+;([^}]*)}", SHEET)
    )
    return {"light": light, "dark": {**light, **device}, "chosen": {**light, **chosen}}


THEMES = read_themes()


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_dark_is_the_same_by_device_and_by_choice():
    assert THEMES["dark"] == THEMES["chosen"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read(theme):
    colours = THEMES[theme]
    pairs = [(text, paper) for text in TEXTS for paper in PAPERS] + ON
    assert [
        (a, b, round(contrast(colours[a], colours[b]), 2)) for a, b in pairs if contrast(colours[a], colours[b]) < 4.5
    ] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_and_marks_can_be_seen(theme):
    colours = THEMES[theme]
    pairs = [(mark, paper) for mark in MARKS for paper in PAPERS]
    assert [
        (a, b, round(contrast(colours[a], colours[b]), 2)) for a, b in pairs if contrast(colours[a], colours[b]) < 3
    ] == []


def test_the_focus_shows_on_any_ground():
    for colours in THEMES.values():
        assert contrast(colours["ink"], colours["paper"]) >= 7
        assert max(contrast(colours["ink"], colours["brand"]), contrast(colours["saffron"], colours["brand"])) >= 1.5
