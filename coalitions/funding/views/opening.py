"""How does somebody who looks after the platform open a pot?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from coalitions.funding import operations as ops
from coalitions.funding.forms import OpeningForm
from coalitions.funding.imports.lookups import Lookups
from coalitions.funding.imports.words import say_refusal
from coalitions.funding.models import Fund
from coalitions.funding.views.entrance import render_form
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.money import Money


@require_http_methods(["GET", "HEAD", "POST"])
def open_fund(request: HttpRequest) -> HttpResponse:
    """A new pot, its policy and the coalitions it covers; its operator is given a seat next."""
    gate(request, "fund.edit", list_platform_roles(request.user), whose="platform")
    form = OpeningForm(request.POST or None)
    if form.is_valid() and isinstance(request.user, User):
        try:
            fund = _open(form, request.user)
        except CannotProceed as refusal:
            field = {"slug_taken": "slug", "unknown_currency": "currency"}.get(refusal.code)
            form.add_error(field, say_refusal(refusal.code, refusal.details, ""))
        else:
            messages.success(request, gettext("The pot is open. Give its operator a seat."))
            return redirect("funding:write", slug=fund.slug, verb="siege")
    context = {
        "form": form,
        "crumbs": [(gettext("Common pots"), reverse("funding:list"))],
        "here": gettext("Open a pot"),
    }
    return render_form(request, "coalitions/funding/open.html", context)


def _open(form: OpeningForm, by: User) -> Fund:
    data = dict(form.cleaned_data)
    limit, operator = data.pop("four_eyes_above"), data.pop("operator")
    return ops.create_fund(
        **data, by=by, four_eyes_above=Money(limit, data["currency"]) if limit is not None else None,
        operator=Lookups(by).organisation(operator, "operator") if operator else None,
    )  # fmt: skip
