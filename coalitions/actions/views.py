"""What do people read of the actions, and how do coordinators and partners keep them true?"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.actions import operations
from coalitions.actions.exports import THEMES, write_actions
from coalitions.actions.forms import ActionForm, JoinForm, MoveForm
from coalitions.actions.models import Action, ActionPartner
from coalitions.actions.queries import get_action, list_actions
from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import get_coalition, list_all_roles, list_own_organisations
from coalitions.vision.queries import list_change_choices
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed

PAGE = 50
FORM_METHODS = ["GET", "HEAD", "POST"]
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
WORDS = {
    "archived": gettext_lazy("This coalition is archived: it can be read, no longer changed."),
    "title_missing": gettext_lazy("Name the action."),
    "not_member": gettext_lazy("%(organisation)s is not a member of the coalition."),
    "lead_not_own": gettext_lazy("Only a coordinator gives the lead to another organisation."),
    "unknown_change": gettext_lazy("This change is in no version of the plan."),
    "dates_not_in_order": gettext_lazy("The end is not after the beginning."),
    "changed_meanwhile": gettext_lazy("Somebody saved while you were writing. Your words are below: compare them with what is now on the page, then save again."),
    "same_status": gettext_lazy("The action already has this status."),
    "reason_missing": gettext_lazy("Say why in one sentence: people who count on this action will ask."),
    "already_partner": gettext_lazy("This organisation already takes part."),
    "is_lead": gettext_lazy("This organisation already leads the action."),
    "still_in_use": gettext_lazy("Money or figures refer to this action: stop it instead, so that they keep their meaning."),
}  # fmt: skip


@require_safe
def show_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The actions the reader may see, filtered by status and theme; as a file too."""
    coalition, roles = _enter(request, slug, "action.view")
    status, theme = request.GET.get("status", ""), request.GET.get("theme", "")
    if (status and status not in Action.Status.values) or (theme and theme not in THEMES):
        raise Http404
    found = list_actions(coalition, roles=roles, status=status, theme=theme)
    if (form := request.GET.get("format", "")) in TYPES:
        return _send(write_actions(found, form=form, title=coalition.name), f"actions-{coalition.slug}.{form}", form)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "status": status,
        "theme": theme,
        "statuses": Action.Status.choices,
        "themes": [(code, _(label)) for code, label in THEMES.items()],
        "changes": dict(list_change_choices(coalition)),
        "files": [(form.upper(), f"?{_with(request, format=form)}") for form in TYPES],
        "can_add": _can_edit(request, coalition, roles, *list_own_organisations(request.user, coalition)),
    }
    return _render(request, "list", coalition, context, here=_("Actions"))


