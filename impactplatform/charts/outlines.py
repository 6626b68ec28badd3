"""Where is this place, and how do its parts stand? Outlines drawn without a map service."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from impactplatform.charts import svg

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A place with its rings (longitude, latitude); a value only when areas are compared."""

    name: str
    rings: tuple[Ring, ...]
    value: Decimal | None = None
    state: str = ""


def rings_of(geometry: Mapping[str, Any] | None) -> tuple[Ring, ...]:
    """The rings of a GeoJSON Polygon, MultiPolygon or GeometryCollection; anything else, or damaged, gives none."""
    if not geometry:
        return ()
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        return tuple(ring for part in geometry.get("geometries") or () for ring in rings_of(part))
    coordinates = geometry.get("coordinates") or ()
    polygons = [coordinates] if kind == "Polygon" else coordinates if kind == "MultiPolygon" else ()
    try:
        rings = [tuple((float(p[0]), float(p[1])) for p in ring) for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, IndexError):
        return ()
    return tuple(r for r in rings if len(r) >= 3 and all(math.isfinite(x) and math.isfinite(y) for x, y in r))


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels: equal scale both ways at the middle latitude, fitted in a box."""

    west: float
    north: float
    squeeze: float
    scale: float
    height: float
    margin: float
    shift: float

    def at(self, spot: tuple[float, float]) -> tuple[float, float]:
        x = (spot[0] - self.west) * self.squeeze * self.scale + self.margin + self.shift
        return x, (self.north - spot[1]) * self.scale + self.margin


def fit(rings: Iterable[Ring], width: float, most_height: float, margin: float = 8.0) -> Projection | None:
    """A projection that shows all rings within width and most_height; None without rings."""
    spots = [spot for ring in rings for spot in ring]
    if not spots:
        return None
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    squeeze = max(math.cos(math.radians(max(min((south + north) / 2, 85.0), -85.0))), 0.05)
    across, down = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((width - 2 * margin) / across, (most_height - 2 * margin) / down)
    shift = (width - 2 * margin - across * scale) / 2 if across * scale < width - 2 * margin else 0.0
    return Projection(west, north, squeeze, scale, down * scale + 2 * margin, margin, shift)


def path_of(rings: Iterable[Ring], projection: Projection) -> str:
    """The rings as one path, points closer than half a pixel to the one before left out."""
    pieces = []
    for ring in rings:
        kept: list[tuple[float, float]] = []
        for spot in ring:
            x, y = projection.at(spot)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.5:
                kept.append((x, y))
        if len(kept) >= 3:
            pieces.append("M" + "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in kept) + "Z")
    return "".join(pieces)


def middle_of(rings: tuple[Ring, ...], projection: Projection) -> tuple[float, float, float]:
    """A point to write at (the middle of the largest ring, weighted by area) and how wide that ring is, in pixels."""
    shapes = [[projection.at(spot) for spot in ring] for ring in rings]
    largest = max(shapes, key=lambda shape: abs(_area(shape)))
    area = _area(largest)
    wide = max(x for x, _ in largest) - min(x for x, _ in largest)
    if abs(area) < 1e-6:
        return sum(x for x, _ in largest) / len(largest), sum(y for _, y in largest) / len(largest), wide
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(largest, [*largest[1:], largest[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return x / (6 * area), y / (6 * area), wide


def _area(shape: list[tuple[float, float]]) -> float:
    pairs = zip(shape, [*shape[1:], shape[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2
