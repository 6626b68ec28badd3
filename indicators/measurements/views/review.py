"""What waits to be read by a second person, and what do they answer?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from coalitions.collectives.models import Coalition
from coalitions.funding.queries import list_roles
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.kernel.periods import Period
from indicators.measurements.operations import CannotDecide, approve_measurement, return_measurement
from indicators.measurements.queries import ReviewItem, get_measurement, list_review_queue
from indicators.measurements.views.figures import write_figure
from indicators.measurements.views.month import find_coalition
from indicators.measurements.views.rows import silence_of


@dataclass(frozen=True, slots=True)
class Line:
    """One figure to review, in words."""

    pk: int
    name: str
    unit: str
    giver: str
    note: str
    reason: str
    text: str
    silence: str
    previous_text: str
    sent_by: str
    sent_at: datetime | None
    is_own: bool
    is_unusual: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one place and period."""

    place: str
    month: Period
    previous: Period
    lines: list[Line]

    @property
    def others(self) -> int:
        """How many this person may decide about."""
        return sum(not line.is_own for line in self.lines)


@dataclass(frozen=True, slots=True)
class Fault:
    """A figure whose answer was refused, in words."""

    pk: int
    words: str


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Tick and approve, or send one back with a message. Four eyes: the operation refuses one's own."""
    coalition = find_coalition(slug)
    gate(request, "measurement.approve", list_roles(request.user, coalition))
    queue = list_review_queue(coalition, request.user)
    faults: list[Fault] = []
    if request.method == "POST":
        faults = _answer(request, {item.measurement_id: item for item in queue})
        if not faults:
            return redirect("measurements:review", slug)
        queue = list_review_queue(coalition, request.user)
    return render(
        request,
        "indicators/measurements/review.html",
        _context(coalition, queue, faults),
        status=422 if faults else 200,
    )


def _context(coalition: Coalition, queue: Iterable[ReviewItem], faults: list[Fault]) -> dict[str, Any]:
    return {
        "coalition": coalition, "groups": _group(queue), "problems": faults,
        "crumbs": [(coalition.name, reverse("collectives:detail", args=[coalition.slug]))],
        "fictitious": coalition.is_fictitious, "band_slug": coalition.slug,
    }  # fmt: skip


def _group(queue: Iterable[ReviewItem]) -> list[Group]:
    def key(item: ReviewItem) -> tuple[int, str]:
        return -item.period.first_month, item.place.name

    groups = []
    for _, items in groupby(sorted(queue, key=key), key=key):
        found = list(items)
        period = found[0].period
        groups.append(Group(found[0].place.name, period, period.previous(), [_line(item) for item in found]))
    return groups


def _line(item: ReviewItem) -> Line:
    name = f"{item.name}, {item.category}" if item.category else item.name
    before = item.earlier[-1][1] if item.earlier else None
    cell = item.cell
    return Line(
        item.measurement_id, name, item.unit, item.organisation, cell.note, cell.reason,
        write_figure(item.kind, cell), silence_of(cell), write_figure(item.kind, item.in_force or before), cell.submitted_by, cell.submitted_at,
        not item.may_decide,
        item.warning is not None,
    )  # fmt: skip


def _answer(request: HttpRequest, queue: dict[int, ReviewItem]) -> list[Fault]:
    """Approve the ticked figures, or return one; what could not be decided, in words."""
    if request.POST.get("return", "").isdecimal():
        return _send_back(request, queue.get(int(request.POST["return"])))
    faults, approved = [], 0
    for pk in request.POST.getlist("figure"):
        item = queue.get(int(pk)) if pk.isdecimal() else None
        if item is None:
            continue
        try:
            approve_measurement(
                measurement=get_measurement(item.measurement_id),
                expected_number=item.number,
                by=cast(User, request.user),
            )
            approved += 1
        except CannotDecide as refusal:
            faults.append(Fault(item.measurement_id, f"{item.name} : {say_refusal(refusal.code)}"))
    if approved:
        words = ngettext(
            "%(count)s figure approved. It now counts in the totals.",
            "%(count)s figures approved. They now count in the totals.",
            approved,
        )
        messages.success(request, words % {"count": approved})
    return faults


def _send_back(request: HttpRequest, item: ReviewItem | None) -> list[Fault]:
    if item is None:
        return []
    message = " ".join(request.POST.get(f"message-{item.measurement_id}", "").split())
    try:
        return_measurement(
            measurement=get_measurement(item.measurement_id),
            expected_number=item.number,
            by=cast(User, request.user),
            message=message,
        )
    except CannotDecide as refusal:
        return [Fault(item.measurement_id, f"{item.name} : {say_refusal(refusal.code)}")]
    messages.success(request, gettext("Sent back. The person who entered it will see your message."))
    return []


def say_refusal(code: str) -> str:
    """Why a figure was not decided."""
    words = {
        "own_submission": gettext("you sent this figure, so somebody else reads it."),
        "not_submitted": gettext("this figure is not waiting any more."),
        "conflict": gettext("this figure changed meanwhile. Look at it again."),
        "message_missing": gettext("say in a word what should be looked at."),
    }
    return words.get(code, gettext("this figure could not be decided."))
