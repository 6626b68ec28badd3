"""What do the pages of the site itself show: home, glossary, help, declarations, site map?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from impactplatform.site import glossary, queries
from impactplatform.site.context import THEME_COOKIE, THEMES

SHOWN_AT_HOME = 12
A_YEAR = 365 * 24 * 3600


@require_GET
def show_home(request: HttpRequest) -> HttpResponse:
    """One question first: where is my place? Then who is at work, and what changed lately."""
    today = timezone.localdate()
    rows = queries.list_coalition_rows(today)
    context = {"coalitions": rows[:SHOWN_AT_HOME], "total": len(rows), "changes": queries.list_latest_changes(3, today)}
    return render(request, "site/home.html", context)


@require_GET
def show_glossary(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:100]
    language = get_language() or "fr"
    words = glossary.find_words(query, language) if query else glossary.list_words(language)
    return render(
        request, "site/glossary.html", {"words": words, "query": query, "total": len(glossary.list_words(language))}
    )


@require_GET
def show_help(request: HttpRequest) -> HttpResponse:
    return render(request, "site/help.html")


@require_GET
def show_accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


@require_GET
def show_privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "site/privacy.html")


@require_GET
def show_legal(request: HttpRequest) -> HttpResponse:
    return render(request, "site/legal.html")


@require_GET
def show_site_map(request: HttpRequest) -> HttpResponse:
    return render(request, "site/site_map.html", {"coalitions": queries.list_coalition_rows(timezone.localdate())})


@csrf_exempt  # it only turns the lights on or off: no session is read, so visitors need no cookie to use it
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark in a cookie for a year and go back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = reverse("site:home")
    response = redirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
