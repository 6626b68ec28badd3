"""What became of one allocation: decided, paid, accounted for; and who decides what waits?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from coalitions.collectives.queries import list_own_organisations
from coalitions.funding import operations as ops
from coalitions.funding.imports.words import say_refusal
from coalitions.funding.models import Allocation, Expense, Payment
from coalitions.funding.queries import list_concerned, list_draws, name_theme, name_tie, sum_charged, sum_sent
from coalitions.funding.views.entrance import Room, enter, enter_allocation
from coalitions.funding.views.verbs import EXPENSE, PAYMENT
from impactplatform.accounts.domain import PARTNER, decide
from impactplatform.kernel.decisions import CannotProceed


@require_safe
def show_allocation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One allocation with its payments and expenses, and what the reader may do next."""
    room, allocation = enter_allocation(request, slug, pk, "allocation.view")
    sent, charged = sum_sent(allocation), sum_charged(allocation)
    in_force = allocation.state == Allocation.State.IN_FORCE and not hasattr(allocation, "reversed_by")
    context = room.context(
        gettext("Allocation"), allocation=allocation, sent=sent, charged=charged, unspent=sent - charged,
        unpaid=allocation.amount - sent, draws=_draws(allocation) if in_force else [], in_force=in_force,
        theme=name_theme(allocation.theme),
        payments=allocation.payments.select_related("payee", "written_by", "decided_by", "reverses", "reversed_by"),
        expenses=allocation.expenses.select_related("payee", "written_by", "decided_by", "reverses", "reversed_by"),
        may_decide=room.can("allocation.approve"), may_validate=room.can("expense.validate"),
        may_read_whole=room.reads_whole, actions=_actions(room, allocation) if in_force else [],
    )  # fmt: skip
    return render(request, "coalitions/funding/allocation.html", context)


@require_POST
def decide_row(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Agree to a proposal, send a prepared payment, accept an expense; or not. Never one's own."""
    agree = request.POST.get("agree") == "yes"
    if kind == "allocation":
        room = enter(request, slug, "allocation.approve")
        allocation = get_object_or_404(Allocation, pk=pk, fund=room.fund)
        decision = request.POST.get("decision", "")[:300]
        _run(
            request,
            room,
            lambda: ops.decide_allocation(allocation=allocation, agree=agree, by=room.user, decision=decision),
        )
    elif kind == "payment":
        room = enter(request, slug, "allocation.approve")
        payment = get_object_or_404(Payment, pk=pk, allocation__fund=room.fund)
        allocation = payment.allocation
        _run(request, room, lambda: ops.decide_payment(payment=payment, agree=agree, by=room.user))
    elif kind == "expense":
        expense = get_object_or_404(Expense, pk=pk, allocation__fund__slug=slug)
        room, allocation = enter_allocation(request, slug, expense.allocation_id, "expense.validate")
        _run(request, room, lambda: ops.validate_expense(expense=expense, agree=agree, by=room.user))
    else:
        raise Http404
    return redirect("funding:allocation", slug=slug, pk=allocation.pk)


def _run(request: HttpRequest, room: Room, operation: Any) -> None:
    try:
        operation()
    except CannotProceed as refusal:
        messages.error(request, say_refusal(refusal.code, refusal.details, room.fund.currency))
    else:
        messages.success(request, gettext("Your decision is recorded."))


def _draws(allocation: Allocation) -> list[tuple[str, Any]]:
    return [(name_tie(draw.tie), draw.amount) for draw in list_draws(allocation)]


def _actions(room: Room, allocation: Allocation) -> list[tuple[Any, str]]:
    """Paying and reporting, for whoever may."""
    may = [PAYMENT] if room.can(PAYMENT.right) else []
    own = PARTNER in room.roles and list_concerned(allocation) & list_own_organisations(room.user, allocation.coalition)
    if decide(EXPENSE.right, room.roles) or (own and decide(EXPENSE.right, {PARTNER}, owns=True)):
        may.append(EXPENSE)
    return [
        (verb, reverse("funding:write_on_allocation", args=[room.fund.slug, allocation.pk, verb.address]))
        for verb in may
    ]
