"""Which coalitions are there, and what does one say of itself?"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.collectives.forms import NewCoalitionForm, ProfileForm, SealForm
from coalitions.collectives.models import Coalition
from coalitions.collectives.operations import (
    CannotBreakSeal,
    CannotCreate,
    CannotEdit,
    archive_coalition,
    break_seal,
    create_coalition,
    edit_coalition,
)
from coalitions.collectives.queries import (
    find_open_seal,
    list_coalitions_of,
    list_members_by_sector,
    list_places,
    list_roles,
    list_visible_coalitions,
)
from coalitions.collectives.views.common import Room, enter, find_address, render_form, show_refusal
from coalitions.collectives.views.words import say_refusal
from impactplatform.accounts.domain import ADMIN, decide
from impactplatform.accounts.gate import CannotAct, gate
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles

PAGE = 60


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """The coalitions the reader may know of, their own first."""
    own = list(list_coalitions_of(request.user).prefetch_related("places__territory"))
    others = list_visible_coalitions(request.user).exclude(pk__in=[c.pk for c in own])
    page = Paginator(others.prefetch_related("places__territory"), PAGE).get_page(request.GET.get("page"))
    can_create = bool(decide("coalition.create", list_platform_roles(request.user)))
    context = {"own": own, "page": page, "can_create": can_create}
    return render(request, "coalitions/collectives/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_new(request: HttpRequest) -> HttpResponse:
    """A platform admin begins a coalition."""
    gate(request, "coalition.create", list_platform_roles(request.user), whose="platform")
    form = NewCoalitionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            coalition = create_coalition(by=cast(User, request.user), **form.read_changes())
            return redirect("collectives:detail", coalition.slug)
        except CannotCreate as refusal:
            form.add_error("slug", say_refusal(refusal))
    return render_form(request, "coalitions/collectives/new.html", {"form": form})


@require_safe
def show_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The coalition's own page: its places, who is in it, how to reach it, and where the rest is."""
    room = enter(request, slug, "coalition_profile.view")
    context = room.context(
        places=list(list_places(room.coalition)),
        sectors=list_members_by_sector(room.coalition),
        doors=_list_doors(room),
        may_break_seal=ADMIN in room.roles,
        seal=find_open_seal(request.user, room.coalition) if ADMIN in room.roles else None,
    )
    return render(request, "coalitions/collectives/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The description, changed by a coordinator; a late edit is shown beside the other one."""
    room = enter(request, slug, "coalition_profile.edit")
    coalition = Coalition.objects.get(pk=room.coalition.pk)
    form = ProfileForm(request.POST or None, instance=coalition, initial={"version": coalition.version})
    conflict: list[tuple[str, Any, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            edit_coalition(
                coalition=room.coalition,
                by=room.user,
                version=form.cleaned_data["version"],
                changes=form.read_changes(),
            )
            messages.success(request, _("Saved."))
            return redirect("collectives:detail", slug)
        except CannotEdit as refusal:
            conflict = _read_conflict(form, refusal)
            if not conflict:
                form.add_error(None, say_refusal(refusal))
    status = 409 if conflict else 0
    context = room.context(form=form, conflict=conflict)
    return render_form(request, "coalitions/collectives/edit.html", context, status=status)


@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """A platform admin closes the coalition."""
    room = enter(request, slug, "coalition.create")
    archive_coalition(coalition=room.coalition, by=room.user)
    messages.success(request, _("The coalition is archived."))
    return redirect("collectives:list")


@require_http_methods(["GET", "HEAD", "POST"])
def show_seal(request: HttpRequest, slug: str) -> HttpResponse:
    """A platform admin opens what is sealed, with a reason, for an hour."""
    room = enter(request, slug, "coalition_profile.view")
    if ADMIN not in list_roles(request.user, room.coalition):
        gate(request, "coalition.delete", room.roles)  # nobody may: sign-in page, 404 or 403 as everywhere
        raise CannotAct("seal.break")
    form = SealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            break_seal(coalition=room.coalition, by=room.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The seal is open for an hour. The coordinators have been told."))
            return redirect("collectives:detail", slug)
        except CannotBreakSeal as refusal:
            show_refusal(request, refusal)
    return render_form(request, "coalitions/collectives/seal.html", room.context(form=form))


def _list_doors(room: Room) -> list[tuple[str, str]]:
    """(label, address) of the other rooms, those open to the reader only."""
    slug = room.coalition.slug
    doors = [
        (_("Shared vision and plan"), "action.view", find_address("vision:detail", slug)),
        (_("Actions"), "action.view", find_address("actions:list", slug)),
        (_("This month’s figures"), "measurement.view_approved", find_address("measurements:latest", slug)),
        (_("Common pots"), "fund.view", find_address("funding:list")),
        (_("Members"), "partner_org.view", find_address("collectives:members", slug)),
        (_("Team"), "membership.list", find_address("collectives:team", slug)),
        (_("Journal"), "audit_log.view", find_address("collectives:journal", slug)),
        (_("Import a partner list"), "import.preview", _start_import(slug)),
        (_("Edit the profile"), "coalition_profile.edit", find_address("collectives:edit", slug)),
        (_("Places of the coalition"), "coalition_profile.edit", find_address("collectives:places", slug)),
    ]
    return [(label, url) for label, verb, url in doors if url and room.can(verb)]


def _start_import(slug: str) -> str:
    address = find_address("partnerlists:list")
    return f"{address}?coalition={slug}" if address else ""


def _read_conflict(form: ProfileForm, refusal: CannotEdit) -> list[tuple[str, Any, Any]]:
    """(field, theirs, yours) when somebody saved in between; the form then carries the version it must beat."""
    if refusal.code != "stale":
        return []
    yours, theirs = refusal.details["yours"], refusal.details["theirs"]
    form.data = {**form.data.dict(), "version": refusal.details["version"]}  # type: ignore[attr-defined]  # a posted form
    return [(str(form.fields[name].label), theirs[name], value) for name, value in yours.items()]
