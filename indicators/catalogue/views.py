"""How does a coalition choose what it follows: from the shared library, or an indicator of its own?"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import get_coalition
from coalitions.funding.queries import list_roles
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from indicators.catalogue.forms import DefinitionForm, PlacesForm, RevisionForm
from indicators.catalogue.models import Indicator
from indicators.catalogue.operations import CannotDefine, adopt_indicator, create_indicator, revise_indicator
from indicators.catalogue.queries import find_version, get_indicator, list_indicators_of, list_library


def open_coalition(request: HttpRequest, slug: str, verb: str = "indicator.edit") -> Coalition:
    """The coalition, for somebody who may choose its indicators."""
    try:
        coalition = get_coalition(slug)
    except Coalition.DoesNotExist as error:
        raise Http404 from error
    gate(request, verb, list_roles(request.user, coalition))
    return coalition


@require_GET
def library(request: HttpRequest, slug: str) -> HttpResponse:
    """The shared library, with what the coalition follows already."""
    coalition = open_coalition(request, slug)
    search = request.GET.get("q", "").strip()[:80]
    followed = {indicator.pk for indicator in list_indicators_of(coalition)}
    rows = [
        {"indicator": found, "version": found.current[0], "is_followed": found.pk in followed}  # type: ignore[attr-defined]
        for found in list_library(search)
        if found.current  # type: ignore[attr-defined]
    ]
    return render(request, "indicators/catalogue/library.html", _context(coalition, rows=rows, search=search))


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Follow an indicator of the library in the places of the coalition."""
    coalition = open_coalition(request, slug)
    indicator = _find(code)
    if indicator.coalition_id not in {None, coalition.pk}:
        raise Http404
    form = PlacesForm(coalition, timezone.localdate(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _follow(form, indicator, coalition, request):
        messages.success(request, gettext("This indicator is now in the figures of the month."))
        return redirect("catalogue:library", coalition.slug)
    version = find_version(indicator)
    return _page(request, "adopt", _context(coalition, form=form, version=version), form)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """An indicator of one's own, followed in the places of the coalition."""
    coalition = open_coalition(request, slug)
    data = request.POST if request.method == "POST" else None
    form, places = DefinitionForm(data), PlacesForm(coalition, timezone.localdate(), data)
    if data is not None and form.is_valid() & places.is_valid():
        code = _free_code(coalition, form.cleaned_data["name_fr"])
        try:
            version = create_indicator(
                code=code, definition=form.read_definition(coalition.currency), by=cast(User, request.user), coalition=coalition,
                is_fictitious=coalition.is_fictitious,
            )  # fmt: skip
        except CannotDefine as refusal:
            form.add_error(None, say_refusal(refusal))
        else:
            if _follow(places, version.indicator, coalition, request):
                messages.success(request, gettext("Indicator created. It is now in the figures of the month."))
                return redirect("measurements:latest", coalition.slug)
    return _page(request, "create", _context(coalition, form=form, places=places), form, places)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the definition of a local indicator: a new version, past figures keep theirs."""
    indicator = _find(code)
    if indicator.coalition is None:
        raise Http404
    coalition = open_coalition(request, indicator.coalition.slug)
    version = find_version(indicator)
    if version is None:
        raise Http404
    form = RevisionForm(request.POST if request.method == "POST" else None, initial=RevisionForm.initial_of(version))
    if request.method == "POST" and form.is_valid():
        try:
            revise_indicator(
                indicator=indicator, definition=form.read_definition(coalition.currency, version), by=cast(User, request.user),
                bridges_previous=form.cleaned_data["bridges_previous"],
            )  # fmt: skip
        except CannotDefine as refusal:
            form.add_error(None, say_refusal(refusal))
        else:
            messages.success(request, gettext("The new definition holds from today."))
            return redirect("aggregation:indicator", indicator.code)
    return _page(request, "edit", _context(coalition, form=form, version=version, indicator=indicator), form)


def _find(code: str) -> Indicator:
    try:
        return get_indicator(code)
    except Indicator.DoesNotExist as error:
        raise Http404 from error


def _follow(form: PlacesForm, indicator: Indicator, coalition: Coalition, request: HttpRequest) -> bool:
    try:
        adopt_indicator(
            code=indicator.code, coalition=coalition, territories=form.chosen_places(), from_month=form.chosen_month(),
            by=cast(User, request.user), organisation=form.chosen_organisation(),
        )  # fmt: skip
    except CannotDefine as refusal:
        form.add_error(None, say_refusal(refusal))
        return False
    return True


def _free_code(coalition: Coalition, name: str) -> str:
    """A code from the name, that nobody has yet."""
    base = slugify(f"{coalition.slug[:20]}-{name}")[:52].strip("-")
    taken = set(Indicator.objects.filter(code__startswith=base).values_list("code", flat=True))
    return (
        base
        if base not in taken
        else next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)
    )


def say_refusal(refusal: CannotDefine) -> str:
    """Why a definition or a choice was refused."""
    words = {
        "illegal_rule": gettext("These figures cannot be combined in that way."),
        "threshold_too_low": gettext("The threshold cannot be below 5 people."),
        "wrong_dates": gettext(
            "These dates do not fit: a definition was already changed today, or the month is not a month."
        ),
        "already_retired": gettext("This indicator is no longer followed."),
        "name_missing": gettext("Give the indicator a name in French."),
    }
    return words.get(refusal.code, gettext("This could not be saved. Check what you wrote."))


def _context(coalition: Coalition, **more: Any) -> dict[str, Any]:
    crumbs = [(coalition.name, reverse("collectives:detail", args=[coalition.slug]))]
    return {
        "coalition": coalition,
        "crumbs": crumbs,
        "fictitious": coalition.is_fictitious,
        "band_slug": coalition.slug,
        **more,
    }


def _page(request: HttpRequest, name: str, context: dict[str, Any], *forms: Any) -> HttpResponse:
    has_errors = any(form.is_bound and form.errors for form in forms)
    context["has_errors"] = has_errors
    return render(request, f"indicators/catalogue/{name}.html", context, status=422 if has_errors else 200)
