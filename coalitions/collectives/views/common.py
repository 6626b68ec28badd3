"""How does every page of a coalition open, and how does it say that something was refused?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import get_coalition, list_all_roles
from coalitions.collectives.views.words import say_refusal
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed


@dataclass(frozen=True, slots=True)
class Room:
    """A coalition, and what the reader is for it."""

    coalition: Coalition
    roles: frozenset[str]
    user: User

    def can(self, verb: str) -> bool:
        return bool(decide(verb, self.roles, published=self.coalition.is_public))

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of a coalition knows."""
        return {
            "coalition": self.coalition,
            "fictitious": self.coalition.is_fictitious,
            "band_slug": self.coalition.slug,
            "crumbs": [(self.coalition.name, reverse("collectives:detail", args=[self.coalition.slug]))],
            **more,
        }


def enter(request: HttpRequest, slug: str, verb: str) -> Room:
    """Open a page of the coalition for whoever may; sign-in, 404 or 403 for the others."""
    try:
        coalition = get_coalition(slug)
    except Coalition.DoesNotExist as missing:
        raise Http404 from missing
    roles = list_all_roles(request.user, coalition)
    gate(request, verb, roles, published=coalition.is_public)
    return Room(coalition, roles, cast(User, request.user))


def show_refusal(request: HttpRequest, refusal: CannotProceed) -> None:
    """Put the words of a refusal above the next page."""
    messages.error(request, say_refusal(refusal))


def find_address(name: str, *args: object) -> str:
    """The address of a page of another room, empty while that room has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def render_form(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 0) -> HttpResponse:
    """A page with a form: 422 when the form has errors, so that scripts and tests can tell."""
    form = context.get("form")
    return render(request, template, context, status=status or (422 if form is not None and form.errors else 200))
