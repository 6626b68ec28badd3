"""What do people read of the shared plan, and how do coordinators write it?"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import get_coalition, list_all_roles
from coalitions.vision import operations
from coalitions.vision.domain import compare_versions
from coalitions.vision.forms import AdoptForm, ChangeForm, VisionForm
from coalitions.vision.models import ChangeSought, Vision
from coalitions.vision.queries import (
    find_adopted,
    find_draft,
    get_vision,
    list_versions,
    read_version,
    summarise_plan,
)
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed

EDIT = "coalition_profile.edit"
FORM_METHODS = ["GET", "HEAD", "POST"]
WORDS = {
    "draft_exists": gettext_lazy("A version is already being written. Finish it, or give it up, first."),
    "archived": gettext_lazy("This coalition is archived: it can be read, no longer changed."),
    "already_adopted": gettext_lazy("This version was adopted meanwhile. What is adopted is not edited: begin a new version."),
    "changed_meanwhile": gettext_lazy("Somebody saved while you were writing. Your words are below: compare them with what is now on the page, then save again."),
    "aspiration_missing": gettext_lazy("Write the aspiration in one language at least."),
    "title_missing": gettext_lazy("Say what should change."),
    "body_missing": gettext_lazy("Say who adopted it."),
    "future_date": gettext_lazy("This day has not come yet. Give the day it was adopted."),
    "before_the_one_in_force": gettext_lazy("The version in force was adopted on %(on)s: this one cannot be older."),
    "no_change_sought": gettext_lazy("Add at least one change sought before adopting."),
}  # fmt: skip


@require_safe
def show_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Aspiration, changes sought, actions; an earlier version on demand."""
    coalition, roles = _enter(request, slug, "action.view")
    vision = _choose_version(coalition, request.GET.get("version", ""))
    inside = bool(decide("action.view", roles))
    context = {
        "plan": summarise_plan(vision, public_only=not inside) if vision else None,
        "versions": list(list_versions(coalition)),
        "can_edit": bool(decide(EDIT, roles)),
        "draft": find_draft(coalition) if decide(EDIT, roles) else None,
    }
    return _render(request, "plan", coalition, context)


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two adopted versions side by side: what came, went, was reworded, stayed."""
    coalition, _roles = _enter(request, slug, "action.view")
    versions = list(list_versions(coalition))
    if len(versions) < 2:
        raise Http404
    latest, previous = versions[0].number, versions[1].number
    before = _choose_version(coalition, request.GET.get("from") or str(previous))
    after = _choose_version(coalition, request.GET.get("to") or str(latest))
    if before is None or after is None:
        raise Http404
    told = compare_versions(read_version(before), read_version(after))
    context = {"before": before, "after": after, "told": told, "versions": versions}
    return _render(request, "compare", coalition, context, here=_("Compare versions"))


@require_http_methods(FORM_METHODS)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the draft: its words here, its changes one by one. Without a draft, saving begins one."""
    coalition, _roles = _enter(request, slug, EDIT)
    draft, by = find_draft(coalition), cast(User, request.user)
    start = draft or find_adopted(coalition)
    initial = {name: getattr(start, name) for name in operations.FIELDS} if start else {}
    form = VisionForm(request.POST or None, initial={**initial, "version": draft.version if draft else ""})
    if request.method == "POST" and form.is_valid():
        try:
            if draft is None:
                operations.draft_vision(coalition=coalition, by=by, **form.read_fields())
            else:
                version = form.cleaned_data["version"] or 0
                operations.edit_vision(vision=draft, version=version, by=by, **form.read_fields())
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("vision:edit", slug)
    context = {"form": form, "draft": draft, "in_force": find_adopted(coalition)}
    return _render(request, "edit", coalition, context, here=_("Write the plan"))


