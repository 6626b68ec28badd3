"""How is a row written from a form? Its right, its form, its operation; a refusal comes back with its sums."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from coalitions.funding import operations as ops
from coalitions.funding.forms import LedgerForm, ReversalForm
from coalitions.funding.imports.words import say_refusal
from coalitions.funding.models import (
    Agreement,
    Allocation,
    Entry,
    Expense,
    InKindContribution,
    Instalment,
    Payment,
    Pledge,
)
from coalitions.funding.queries import describe
from coalitions.funding.views.entrance import enter, enter_allocation, render_form
from coalitions.funding.views.verbs import ON_ALLOCATION, ON_POT, Verb, find_verb
from coalitions.funding.vocabulary import RowKind
from impactplatform.kernel.decisions import CannotProceed

ROWS: dict[str, type[Entry]] = {
    RowKind.PLEDGE: Pledge, RowKind.AGREEMENT: Agreement, RowKind.INSTALMENT: Instalment, RowKind.ALLOCATION: Allocation,
    RowKind.PAYMENT: Payment, RowKind.EXPENSE: Expense, RowKind.IN_KIND: InKindContribution,
}  # fmt: skip
FIELD_OF = {
    "period_closed": "on", "day_in_future": "on", "before_entry": "on", "not_later": "on", "outside_restriction": "kind",
    "borne_outside_expense": "borne_by_partner", "reason_missing": "why", "coalition_not_covered": "target",
    "restriction_differs": "tie_value", "of_another_funder": "funder", "unknown_organisation": "funder", "basis_missing": "basis",
    "unknown_person": "email", "already_seated": "email",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """One of the verbs that write to a pot."""
    chosen = find_verb(ON_POT, verb)
    if chosen is None:
        raise Http404
    room = enter(request, slug, chosen.right)
    form = chosen.form(request.POST or None, fund=room.fund, user=room.user)
    back = reverse("funding:detail" if room.reads_whole else "funding:list", args=[slug] if room.reads_whole else [])
    if form.is_valid() and _try(form, lambda: chosen.write(room.fund, form.cleaned_data, room.user)):
        messages.success(request, str(chosen.done))
        return redirect(back)
    return _show(request, room.context(str(chosen.title)), chosen, form, back)


@require_http_methods(["GET", "HEAD", "POST"])
def write_on_allocation(request: HttpRequest, slug: str, pk: int, verb: str) -> HttpResponse:
    """Pay out of an allocation, or report an expense on it."""
    chosen = next(((v, run) for v, run in ON_ALLOCATION if verb in (v.fr, v.en)), None)
    if chosen is None:
        raise Http404
    told, run = chosen
    room, allocation = enter_allocation(request, slug, pk, told.right)
    form = told.form(request.POST or None, fund=room.fund, user=room.user, allocation=allocation)
    back = reverse("funding:allocation", args=[slug, pk])
    if form.is_valid() and _try(form, lambda: run(allocation, form.cleaned_data, room.user)):
        messages.success(request, str(told.done))
        return redirect(back)
    return _show(request, room.context(str(told.title), allocation=allocation), told, form, back)


@require_http_methods(["GET", "HEAD", "POST"])
def reverse_row(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Write the counter-entry of a row."""
    room = enter(request, slug, "money_entry.reverse")
    model = ROWS.get(kind)
    if model is None:
        raise Http404
    owner = {"allocation__fund": room.fund} if model in (Payment, Expense) else {"fund": room.fund}
    entry = get_object_or_404(model._default_manager.filter(**owner), pk=pk)
    form = ReversalForm(request.POST or None, fund=room.fund, user=room.user)
    back = reverse("funding:ledger", args=[slug])

    def run() -> object:
        data = form.cleaned_data
        return ops.reverse_entry(entry=entry, on=data["on"], by=room.user, why=data["why"])

    if form.is_valid() and _try(form, run):
        messages.success(request, gettext("The row is reversed; both rows stay in the ledger."))
        return redirect(back)
    row = {"label": gettext(RowKind(kind).label), "entry": entry, "words": describe(RowKind(kind), entry)}
    context = room.context(gettext("Reverse a row"), form=form, row=row, back=back)
    return render_form(request, "coalitions/funding/reverse.html", context)


def _try(form: LedgerForm, run: Any) -> bool:
    """Run the operation; a refusal becomes an error of the form. A second click on the same form finds its row written."""
    try:
        run()
    except CannotProceed as refusal:
        if refusal.code == "code_taken" and str(form.data.get("code", "")).startswith("form-"):
            return True
        field = FIELD_OF.get(refusal.code, "amount")
        words = say_refusal(refusal.code, refusal.details, form.fund.currency)
        form.add_error(field if form.has_field(field) else None, words)
        return False
    return True


def _show(request: HttpRequest, context: dict[str, Any], verb: Verb, form: LedgerForm, back: str) -> HttpResponse:
    return render_form(request, "coalitions/funding/write.html", {**context, "verb": verb, "form": form, "back": back})
