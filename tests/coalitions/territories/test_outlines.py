"""Are outlines made light without losing their look, and bad ones refused?"""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from coalitions.territories.domain.outlines import NotAnOutline, check_outline, simplify_outline


def _coast(points: int, at: float = 0.0) -> list[list[float]]:
    turn = [2 * math.pi * i / points for i in range(points)]
    ring = [[at + math.cos(a) * (1 + 0.01 * math.sin(40 * a)), math.sin(a)] for a in turn]
    return [*ring, ring[0]]


def test_a_long_coast_fits_in_ten_kilobytes_and_keeps_its_extent() -> None:
    heavy = check_outline({"type": "Polygon", "coordinates": [_coast(5000)]})
    light = simplify_outline(heavy)
    assert len(json.dumps(light, separators=(",", ":"))) <= 10_000
    xs = [x for x, _ in light["coordinates"][0]]
    assert min(xs) == pytest.approx(-1, abs=0.02)
    assert max(xs) == pytest.approx(1, abs=0.02)
    assert light["coordinates"][0][0] == light["coordinates"][0][-1]


def test_small_islands_go_first_and_the_largest_stays() -> None:
    islands = [[_coast(60, at=i / 10)] for i in range(80)]
    light = simplify_outline(check_outline({"type": "MultiPolygon", "coordinates": [[_coast(900)], *islands]}), 3000)
    assert light["type"] == "MultiPolygon"
    assert len(light["coordinates"][0][0]) >= 4


def test_a_light_outline_is_kept_whole() -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}
    assert simplify_outline(check_outline(square))["coordinates"] == [[(0, 0), (0, 1), (1, 1), (0, 0)]]


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (None, "not_a_shape"),
        ("Polygon", "not_a_shape"),
        ({"type": "Point", "coordinates": [0, 0]}, "not_a_shape"),
        ({"type": "Polygon"}, "not_a_shape"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, "not_a_shape"),
        ({"type": "Polygon", "coordinates": [[[650000, 6860000]] * 4]}, "not_degrees"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}, "too_few_points"),
        ({"type": "Polygon", "coordinates": []}, "too_few_points"),
        ({"type": "Polygon", "coordinates": [[[float("nan"), 0]] * 4]}, "not_degrees"),
    ],
)
def test_what_is_no_outline_says_why(geometry: Any, why: str) -> None:
    with pytest.raises(NotAnOutline, match=why):
        check_outline(geometry)
