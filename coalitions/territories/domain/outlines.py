"""How is an outline made small enough for a page without changing its look?"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

Spot = tuple[float, float]


class NotAnOutline(ValueError):
    """not_a_shape, not_degrees, too_few_points: the code is the message."""


def check_outline(geometry: Any) -> dict[str, Any]:
    """A GeoJSON Polygon or MultiPolygon in degrees, with two coordinates a point and six decimals; or NotAnOutline."""
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise NotAnOutline("not_a_shape")
    coordinates = geometry.get("coordinates")
    try:
        polygons = [coordinates] if kind == "Polygon" else list(coordinates)
        tidy = [[[list(_spot(point)) for point in ring] for ring in polygon] for polygon in polygons]
    except (TypeError, ValueError, IndexError) as fault:
        raise NotAnOutline(str(fault) if str(fault) == "not_degrees" else "not_a_shape") from None
    if not tidy or any(len(ring) < 4 for polygon in tidy for ring in polygon) or not all(tidy):
        raise NotAnOutline("too_few_points")
    return {"type": kind, "coordinates": tidy[0] if kind == "Polygon" else tidy}


def simplify_outline(geometry: Mapping[str, Any], most_bytes: int = 10_000) -> dict[str, Any]:
    """The same shape with fewer points (Ramer-Douglas-Peucker) until its JSON fits in `most_bytes`.

    Rings that shrink to nothing are left out, the largest ring always stays.
    """
    multi = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if multi else [geometry["coordinates"]]
    tolerance = 0.0
    while True:
        thin = _thin(polygons, tolerance)
        made = {"type": geometry["type"], "coordinates": thin if multi else thin[0]}
        if len(json.dumps(made, separators=(",", ":"))) <= most_bytes or tolerance > 1:
            return made
        tolerance = tolerance * 1.6 or 0.00005


def _thin(polygons: Sequence[Sequence[Sequence[Spot]]], tolerance: float) -> list[list[list[Spot]]]:
    thin = [[_thin_ring(ring, tolerance) for ring in polygon] for polygon in polygons]
    largest = max(range(len(polygons)), key=lambda i: len(polygons[i][0]))
    kept = []
    for place, polygon in enumerate(thin):
        if len(polygon[0]) >= 4:
            kept.append([polygon[0], *(ring for ring in polygon[1:] if len(ring) >= 4)])
        elif place == largest:
            kept.append(
                [[(round(x, 4), round(y, 4)) for x, y in polygons[place][0]][:: max(1, len(polygons[place][0]) // 12)]]
            )
            kept[-1][0].append(kept[-1][0][0])
    return kept


def _thin_ring(ring: Sequence[Spot], tolerance: float) -> list[Spot]:
    spots = [(round(x, 5), round(y, 5)) for x, y in ring]
    if tolerance == 0 or len(spots) < 5:
        return spots
    # A ring begins where it ends, which gives no line to measure from: it is cut at the point farthest from its start.
    far = max(range(len(spots)), key=lambda i: _length(spots[0], spots[i]))
    return [*_keep(spots[: far + 1], tolerance)[:-1], *_keep(spots[far:], tolerance)]


def _keep(line: Sequence[Spot], tolerance: float) -> list[Spot]:
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, final = waiting.pop()
        if final - first < 2:
            continue
        far = max(range(first + 1, final), key=lambda i: _distance(line[i], line[first], line[final]))
        if _distance(line[far], line[first], line[final]) > tolerance:
            kept.add(far)
            waiting += [(first, far), (far, final)]
    return [line[i] for i in sorted(kept)]


def _distance(spot: Spot, start: Spot, end: Spot) -> float:
    base = _length(start, end)
    if base == 0:
        return _length(spot, start)
    return abs((end[0] - start[0]) * (start[1] - spot[1]) - (start[0] - spot[0]) * (end[1] - start[1])) / base


def _length(a: Spot, b: Spot) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def _spot(point: Sequence[Any]) -> Spot:
    x, y = float(point[0]), float(point[1])
    if not (-180 <= x <= 180 and -90 <= y <= 90):
        raise ValueError("not_degrees")
    return round(x, 6), round(y, 6)
