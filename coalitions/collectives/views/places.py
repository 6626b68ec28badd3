"""Which places does the coalition work for, since when?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from coalitions.collectives.forms import EndForm, PlaceForm
from coalitions.collectives.models import CoalitionPlace
from coalitions.collectives.operations import CannotAddPlace, CannotEdit, CannotEnd, add_place, end_place
from coalitions.collectives.operations.places import PERIMETER_SCHEME
from coalitions.collectives.views.common import enter, show_refusal
from coalitions.territories.models import Territory
from coalitions.territories.queries import search_territories

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
def show_places(request: HttpRequest, slug: str) -> HttpResponse:
    """The places with their dates; a search by name or code finds others to add."""
    room = enter(request, slug, "coalition_profile.edit")
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        territory = get_object_or_404(
            Territory.objects.exclude(scheme=PERIMETER_SCHEME), pk=form.cleaned_data["territory"]
        )
        try:
            add_place(
                coalition=room.coalition, by=room.user, territory=territory, starts_on=form.cleaned_data["starts_on"]
            )
        except (CannotAddPlace, CannotEdit) as refusal:
            show_refusal(request, refusal)
        return redirect("collectives:places", slug)
    query = request.GET.get("q", "").strip()
    found = search_territories(query).exclude(scheme=PERIMETER_SCHEME)[:MOST_FOUND] if query else []
    places = room.coalition.places.select_related("territory")
    context = room.context(places=places, query=query, found=found, form=form, end_form=EndForm())
    return render(request, "coalitions/collectives/places.html", context)


@require_POST
def stop_place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The work for a place ends."""
    room = enter(request, slug, "coalition_profile.edit")
    place = get_object_or_404(
        CoalitionPlace.objects.select_related("coalition", "territory"), pk=pk, coalition=room.coalition
    )
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_place(place=place, by=room.user, ends_before=form.cleaned_data["ends_before"])
        except (CannotEnd, CannotEdit) as refusal:
            show_refusal(request, refusal)
    return redirect("collectives:places", slug)
