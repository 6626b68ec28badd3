"""What do the home page, the list of places and the search read from several nouns at once?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition, CoalitionPlace
from coalitions.territories.models import Territory
from coalitions.territories.queries import search_territories
from coalitions.vision.models import Vision
from impactplatform.kernel.text import fold
from impactplatform.site import glossary
from indicators.catalogue.models import IndicatorVersion

SEARCH_SHOWS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened, with the day and where to read it."""

    on: date
    words: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class CoalitionRow:
    """A coalition in a list, under the name of its place; one of several places without perimeter, under its own."""

    slug: str
    name: str
    coalition: str
    aspiration: str
    url: str
    places: int
    is_fictitious: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search."""

    name: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one kind; `total` counts those not shown too."""

    key: str
    label: str
    total: int
    items: list[Found] = field(default_factory=list)


def list_coalition_rows(day: date) -> list[CoalitionRow]:
    """Coalitions with a public page, those that adopted an aspiration first, then by the name shown. Three queries."""
    places = CoalitionPlace.objects.in_force(day).select_related("territory").defer("territory__outline")
    adopted = Vision.objects.filter(state=Vision.State.ADOPTED)
    found = (
        Coalition.objects.filter(is_public=True, archived_on__isnull=True)
        .select_related("perimeter")
        .defer("perimeter__outline")
        .prefetch_related(
            Prefetch("places", places, to_attr="places_now"), Prefetch("visions", adopted, to_attr="adopted")
        )
    )
    return sorted(map(_row, found), key=lambda row: (not row.aspiration, fold(row.name)))


def _row(coalition: Any) -> CoalitionRow:
    places = [link.territory for link in coalition.places_now]
    main = coalition.perimeter or (places[0] if len(places) == 1 else None)
    return CoalitionRow(
        slug=coalition.slug,
        name=main.name if main else coalition.name,
        coalition=coalition.name if main and main.name != coalition.name else "",
        aspiration=coalition.adopted[0].aspiration if coalition.adopted else "",
        url=place_url(main) if main else coalition_url(coalition),
        places=len(places),
        is_fictitious=coalition.is_fictitious,
    )


def list_latest_changes(count: int, day: date) -> list[Change]:
    """The latest public happenings until a day, newest first: visions adopted, actions begun. Two queries."""
    open_now = {"coalition__is_public": True, "coalition__archived_on__isnull": True}
    adopted = gettext("A shared aspiration was adopted: “%(text)s”")
    begun = gettext("An action began: %(text)s")
    visions = Vision.objects.filter(state=Vision.State.ADOPTED, adopted_on__lte=day, **open_now)
    actions = Action.objects.filter(is_public=True, starts_on__lte=day, **open_now).exclude(status=Action.Status.IDEA)
    changes = [
        *(
            _change(one, one.adopted_on, adopted, one.aspiration)
            for one in visions.select_related("coalition").order_by("-adopted_on")[:count]
        ),
        *(
            _change(one, one.starts_on, begun, one.title)
            for one in actions.select_related("coalition").order_by("-starts_on")[:count]
        ),
    ]
    return sorted(changes, key=lambda change: change.on, reverse=True)[:count]


def _change(one: Vision | Action, on: date | None, words: str, text: str) -> Change:
    return Change(on or date.min, words % {"text": text}, one.coalition.name, coalition_url(one.coalition))


def list_found_places(query: str, kind: str = "", *, with_coalition: bool = False, day: date) -> QuerySet[Territory]:
    """Places that the words or code find (all without words): with a public coalition first, no longer in force last.

    A past one says so (`past`): people know a neighbourhood by the name its redrawn perimeter no longer has.
    """
    at_work = CoalitionPlace.objects.in_force(day).filter(
        territory=OuterRef("pk"), coalition__is_public=True, coalition__archived_on__isnull=True
    )
    gone = Case(When(valid_until__lte=day, then=Value(1)), default=Value(0), output_field=IntegerField())
    everywhere = Territory.objects.annotate(past=gone).order_by("past", "name", "code")
    places = search_territories(query) if query else everywhere
    places = places.defer("outline").annotate(has_coalition=Exists(at_work))
    if kind:
        places = places.filter(kind=kind)
    if with_coalition:
        places = places.filter(has_coalition=True)
    return places.order_by("-has_coalition", *places.query.order_by)


def search_everywhere(query: str, language: str, day: date) -> list[Group]:
    """Places, coalitions, indicators and words, the public ones only. Two queries a kind."""
    parts = fold(query).split()
    if not parts:
        return []
    groups = [
        _group_places(query, day),
        _group_coalitions(parts),
        _group_indicators(parts),
        _group_words(query, language),
    ]
    return [group for group in groups if group.total]


def _group_places(query: str, day: date) -> Group:
    places = list_found_places(query, day=day)
    items = [
        Found(
            place.name,
            f"{place.get_kind_display()} · {place.code}",
            reverse("site:place", args=[place.scheme, place.code]),
        )
        for place in places[:SEARCH_SHOWS]
    ]
    return Group("places", gettext("Places"), places.count(), items)


def _group_coalitions(parts: list[str]) -> Group:
    found = Coalition.objects.filter(is_public=True, archived_on__isnull=True)
    for part in parts:
        found = found.filter(folded_name__contains=part)
    items = [
        Found(coalition.name, coalition.presentation[:140], coalition_url(coalition))
        for coalition in found[:SEARCH_SHOWS]
    ]
    return Group("coalitions", gettext("Coalitions"), found.count(), items)


def _group_indicators(parts: list[str]) -> Group:
    found: QuerySet[Any] = IndicatorVersion.objects.filter(
        is_current=True, indicator__retired_on__isnull=True
    ).select_related("indicator")
    for part in parts:
        found = found.filter(indicator__folded_name__contains=part)
    items = [
        Found(version.name, version.definition[:140], reverse("aggregation:indicator", args=[version.indicator.code]))
        for version in found[:SEARCH_SHOWS]
    ]
    return Group("indicators", gettext("Indicators"), found.count(), items)


def _group_words(query: str, language: str) -> Group:
    words = glossary.find_words(query, language)
    items = [Found(word.name, word.meaning, f"{reverse('site:glossary')}#{word.id}") for word in words[:SEARCH_SHOWS]]
    return Group("words", gettext("Words of the glossary"), len(words), items)


def place_url(place: Territory) -> str:
    return reverse("site:place", args=[place.scheme, place.code])


def coalition_url(coalition: Coalition) -> str:
    return reverse("collectives:detail", args=[coalition.slug])
