"""What does the one search box find?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from impactplatform.site import queries


@require_GET
def show_results(request: HttpRequest) -> HttpResponse:
    """Places, coalitions, indicators and words of the glossary; accents do not count."""
    query = request.GET.get("q", "").strip()[:100]
    groups = queries.search_everywhere(query, get_language() or "fr", timezone.localdate())
    return render(
        request, "site/search.html", {"query": query, "groups": groups, "total": sum(group.total for group in groups)}
    )
