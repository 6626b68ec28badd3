"""What does every page's template know?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language, override

from impactplatform.site.navigation import list_entries

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One of the three languages, with the address of this same page in it."""

    code: str
    tag: str
    short: str
    name: str
    path: str
    url: str
    is_current: bool


_NAMES = {"fr": ("fr", "FR", "Français"), "en": ("en", "EN", "English"), "fr-ca": ("fr-CA", "QC", "Français du Québec")}


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for every page. It asks the database nothing for a visitor."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    languages = list_languages(request)
    return {
        "languages": languages,
        "language_tag": next((choice.tag for choice in languages if choice.is_current), "fr"),
        "theme": theme if theme in THEMES else "",
        "entries": list_entries(request),
        "canonical_url": settings.SITE_URL + request.path,
        "code_url": settings.CODE_URL,
        "contact_email": settings.CONTACT_EMAIL,
    }


def list_languages(request: HttpRequest) -> list[LanguageChoice]:
    """This page in each language, query string kept; a page that does not exist leads to each home page."""
    active = get_language() or "fr"
    query = request.META.get("QUERY_STRING", "")
    choices = []
    for code, (tag, short, name) in _NAMES.items():
        path = translate_path(request, code)
        shown = f"{path}?{query}" if query and request.method == "GET" else path
        choices.append(LanguageChoice(code, tag, short, name, shown, settings.SITE_URL + path, code == active))
    return choices


def translate_path(request: HttpRequest, language: str) -> str:
    """The path of this page in another language."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        match = None
    with override(language):
        if match is None or not match.view_name:
            return reverse("site:home")
        return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
