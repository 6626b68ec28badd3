"""Which places does the demonstration stand on? The invented ones, and their larger towns."""

from __future__ import annotations

from dataclasses import replace

from coalitions.territories.domain.rows import PlaceRow
from coalitions.territories.models import Territory
from coalitions.territories.operations import load_territories
from impactplatform.accounts.domain import SYSTEM
from impactplatform.site.demo.copies import copy_rows
from impactplatform.site.demo.places import SCHEME, list_rows
from impactplatform.site.demo.stage import Stage

ROLES = frozenset({SYSTEM})


def build_places(stage: Stage) -> None:
    """Load the invented places as an admin would load a file."""
    load_rows(stage, [*list_rows(), *copy_rows(stage.scale)])
    stage.places = {place.code: place for place in Territory.objects.filter(scheme=SCHEME)}


def load_rows(stage: Stage, rows: list[PlaceRow]) -> None:
    """One load, counted; rows are numbered as a spreadsheet would show them."""
    numbered = [replace(row, row=number) for number, row in enumerate(rows, start=2)]
    loaded = load_territories(rows=numbered, by=stage.system, roles=ROLES)
    stage.counts["places"] += loaded.created
