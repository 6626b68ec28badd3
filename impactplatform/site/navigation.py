"""Which entries stand in the main navigation, and for whom? None leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the main navigation."""

    label: str | Promise
    url: str
    is_current: bool


PUBLIC: tuple[tuple[str | Promise, str], ...] = (
    (_("Places"), "site:places"),
    (_("Indicators"), "aggregation:list"),
    (_("Exchanges"), "gatherings:list"),
    (_("Programmes"), "programmes:list"),
    (_("Search"), "site:search"),
)
SIGNED_IN: tuple[tuple[str | Promise, str], ...] = (
    (_("Today"), "today:home"),
    (_("Figures"), "measurements:start"),
    (_("Indicators"), "aggregation:list"),
    (_("Common pots"), "funding:list"),
    (_("Exchanges"), "gatherings:list"),
    (_("Places"), "site:places"),
    (_("Search"), "site:search"),
)


def list_entries(request: HttpRequest) -> list[Entry]:
    """The entries for whoever reads the page, the one they are on marked."""
    user = getattr(request, "user", None)
    chosen = SIGNED_IN if user is not None and user.is_authenticated else PUBLIC
    return [Entry(label, url := reverse(name), request.path == url) for label, name in chosen]