@require_safe
def show_detail(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    """One action: what, who, where, when, for which change, and how it stands."""
    coalition, roles = _enter(request, slug, "action.view")
    found = _find(coalition, action)
    gate(request, "action.view", roles, published=found.is_public)
    can_edit = _can_edit(request, coalition, roles, found.lead_id)
    own = list_own_organisations(request.user, coalition)
    change = dict(list_change_choices(coalition)).get(found.change_code, "")
    context = {
        "action": found,
        "change": change,
        "theme": _(THEMES[found.theme]) if found.theme in THEMES else found.theme,
        "can_edit": can_edit,
        "can_join": can_edit or bool(own and decide("action.edit", roles, owns=True)),
        "can_delete": bool(decide("action.delete", roles)),
        "own": own,
    }
    return _render(request, "detail", coalition, context, here=found.title)


@require_http_methods(FORM_METHODS)
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A coordinator, or a partner for their own organisation, begins an action."""
    coalition, roles = _enter(request, slug, "action.view")
    own = list_own_organisations(request.user, coalition)
    gate(request, "action.edit", roles, owns=bool(own))
    leads = None if decide("action.edit", roles) else own
    form = ActionForm(request.POST or None, coalition=coalition, leads=leads, initial={"lead": next(iter(own), None)})
    if request.method == "POST" and form.is_valid():
        try:
            by = cast(User, request.user)
            made = operations.create_action(coalition=coalition, by=by, **form.read_fields())
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            messages.success(request, _("Action added."))
            return redirect("actions:detail", slug, made.slug)
    return _render(request, "form", coalition, {"form": form}, here=_("Add an action"))


@require_http_methods(FORM_METHODS)
def edit(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    """Describe the action again."""
    coalition, roles, found = _enter_action(request, slug, action)
    leads = None if decide("action.edit", roles) else list_own_organisations(request.user, coalition)
    initial = {name: getattr(found, name) for name in (*operations.FIELDS, "version")}
    form = ActionForm(request.POST or None, coalition=coalition, leads=leads, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            version, by = form.cleaned_data["version"] or 0, cast(User, request.user)
            operations.edit_action(action=found, version=version, by=by, **form.read_fields())
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("actions:detail", slug, found.slug)
    return _render(request, "form", coalition, {"form": form, "action": found}, here=_("Edit the action"))


@require_http_methods(FORM_METHODS)
def move(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    """Say where the action stands now."""
    coalition, _roles, found = _enter_action(request, slug, action)
    form = MoveForm(request.POST or None, initial={"status": found.status, "version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_status(action=found, by=cast(User, request.user), **form.cleaned_data)
        except CannotProceed as refusal:
            _take_refusal(form, refusal, "reason" if refusal.code == "reason_missing" else None)
        else:
            messages.success(request, _("Saved."))
            return redirect("actions:detail", slug, found.slug)
    return _render(request, "form", coalition, {"form": form, "action": found}, here=_("Change the status"))


@require_http_methods(FORM_METHODS)
def join(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    """A member organisation takes part."""
    coalition, roles = _enter(request, slug, "action.view")
    found, own = _find(coalition, action), list_own_organisations(request.user, coalition)
    gate(request, "action.edit", roles, owns=bool(own))
    among = None if decide("action.edit", roles, owns=found.lead_id in own) else own
    form = JoinForm(request.POST or None, action=found, among=among)
    if request.method == "POST" and form.is_valid():
        try:
            organisation = form.cleaned_data["organisation"]
            operations.join_action(action=found, organisation=organisation, by=cast(User, request.user))
        except CannotProceed as refusal:
            _take_refusal(form, refusal)
        else:
            return redirect("actions:detail", slug, found.slug)
    return _render(request, "form", coalition, {"form": form, "action": found}, here=_("Add a partner"))


@require_POST
def leave(request: HttpRequest, slug: str, action: str, pk: int) -> HttpResponse:
    """An organisation no longer takes part."""
    coalition, roles = _enter(request, slug, "action.view")
    own = list_own_organisations(request.user, coalition)
    gate(request, "action.edit", roles, owns=bool(own))
    partner = get_object_or_404(
        ActionPartner.objects.select_related("action__coalition", "organisation"),
        pk=pk, action__coalition=coalition, action__slug=action,
    )  # fmt: skip
    gate(request, "action.edit", roles, owns=bool(own & {partner.organisation_id, partner.action.lead_id}))
    operations.leave_action(partner=partner, by=cast(User, request.user))
    messages.success(request, _("%(name)s no longer takes part.") % {"name": partner.organisation.name})
    return redirect("actions:detail", slug, action)


@require_POST
def remove(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    """Take an action out of the plan."""
    coalition, _roles = _enter(request, slug, "action.delete")
    found = _find(coalition, action)
    try:
        operations.remove_action(action=found, by=cast(User, request.user))
    except CannotProceed as refusal:
        messages.error(request, _say(refusal))
        return redirect("actions:detail", slug, action)
    messages.success(request, _("“%(title)s” is no longer in the plan.") % {"title": found.title})
    return redirect("actions:list", slug)


def _enter(request: HttpRequest, slug: str, verb: str) -> tuple[Coalition, frozenset[str]]:
    try:
        coalition = get_coalition(slug)
    except Coalition.DoesNotExist as missing:
        raise Http404 from missing
    roles = list_all_roles(request.user, coalition)
    gate(request, verb, roles, published=coalition.is_public)
    return coalition, roles


def _enter_action(request: HttpRequest, slug: str, action: str) -> tuple[Coalition, frozenset[str], Action]:
    """For changing one: those who may in general, then those who may this one."""
    coalition, roles = _enter(request, slug, "action.view")
    own = list_own_organisations(request.user, coalition)
    gate(request, "action.edit", roles, owns=bool(own))
    found = _find(coalition, action)
    gate(request, "action.edit", roles, owns=found.lead_id in own)
    return coalition, roles, found


def _find(coalition: Coalition, slug: str) -> Action:
    try:
        return get_action(coalition, slug)
    except Action.DoesNotExist as missing:
        raise Http404 from missing


def _can_edit(request: HttpRequest, coalition: Coalition, roles: frozenset[str], *organisations: int | None) -> bool:
    own = list_own_organisations(request.user, coalition)
    return bool(decide("action.edit", roles, owns=any(one in own for one in organisations if one is not None)))


def _say(refusal: CannotProceed) -> str:
    return str(WORDS.get(refusal.code, gettext_lazy("This could not be saved."))) % refusal.details


def _take_refusal(form: ActionForm | MoveForm | JoinForm, refusal: CannotProceed, field: str | None = None) -> None:
    form.add_error(field, _say(refusal))


def _with(request: HttpRequest, **more: str) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    asked.update(more)
    return asked.urlencode()


def _send(content: bytes, name: str, form: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _render(
    request: HttpRequest, template: str, coalition: Coalition, context: dict[str, Any], *, here: str
) -> HttpResponse:
    crumbs = [
        (_("Coalitions"), reverse("collectives:list")),
        (coalition.name, reverse("collectives:detail", args=[coalition.slug])),
    ]
    if template != "list":
        crumbs.append((_("Actions"), reverse("actions:list", args=[coalition.slug])))
    shared = {
        "coalition": coalition, "fictitious": coalition.is_fictitious, "band_slug": coalition.slug, "crumbs": crumbs,
        "here": here, **context,
    }  # fmt: skip
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, f"coalitions/actions/{template}.html", shared, status=status)
