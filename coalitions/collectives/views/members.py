"""Which organisations are in the coalition, with which parts, since when?"""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from coalitions.collectives.forms import EndForm, MemberForm, NewMemberForm
from coalitions.collectives.models import Membership
from coalitions.collectives.operations import CannotAddMember, CannotEdit, CannotEnd, add_member, end_membership
from coalitions.collectives.queries import list_known_organisations, list_members, list_past_members
from coalitions.collectives.views.common import enter, show_refusal
from coalitions.organisations.operations import CannotCreate, create_organisation
from coalitions.organisations.queries import search_organisations

MOST_FOUND = 20


@require_safe
def show_members(request: HttpRequest, slug: str) -> HttpResponse:
    """The members and former members; a coordinator also searches organisations to add."""
    room = enter(request, slug, "partner_org.view")
    can_manage, query = room.can("membership.manage"), request.GET.get("q", "").strip()
    found = (
        search_organisations(query, among=list_known_organisations(room.coalition))[:MOST_FOUND]
        if can_manage and query
        else []
    )
    context = room.context(
        members=list_members(room.coalition),
        past=list_past_members(room.coalition) if room.can("membership.list") else [],
        can_manage=can_manage,
        query=query,
        found=found,
        form=MemberForm(),
        new_form=NewMemberForm(initial={"name": query}),
        end_form=EndForm(),
    )
    return render(request, "coalitions/collectives/members.html", context)


@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation found by its name becomes a member."""
    room = enter(request, slug, "membership.manage")
    form = MemberForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        organisation = get_object_or_404(list_known_organisations(room.coalition), pk=data["organisation"])
        try:
            add_member(
                coalition=room.coalition,
                by=room.user,
                organisation=organisation,
                role=data["role"],
                starts_on=data["starts_on"],
            )
        except (CannotAddMember, CannotEdit) as refusal:
            show_refusal(request, refusal)
    return redirect("collectives:members", slug)


@require_POST
def add_new(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation the platform did not know is created and becomes a member, both or neither."""
    room = enter(request, slug, "membership.manage")
    form = NewMemberForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                organisation = create_organisation(
                    name=data["name"], sector=data["sector"], by=room.user, roles=room.roles, scope=room.coalition.scope
                )
                add_member(
                    coalition=room.coalition,
                    by=room.user,
                    organisation=organisation,
                    role=data["role"],
                    starts_on=data["starts_on"],
                )
        except (CannotCreate, CannotAddMember, CannotEdit) as refusal:
            show_refusal(request, refusal)
    return redirect("collectives:members", slug)


@require_POST
def stop_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An organisation's part ends."""
    room = enter(request, slug, "membership.manage")
    rows = Membership.objects.select_related("coalition", "organisation")
    membership = get_object_or_404(rows, pk=pk, coalition=room.coalition)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_membership(membership=membership, by=room.user, ends_before=form.cleaned_data["ends_before"])
        except (CannotEnd, CannotEdit) as refusal:
            show_refusal(request, refusal)
    return redirect("collectives:members", slug)
