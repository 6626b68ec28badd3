"""Which places are there, and what is happening in one of them?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from coalitions.territories.models import Territory
from coalitions.territories.vocabulary import Kind
from impactplatform.site import place_page, queries

ON_A_PAGE = 50


@require_safe
def list_places(request: HttpRequest) -> HttpResponse:
    """All places, those with a coalition first; found by name or code, filtered by kind."""
    query = request.GET.get("q", "").strip()[:100]
    kind = request.GET.get("kind", "")
    if kind and kind not in {code.value for code in Kind}:
        raise Http404
    found = queries.list_found_places(
        query, kind, with_coalition=request.GET.get("coalition") == "1", day=timezone.localdate()
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    kinds = [(code.value, gettext(code.label)) for code in Kind]
    context = {
        "page": page,
        "query": query,
        "kind": kind,
        "kinds": kinds,
        "with_coalition": request.GET.get("coalition") == "1",
    }
    return render(request, "site/places.html", context)


@require_safe
def show_place(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    """The public page of a place: aspiration, what moves, actions, money, who is behind (screen S4)."""
    place = get_object_or_404(Territory.objects.select_related("successor"), scheme=scheme, code=code)
    page = place_page.compose_place(place, timezone.localdate(), get_language() or "fr")
    context = {"page": page, "place": place, "fictitious": page.is_fictitious, "band_slug": page.band_slug}
    return render(request, "site/place.html", context)