@require_http_methods(FORM_METHODS)
def add_change(request: HttpRequest, slug: str) -> HttpResponse:
    """A new change sought in the draft."""
    coalition, _roles = _enter(request, slug, EDIT)
    draft = find_draft(coalition)
    if draft is None:
        return redirect("vision:edit", slug)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.seek_change(vision=draft, by=cast(User, request.user), **form.cleaned_data)
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            messages.success(request, _("Change sought added."))
            return redirect("vision:edit", slug)
    return _render(request, "change", coalition, {"form": form}, here=_("Add a change sought"))


@require_http_methods(FORM_METHODS)
def edit_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Reword a change of the draft."""
    coalition, _roles = _enter(request, slug, EDIT)
    change = get_object_or_404(ChangeSought, pk=pk, vision__coalition=coalition, vision__state=Vision.State.DRAFT)
    initial = {name: getattr(change, name) for name in ChangeForm.base_fields}
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_change(change=change, by=cast(User, request.user), **form.cleaned_data)
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("vision:edit", slug)
    context = {"form": form, "change": change}
    return _render(request, "change", coalition, context, here=_("Edit a change sought"))


@require_POST
def drop_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a change out of the draft."""
    coalition, _roles = _enter(request, slug, EDIT)
    change = get_object_or_404(ChangeSought, pk=pk, vision__coalition=coalition, vision__state=Vision.State.DRAFT)
    operations.drop_change(change=change, by=cast(User, request.user))
    messages.success(request, _("“%(title)s” is no longer in the draft.") % {"title": change.title})
    return redirect("vision:edit", slug)


@require_http_methods(FORM_METHODS)
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft becomes the version in force."""
    coalition, _roles = _enter(request, slug, EDIT)
    draft = find_draft(coalition)
    if draft is None:
        return redirect("vision:edit", slug)
    form = AdoptForm(request.POST or None, initial={"version": draft.version, "on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            operations.adopt_vision(vision=draft, by=cast(User, request.user), **form.cleaned_data)
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            messages.success(request, _("The shared vision is adopted. Everybody can read it."))
            return redirect("vision:detail", slug)
    return _render(request, "adopt", coalition, {"form": form, "draft": draft}, here=_("Adopt this version"))


@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the draft up."""
    coalition, _roles = _enter(request, slug, EDIT)
    if (draft := find_draft(coalition)) is not None:
        operations.discard_draft(vision=draft, by=cast(User, request.user))
        messages.success(request, _("The draft was given up."))
    return redirect("vision:detail", slug)


def _enter(request: HttpRequest, slug: str, verb: str) -> tuple[Coalition, frozenset[str]]:
    try:
        coalition = get_coalition(slug)
    except Coalition.DoesNotExist as missing:
        raise Http404 from missing
    roles = list_all_roles(request.user, coalition)
    gate(request, verb, roles, published=coalition.is_public)
    return coalition, roles


def _choose_version(coalition: Coalition, number: str) -> Vision | None:
    """The version in force, or the adopted one of that number; a draft or an unknown number is 404."""
    if not number:
        return find_adopted(coalition)
    try:
        vision = get_vision(coalition, int(number))
    except (ValueError, OverflowError, Vision.DoesNotExist) as missing:
        raise Http404 from missing
    if vision.state == Vision.State.DRAFT:
        raise Http404
    return vision


def _take_refusal(form: VisionForm | ChangeForm | AdoptForm, refusal: CannotProceed) -> None:
    words = WORDS.get(refusal.code, gettext_lazy("This could not be saved."))
    form.add_error(None, str(words) % refusal.details)


def _render(
    request: HttpRequest, template: str, coalition: Coalition, context: dict[str, Any], *, here: str = ""
) -> HttpResponse:
    crumbs = [
        (_("Coalitions"), reverse("collectives:list")),
        (coalition.name, reverse("collectives:detail", args=[coalition.slug])),
    ]
    if here:
        crumbs.append((_("Shared plan"), reverse("vision:detail", args=[coalition.slug])))
    shared = {
        "coalition": coalition, "fictitious": coalition.is_fictitious, "band_slug": coalition.slug, "crumbs": crumbs,
        "here": here or _("Shared plan"), **context,
    }  # fmt: skip
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, f"coalitions/vision/{template}.html", shared, status=status)
