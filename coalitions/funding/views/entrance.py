"""How does every page of a pot open: for whom, and with what around it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from coalitions.collectives.queries import list_own_organisations
from coalitions.funding.models import Allocation, Fund
from coalitions.funding.queries import can_read_whole, get_fund, list_allocation_roles, list_concerned, list_fund_roles
from impactplatform.accounts.domain import FUNDER, OPERATOR, PARTNER, decide
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User


@dataclass(frozen=True, slots=True)
class Room:
    """A pot, and what the reader is for it."""

    fund: Fund
    roles: frozenset[str]
    user: User

    @property
    def owned(self) -> frozenset[str]:
        """Seats of this very pot: what the table of rights calls one's own."""
        return self.roles & {FUNDER, OPERATOR}

    def can(self, verb: str) -> bool:
        return bool(decide(verb, self.roles) or decide(verb, self.owned, owns=True))

    @property
    def reads_whole(self) -> bool:
        return can_read_whole(self.roles)

    def context(self, here: str = "", **more: Any) -> dict[str, Any]:
        """What every page of a pot knows."""
        crumbs = [(gettext("Common pots"), reverse("funding:list"))]
        if here:
            crumbs.append((self.fund.name, reverse("funding:detail", args=[self.fund.slug])))
        return {
            "fund": self.fund, "fictitious": self.fund.is_fictitious, "band_slug": self.fund.slug,
            "crumbs": crumbs, "here": here or self.fund.name, **more,
        }  # fmt: skip


def enter(request: HttpRequest, slug: str, verb: str, *, published: bool = False) -> Room:
    """Open a page of the pot for whoever may `verb`; sign-in, 404 or 403 for the others."""
    room = find_room(request, slug)
    if not room.can(verb):
        gate(request, verb, room.roles, published=published)
    return room


def find_room(request: HttpRequest, slug: str) -> Room:
    """The pot of this address; what may be read of it is decided by the page."""
    try:
        fund = get_fund(slug)
    except Fund.DoesNotExist as missing:
        raise Http404 from missing
    return Room(fund, list_fund_roles(request.user, fund), cast(User, request.user))


def enter_allocation(request: HttpRequest, slug: str, pk: int, verb: str) -> tuple[Room, Allocation]:
    """Open a page about one allocation: a partner for those that concern their organisation, a coordinator for their coalition's."""
    room = find_room(request, slug)
    rows = room.fund.allocations.select_related(
        "coalition", "action__lead", "territory", "written_by", "decided_by", "reverses"
    )
    allocation = rows.filter(pk=pk).first()
    if allocation is None:
        gate(request, "fund.view", room.roles, owns=bool(room.owned))
        raise Http404
    allocation.fund = room.fund
    roles = list_allocation_roles(request.user, room.fund, allocation.coalition)
    owned = roles & {FUNDER, OPERATOR}
    if PARTNER in roles and list_concerned(allocation) & list_own_organisations(request.user, allocation.coalition):
        owned |= {PARTNER}
    if not decide(verb, owned, owns=True):
        gate(request, verb, roles)
    return Room(room.fund, roles, room.user), allocation


def render_form(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with a form: 422 when the form has errors, so that scripts and tests can tell."""
    form = context.get("form")
    return render(request, template, context, status=422 if form is not None and form.errors else 200)
