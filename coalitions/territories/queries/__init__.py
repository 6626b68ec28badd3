"""What is known of places: one by its code, those around it, those a word finds, all of them for a computation."""

from coalitions.territories.queries.pages import Neighbour, TerritorySummary, summarise_territory
from coalitions.territories.queries.reading import (
    find_by_code,
    find_by_codes,
    get_territory,
    list_larger,
    list_parts,
    read_known,
    read_tree,
    search_territories,
    summarise_kinds,
)

__all__ = [
    "Neighbour",
    "TerritorySummary",
    "find_by_code",
    "find_by_codes",
    "get_territory",
    "list_larger",
    "list_parts",
    "read_known",
    "read_tree",
    "search_territories",
    "summarise_kinds",
    "summarise_territory",
]
