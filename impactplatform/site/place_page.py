"""What does the public page of a place say, put together from places, coalitions, plans, figures and money?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition, CoalitionPlace, Membership
from coalitions.territories.models import Territory
from coalitions.vision.models import ChangeSought, Vision
from impactplatform.charts.gallery import compose
from impactplatform.charts.maps import Outlines
from impactplatform.charts.outlines import Area, rings_of
from impactplatform.charts.tables import Picture

PARTS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything the page shows; empty parts stay empty, nothing is made up."""

    place: Territory
    picture: Picture | None
    parents: list[Territory]
    parts: list[Territory]
    parts_total: int
    coalition: Coalition | None
    other_coalitions: list[Coalition]
    vision: Vision | None
    changes: list[ChangeSought]
    actions: list[Action]
    members: list[Membership]
    figures: list[Any]
    pots: list[Any]

    @property
    def is_fictitious(self) -> bool:
        return bool(self.coalition and self.coalition.is_fictitious)

    @property
    def band_slug(self) -> str:
        return self.coalition.slug if self.coalition else f"{self.place.scheme}-{self.place.code}"


def compose_place(place: Territory, day: date, language: str) -> PlacePage:
    """About fifteen queries, however many places there are."""
    coalitions = _list_coalitions(place, day)
    coalition = coalitions[0] if coalitions else None
    vision = _find_vision(coalition)
    parts = Territory.objects.filter(parent_links__in=_links_on(place, day)).defer("outline").distinct()
    return PlacePage(
        place=place,
        picture=_draw_outline(place, language),
        parents=list(place.parents.defer("outline").filter(child_links__child=place).distinct()),
        parts=list(parts[:PARTS_SHOWN]),
        parts_total=parts.count(),
        coalition=coalition,
        other_coalitions=coalitions[1:],
        vision=vision,
        changes=list(vision.changes.all()) if vision else [],
        actions=list(_list_actions(coalition)) if coalition else [],
        members=list(coalition.memberships.in_force(day).select_related("organisation")) if coalition else [],
        figures=[],
        pots=[],
    )


def _list_coalitions(place: Territory, day: date) -> list[Coalition]:
    """The public coalitions that work for this place that day; real ones first."""
    at_work = CoalitionPlace.objects.in_force(day).filter(territory=place)
    found = Coalition.objects.filter(places__in=at_work, is_public=True, archived_on__isnull=True).distinct()
    return list(found.order_by("is_fictitious", "name_fr"))


def _find_vision(coalition: Coalition | None) -> Vision | None:
    return coalition.visions.filter(state=Vision.State.ADOPTED).first() if coalition else None


def _list_actions(coalition: Coalition) -> Any:
    return coalition.actions.filter(is_public=True).exclude(status=Action.Status.IDEA).select_related("lead", "place")


def _links_on(place: Territory, day: date) -> Any:
    links = place.child_links.all()
    return links.exclude(valid_from__gt=day).exclude(valid_until__lte=day)


def _draw_outline(place: Territory, language: str) -> Picture | None:
    if not place.outline:
        return None
    rings = rings_of(place.outline)
    return compose(Outlines(place.name, (Area(place.name, rings),)), language, "outline") if rings else None
