"""What may a reader learn of an organisation, who edits it, and who are the partners of a coalition?"""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.actions.queries import list_public_actions_of
from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import get_coalition, list_all_roles, list_visible_coalitions
from coalitions.organisations.domain import show_phone
from coalitions.organisations.models import Organisation
from coalitions.organisations.operations import edit_organisation
from coalitions.organisations.queries import find_survivor, get_organisation
from coalitions.organisations.vocabulary import Sector
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.site.directory import partners
from impactplatform.site.directory.access import Standing, find_standing
from impactplatform.site.directory.forms import OrganisationForm

PAGE = 60
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
WORDS = {
    "name_missing": gettext_lazy("Give the organisation a name."),
    "changed_meanwhile": gettext_lazy("Somebody saved while you were writing. Your words are below: compare them with what is now on the page, then save again."),
    "identifier_taken": gettext_lazy("%(value)s is already the number of %(organisation)s."),
}  # fmt: skip


@require_safe
def show_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What it does and where it takes part; how to reach it only for those who work with it."""
    organisation = _find(slug)
    standing = _enter(request, organisation)
    if organisation.merged_into_id is not None:
        return redirect("organisations:detail", find_survivor(organisation).slug)
    visible = list_visible_coalitions(request.user).values("pk")
    parts = organisation.memberships.filter(coalition__in=visible, ends_before__isnull=True)
    context = {
        "organisation": organisation,
        "fictitious": organisation.is_fictitious,
        "parts": list(parts.select_related("coalition").order_by("coalition__name_fr")),
        "programme_roles": list(organisation.programme_roles.select_related("programme")),
        "actions": list(list_public_actions_of(organisation.pk)[:30]),
        "phone": show_phone(organisation.phone, organisation.country or "FR") if standing.is_inside else "",
        "standing": standing,
    }
    return render(request, "site/directory/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Its own people, or a coordinator of one of its coalitions, describe it."""
    organisation = _find(slug)
    standing = _enter(request, organisation)
    gate(request, "partner_org.edit", standing.roles, owns=standing.owns)
    where = standing.edits_in
    if where is None or organisation.merged_into_id is not None:
        raise Http404
    form = OrganisationForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            edit_organisation(
                organisation=organisation, version=form.cleaned_data["version"], by=cast(User, request.user),
                roles=standing.roles, owns=standing.owns, scope=where.scope, identifiers=form.read_identifiers(),
                **form.read_fields(),
            )  # fmt: skip
        except CannotProceed as refusal:
            words = WORDS.get(refusal.code, gettext_lazy("This could not be saved."))
            form.add_error(None, str(words) % refusal.details)
        else:
            messages.success(request, _("Saved."))
            return redirect("organisations:detail", organisation.slug)
    crumbs = [(organisation.name, reverse("organisations:detail", args=[organisation.slug]))]
    context = {"form": form, "organisation": organisation, "crumbs": crumbs, "fictitious": organisation.is_fictitious}
    return render(request, "site/directory/edit.html", context, status=422 if form.errors else 200)


@require_safe
def show_partners(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in a coalition, by name, filtered by sector; as a file too."""
    try:
        coalition = get_coalition(slug)
    except Coalition.DoesNotExist as missing:
        raise Http404 from missing
    roles = list_all_roles(request.user, coalition)
    gate(request, "partner_org.view", roles, published=coalition.is_public)
    sector, text = request.GET.get("sector", ""), request.GET.get("q", "").strip()[:100]
    labels = {one.value: _(one.label) for one in Sector}
    if sector and sector not in labels:
        raise Http404
    rows = partners.list_partner_rows(coalition, sector=sector, text=text)
    may_reach = bool(decide("membership.list", roles))
    if (form := request.GET.get("format", "")) in TYPES:
        content = partners.write_partners(rows, form=form, title=coalition.name, with_contact=may_reach)
        disposition = f'attachment; filename="partenaires-{coalition.slug}.{form}"'
        return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": disposition})
    counts = partners.count_sectors(coalition)
    asked = {key: value for key, value in (("sector", sector), ("q", text)) if value}
    context = {
        "coalition": coalition,
        "fictitious": coalition.is_fictitious,
        "band_slug": coalition.slug,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "sector": sector,
        "text": text,
        "sectors": [(code, label, counts[code]) for code, label in labels.items() if code in counts],
        "total": sum(counts.values()),
        "files": [
            (form.upper(), "?" + "&".join(f"{k}={v}" for k, v in {**asked, "format": form}.items())) for form in TYPES
        ],
        "can_import": bool(decide("import.preview", roles)),
        "crumbs": [
            (_("Coalitions"), reverse("collectives:list")),
            (coalition.name, reverse("collectives:detail", args=[slug])),
        ],
    }
    return render(request, "site/directory/partners.html", context)


def _find(slug: str) -> Organisation:
    try:
        return get_organisation(slug)
    except Organisation.DoesNotExist as missing:
        raise Http404 from missing


def _enter(request: HttpRequest, organisation: Organisation) -> Standing:
    standing = find_standing(request.user, organisation)
    gate(request, "partner_org.view", standing.roles, published=standing.is_published)
    return standing
