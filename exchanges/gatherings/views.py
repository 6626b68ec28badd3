"""What do people read of visits and gatherings, and how are they recorded?"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import get_coalition, list_all_roles, list_coalitions_of
from coalitions.organisations.models import Organisation
from exchanges.gatherings import operations
from exchanges.gatherings.forms import GatheringForm
from exchanges.gatherings.models import Gathering
from exchanges.gatherings.queries import get_gathering, is_public, list_gatherings
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.kernel.decisions import CannotProceed

PAGE = 30
EDIT, EDIT_PLATFORM = "coalition_profile.edit", "settings.edit"
FORM_METHODS = ["GET", "HEAD", "POST"]
WORDS = {
    "title_missing": gettext_lazy("Give it a title."),
    "dates_not_in_order": gettext_lazy("The end is not after the beginning."),
    "changed_meanwhile": gettext_lazy("Somebody saved while you were writing. Your words are below: compare them with what is now on the page, then save again."),
}  # fmt: skip


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Visits, festivals and workshops, latest first; where one may record another."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Gathering.Kind.values:
        raise Http404
    coalitions = [c for c in list_coalitions_of(request.user) if decide(EDIT, list_all_roles(request.user, c))]
    context = {
        "page": Paginator(list_gatherings(request.user, kind=kind), PAGE).get_page(request.GET.get("page")),
        "kind": kind,
        "kinds": Gathering.Kind.choices,
        "coalitions": coalitions,
        "can_add": bool(decide(EDIT_PLATFORM, list_platform_roles(request.user))),
    }
    return render(request, "exchanges/gatherings/list.html", context)


@require_safe
def show_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One gathering: when, where, who came, what was seen, and who says so."""
    gathering = _find(slug)
    _enter(request, gathering, "action.view", published=is_public(gathering))
    context = {"can_edit": _may_edit(request, gathering.coalition)}
    return _render(request, "detail", context, gathering, here=gathering.title)


@require_http_methods(FORM_METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """A platform admin records one of no coalition."""
    gate(request, EDIT_PLATFORM, list_platform_roles(request.user), whose="platform")
    return _add(request, None)


@require_http_methods(FORM_METHODS)
def add_to_coalition(request: HttpRequest, slug: str) -> HttpResponse:
    """A coordinator records one of their coalition."""
    try:
        coalition = get_coalition(slug)
    except Coalition.DoesNotExist as missing:
        raise Http404 from missing
    gate(request, EDIT, list_all_roles(request.user, coalition))
    return _add(request, coalition)


@require_http_methods(FORM_METHODS)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever may record it may mend it."""
    gathering = _find(slug)
    _enter(request, gathering, EDIT)
    members = _list_members(gathering.coalition)
    form = GatheringForm(request.POST or None, members=members, gathering=gathering)
    if request.method == "POST" and form.is_valid():
        try:
            version, by = form.cleaned_data["version"] or 0, cast(User, request.user)
            operations.edit_gathering(gathering=gathering, version=version, by=by, **form.read_fields())
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("gatherings:detail", gathering.slug)
    return _render(request, "form", {"form": form}, gathering, here=_("Edit the gathering"))


@require_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Take it back."""
    gathering = _find(slug)
    _enter(request, gathering, EDIT)
    operations.remove_gathering(gathering=gathering, by=cast(User, request.user))
    messages.success(request, _("“%(title)s” was taken back.") % {"title": gathering.title})
    return redirect("gatherings:list")


def _add(request: HttpRequest, coalition: Coalition | None) -> HttpResponse:
    form = GatheringForm(request.POST or None, members=_list_members(coalition))
    if request.method == "POST" and form.is_valid():
        try:
            by, fields = cast(User, request.user), form.read_fields()
            made = operations.record_gathering(
                coalition=coalition, by=by, is_fictitious=bool(coalition and coalition.is_fictitious), **fields
            )
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            messages.success(request, _("Recorded."))
            return redirect("gatherings:detail", made.slug)
    return _render(request, "form", {"form": form, "coalition": coalition}, None, here=_("Record a gathering"))


def _find(slug: str) -> Gathering:
    try:
        return get_gathering(slug)
    except Gathering.DoesNotExist as missing:
        raise Http404 from missing


def _enter(request: HttpRequest, gathering: Gathering, verb: str, *, published: bool = False) -> None:
    """Through the coalition when it has one, else as something of the platform."""
    if gathering.coalition is not None:
        gate(request, verb, list_all_roles(request.user, gathering.coalition), published=published)
    elif not published:
        gate(request, EDIT_PLATFORM, list_platform_roles(request.user), whose="platform")


def _may_edit(request: HttpRequest, coalition: Coalition | None) -> bool:
    if coalition is None:
        return bool(decide(EDIT_PLATFORM, list_platform_roles(request.user)))
    return bool(decide(EDIT, list_all_roles(request.user, coalition)))


def _list_members(coalition: Coalition | None) -> Any:
    if coalition is None:
        return Organisation.objects.none()
    return Organisation.objects.filter(memberships__coalition=coalition).distinct()


def _take_refusal(form: GatheringForm, refusal: CannotProceed) -> None:
    words = WORDS.get(refusal.code, gettext_lazy("This could not be saved."))
    form.add_error("ends_before" if refusal.code == "dates_not_in_order" else None, str(words) % refusal.details)


def _render(
    request: HttpRequest, template: str, context: dict[str, Any], gathering: Gathering | None, *, here: str
) -> HttpResponse:
    crumbs = [(_("Exchanges"), reverse("gatherings:list"))]
    if gathering is not None and template != "detail":
        crumbs.append((gathering.title, reverse("gatherings:detail", args=[gathering.slug])))
    coalition = context.get("coalition") or (gathering.coalition if gathering else None)
    fictitious = bool((gathering and gathering.is_fictitious) or (coalition and coalition.is_fictitious))
    shared = {
        "gathering": gathering, "crumbs": crumbs, "here": here, "fictitious": fictitious,
        "band_slug": coalition.slug if coalition else "", **context,
    }  # fmt: skip
    form = context.get("form")
    return render(
        request,
        f"exchanges/gatherings/{template}.html",
        shared,
        status=422 if form is not None and form.errors else 200,
    )
