"""What does the public page of a place say, put together from places, coalitions, plans, figures and money?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition, CoalitionPlace
from coalitions.funding.models import Fund
from coalitions.funding.queries import list_public_funds, summarise_report
from coalitions.territories.models import Territory
from coalitions.territories.queries import TerritorySummary, summarise_territory
from coalitions.vision.models import ChangeSought, Vision
from impactplatform.charts.gallery import compose
from impactplatform.charts.maps import Outlines
from impactplatform.charts.moneybar import MoneyBar, Share
from impactplatform.charts.outlines import Area, rings_of
from impactplatform.charts.sparkline import Sparkline, draw_sparkline
from impactplatform.charts.svg import Svg
from impactplatform.charts.tables import Picture
from indicators.aggregation.queries import Summary, summarise_headlines

BEFORE_ANY_POT = date(2000, 1, 1)
ACTIONS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline: an indicator in a line, the drawing of its recent months, where to read more."""

    summary: Summary
    sparkline: Svg
    url: str

    @property
    def has_value(self) -> bool:
        return self.summary.value is not None


@dataclass(frozen=True, slots=True)
class Pot:
    """A common pot whose totals are public: money that came in, was decided, was spent, and what is left."""

    fund: Fund
    received: Decimal
    allocated: Decimal
    spent: Decimal
    left: Decimal
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation with all the parts it plays, in words."""

    name: str
    parts: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything the page shows; empty parts stay empty, nothing is made up."""

    ground: TerritorySummary
    picture: Picture | None
    coalition: Coalition | None
    other_coalitions: list[Coalition]
    vision: Vision | None
    changes: list[ChangeSought]
    actions: list[Action]
    actions_total: int
    members: list[Member]
    figures: list[Figure]
    pots: list[Pot]

    @property
    def is_fictitious(self) -> bool:
        return bool(self.coalition and self.coalition.is_fictitious)

    @property
    def band_slug(self) -> str:
        place = self.ground.territory
        return self.coalition.slug if self.coalition else f"{place.scheme}-{place.code}"

    @property
    def is_bare(self) -> bool:
        """Nothing but the place itself is known."""
        return not (self.coalition or self.figures)


def compose_place(place: Territory, day: date, language: str) -> PlacePage:
    """About fifteen queries and twelve for each public pot, however many figures and places there are."""
    ground = summarise_territory(place, day)
    coalitions = list(_list_coalitions(place, day))
    coalition = coalitions[0] if coalitions else None
    vision = coalition.visions.filter(state=Vision.State.ADOPTED).first() if coalition else None
    actions = _list_actions(coalition) if coalition else Action.objects.none()
    return PlacePage(
        ground=ground,
        picture=_draw_outline(ground, language),
        coalition=coalition,
        other_coalitions=coalitions[1:],
        vision=vision,
        changes=list(vision.changes.all()) if vision else [],
        actions=list(actions[:ACTIONS_SHOWN]),
        actions_total=actions.count(),
        members=_list_members(coalition, day) if coalition else [],
        figures=_list_figures(place),
        pots=[_weigh(fund, day, language) for fund in list_public_funds().filter(coalitions=coalition)]
        if coalition
        else [],
    )


def _list_figures(place: Territory) -> list[Figure]:
    """The headlines that have a figure, as the public may see them."""
    where = f"?place={place.scheme}:{place.code}"
    return [
        Figure(
            one,
            draw_sparkline(Sparkline(one.trend)),
            reverse("aggregation:indicator", args=[one.indicator_code]) + where,
        )
        for one in summarise_headlines(place)
    ]


def _list_coalitions(place: Territory, day: date) -> QuerySet[Coalition]:
    """The public coalitions that work for this place that day, or whose perimeter it is; real ones first."""
    at_work = CoalitionPlace.objects.in_force(day).filter(territory=place).values("coalition_id")
    public = Coalition.objects.filter(is_public=True, archived_on__isnull=True)
    found = public.filter(pk__in=at_work) | public.filter(perimeter=place)
    return found.select_related("perimeter").order_by("is_fictitious", "name_fr")


def _list_actions(coalition: Coalition) -> QuerySet[Action]:
    """What is under way first, then what is planned, done and stopped; ideas stay inside the coalition."""
    public = coalition.actions.filter(is_public=True).exclude(status=Action.Status.IDEA)
    return public.select_related("lead", "place").order_by("-status", "starts_on", "pk")


def _list_members(coalition: Coalition, day: date) -> list[Member]:
    """By name; an organisation that plays several parts stands once."""
    parts: dict[str, list[str]] = {}
    for membership in coalition.memberships.in_force(day).select_related("organisation"):
        parts.setdefault(membership.organisation.name, []).append(str(membership.get_role_display()))
    return [Member(name, ", ".join(sorted(words))) for name, words in parts.items()]


def _draw_outline(ground: TerritorySummary, language: str) -> Picture | None:
    if not ground.outline:
        return None
    rings = rings_of(ground.outline)
    name = ground.territory.name
    return compose(Outlines(name, (Area(name, rings),)), language, "outline") if rings else None


def _weigh(fund: Fund, day: date, language: str) -> Pot:
    figures = summarise_report(fund, BEFORE_ANY_POT, day).figures
    received, allocated, spent, left = (figures[name] for name in ("received", "allocated", "spent", "left"))
    picture = None
    if received and received == allocated + left and allocated >= spent:
        parts = (
            Share(gettext("Spent"), spent),
            Share(gettext("Decided, not spent yet"), allocated - spent),
            Share(gettext("Left"), left),
        )
        picture = compose(
            MoneyBar(fund.name, fund.currency, gettext("Paid in"), received, parts), language, f"pot-{fund.pk}"
        )
    return Pot(fund, received, allocated, spent, left, picture)
