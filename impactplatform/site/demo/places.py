"""Where do the invented coalitions work? In towns that exist on no map: their outlines lie in the open ocean."""

from __future__ import annotations

from typing import Any

from coalitions.territories.domain.rows import PlaceRow

SCHEME = "demo"
SOURCE = "Invented for demonstration"
# code, kind, name, parent, residents, place on the grid (column, row)
TOWNS: tuple[tuple[str, str, str, str, int, str], ...] = (
    ("TRAME", "commune", "Trame-sur-Mer", "", 41_200, "FR"),
    ("MEUNERIE", "commune", "Meunerie", "", 18_900, "FR"),
    ("CANAL", "commune", "Port-du-Canal", "", 96_400, "CA"),
    ("ECLUSES", "borough", "Arrondissement des Écluses", "CANAL", 31_700, "CA"),
)
QUARTERS: dict[str, tuple[tuple[str, str, str, int, tuple[int, int]], ...]] = {
    "tisserands": (
        ("TIS-1", "La Filature", "TRAME", 2_410, (0, 0)),
        ("TIS-2", "Les Navettes", "TRAME", 3_180, (1, 0)),
        ("TIS-3", "Les Teinturiers", "TRAME", 1_960, (2, 0)),
        ("TIS-4", "Cité des Canuts", "TRAME", 2_870, (0, 1)),
        ("TIS-5", "Les Lissiers", "TRAME", 1_340, (1, 1)),
        ("TIS-6", "Quai des Ourdisseurs", "TRAME", 920, (2, 1)),
    ),
    "meuniers": (
        ("MEU-1", "Le Bief", "MEUNERIE", 2_050, (5, 0)),
        ("MEU-2", "La Meule", "MEUNERIE", 1_720, (6, 0)),
    ),
    "ecluse": (
        ("ECL-1", "Vieille-Écluse", "ECLUSES", 4_300, (0, 5)),
        ("ECL-2", "Bassin-Nord", "ECLUSES", 3_650, (1, 5)),
        ("ECL-3", "Les Péniches", "ECLUSES", 2_790, (2, 5)),
    ),
}
WEST, SOUTH, SIDE = -20.0, 44.0, 0.01  # an empty stretch of the Atlantic


def list_rows() -> list[PlaceRow]:
    """Every invented place, towns first."""
    towns = [
        PlaceRow(row=n, scheme=SCHEME, code=code, kind=kind, name=name, parent=parent, population=residents,
                 population_year=2024, vintage="2024", country=country, source=SOURCE)
        for n, (code, kind, name, parent, residents, country) in enumerate(TOWNS, start=1)
    ]  # fmt: skip
    country = {code: town_country for code, *_others, town_country in TOWNS}
    quarters = [
        PlaceRow(row=len(towns) + n, scheme=SCHEME, code=code, kind="neighbourhood", name=name, parent=town,
                 population=residents, population_year=2024, vintage="2024", country=country[town], source=SOURCE,
                 outline=draw_outline(*cell))
        for n, (code, name, town, residents, cell) in enumerate(
            (quarter for quarters in QUARTERS.values() for quarter in quarters), start=1
        )
    ]  # fmt: skip
    return [*towns, *quarters]


def draw_outline(column: int, row: int) -> dict[str, Any]:
    """A crooked cell of a grid, as GeoJSON; neighbours share their corners, so no gap shows on the map."""
    ring = [_corner(column, row), _middle(column, row), _corner(column + 1, row), _corner(column + 1, row + 1),
            _middle(column, row + 1), _corner(column, row + 1), _corner(column, row)]  # fmt: skip
    return {"type": "Polygon", "coordinates": [ring]}


def _corner(column: int, row: int) -> list[float]:
    east, north = (column * 7 + row * 13) % 5 - 2, (column * 11 + row * 3) % 5 - 2
    return [round(WEST + SIDE * (column + east * 0.09), 6), round(SOUTH + SIDE * 0.7 * (row + north * 0.09), 6)]


def _middle(column: int, row: int) -> list[float]:
    left, right = _corner(column, row), _corner(column + 1, row)
    bend = ((column * 5 + row * 7) % 7 - 3) * 0.03
    return [round((left[0] + right[0]) / 2, 6), round((left[1] + right[1]) / 2 + SIDE * bend, 6)]
