"""The doors of the roof: what everybody reads, and the page of the day."""

from __future__ import annotations

from tests.permissions.routes import Route
from tests.permissions.world import World


def place(world: World) -> tuple[str, str]:
    territory = world.ours.place.territory
    return (territory.scheme, territory.code)


SITE = [
    *(
        Route(f"site:{name}", None, tenant="platform")
        for name in (
            "home", "places", "search", "glossary", "help", "accessibility", "privacy", "legal", "site_map", "styleguide",
        )
    ),
    Route("site:place", None, place, tenant="platform", missing=("essai", "aucun")),
    Route("site:theme", None, methods=("POST",), tenant="platform"),
    Route("site:health", "health.liveness", tenant="platform"),
    Route("site:styleguide_part", None, lambda world: ("forms",), tenant="platform"),
    Route("today:home", "signed in", tenant="platform"),
    Route("territories:load", "settings.edit", tenant="platform", methods=("GET", "POST")),
]  # fmt: skip
