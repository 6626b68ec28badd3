"""Where do figures come in: the whole form, one cell at a time, the end of the month?"""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coalitions.collectives.queries import list_coalitions_of
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import SignInNeeded
from impactplatform.accounts.models import User
from impactplatform.charts.words import say_period
from impactplatform.kernel.periods import Period
from indicators.measurements.forms import Typed, read_typed
from indicators.measurements.operations import CannotRecord, finish_month, reopen_month, submit_measurements
from indicators.measurements.queries import GridRow
from indicators.measurements.views.month import Desk, count_empty, count_words, is_done, month_context, open_desk
from indicators.measurements.views.rows import Outcome, build_face
from indicators.measurements.views.saving import save_row


def latest_month() -> Period:
    """The month whose figures are due now: the one that has ended."""
    return Period.month_of(timezone.localdate()).previous()


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """/chiffres/ leads to the figures of one's own coalition."""
    if not request.user.is_authenticated:
        raise SignInNeeded
    coalition = list_coalitions_of(request.user).first()
    if coalition is None:
        return redirect("today:home")
    return redirect("measurements:month", coalition.slug, latest_month().code)


@require_GET
def latest(request: HttpRequest, slug: str) -> HttpResponse:
    """The month due now; whether there is such a coalition is for the page itself to say."""
    return redirect("measurements:month", slug, latest_month().code)


@require_http_methods(["GET", "POST"])
def month(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Screen S2. A post saves every row that was touched; what cannot be saved comes back with its words."""
    if request.method == "GET":
        desk = open_desk(request, slug, code)
        return render(
            request, "indicators/measurements/month.html", month_context(desk, asks_to_finish="finish" in request.GET)
        )
    desk = open_desk(request, slug, code, "measurement.record")
    outcomes = save_form(request, desk)
    has_problem = any(outcome.problem for outcome in outcomes.values())
    if has_problem or any(outcome.echo for outcome in outcomes.values()):
        fresh = open_desk(request, slug, code)
        status = 422 if has_problem else 200
        return render(request, "indicators/measurements/month.html", month_context(fresh, outcomes), status=status)
    if request.POST.get("act") == "finish":
        return _ask_or_finish(request, open_desk(request, slug, code))
    messages.success(request, gettext("Saved at %(time)s.") % {"time": clock()})
    return HttpResponseRedirect(desk.address())


def save_form(request: HttpRequest, desk: Desk) -> dict[str, Outcome]:
    """Save the rows of a posted form that were touched; what became of each of them."""
    outcomes = {}
    for row in desk.rows:
        typed = read_typed(request.POST, row.key, row.kind)
        if typed is None or not row.may_write or request.POST.get("keep") == row.key:
            continue
        typed = with_other_reading(typed, row, request.POST.get("other", ""))
        if typed.is_touched:
            outcomes[row.key] = save_row(row, typed, cast(User, request.user))
    return outcomes


def with_other_reading(typed: Typed, row: GridRow, other: str) -> Typed:
    """The reader pressed «Not right?»: the other reading of the text is put in its cell."""
    name, _, text = other.partition(":")
    part, _, key = name.partition("-")
    if key != row.key or part not in typed.texts:
        return typed
    return Typed(
        {**typed.texts, part: f"{text}0" if text[-4:-3] in (",", ".") else text},
        {**typed.was, part: ""},
        typed.note,
        typed.note_was,
        typed.seen,
    )


@require_POST
def cell(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One row, saved while the person goes on typing; answers words, never the cell itself."""
    desk = open_desk(request, slug, code, "measurement.record")
    row = next((row for row in desk.rows if row.key == request.POST.get("row") and row.may_write), None)
    typed = read_typed(request.POST, row.key, row.kind) if row else None
    if row is None or typed is None:
        raise Http404
    outcome = save_row(row, typed, cast(User, request.user))
    desk = open_desk(request, slug, code)
    row = next(fresh for fresh in desk.rows if fresh.key == row.key)
    face = build_face(row, slug, code, outcome)
    message = render_to_string("indicators/measurements/message.html", {"face": face}, request)
    told = bool(face.problem or face.outlier or face.echo)
    return JsonResponse(
        {
            "saved": outcome.is_saved, "seen": face.seen, "message": message,
            "state": render_to_string("indicators/measurements/state.html", {"face": face}, request),
            "invalid": [part.name for part in face.parts if part.is_invalid], "open_note": face.opens_note,
            "announce": f"{face.name}. {' '.join(strip_tags(message).split())}" if told else "",
            "totals": {
                "figures-count": count_words(desk), "figures-place": f"{sum(map(is_done, desk.rows))}/{len(desk.rows)}",
                "figures-saved": _saved_at() if outcome.is_saved else ""},
        },
        status=200 if outcome.is_saved else 422,
    )  # fmt: skip


def _saved_at() -> str:
    return gettext("Saved at %(time)s.") % {"time": clock()}


def clock() -> str:
    """14 h 02, 2:02 p.m."""
    return date_format(timezone.localtime(), pgettext("format of a time of day", "g:i a"))


@require_POST
def finish(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    return _ask_or_finish(request, open_desk(request, slug, code, "measurement.submit"))


def _ask_or_finish(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Blanks are meant to be blank only once a person said so. A partner sends their own figures; the month stays open."""
    if count_empty(desk) and not request.POST.get("confirmed"):
        return HttpResponseRedirect(desk.address(finish="1"))
    by = cast(User, request.user)
    try:
        sent = submit_measurements(coalition=desk.coalition, period=desk.month, by=by)
        if decide("period.lock", desk.roles):
            finish_month(coalition=desk.coalition, period=desk.month, by=by)
    except CannotRecord:
        messages.error(request, gettext("Somebody changed these figures meanwhile. Look again, then finish."))
        return HttpResponseRedirect(desk.address())
    name = say_period(desk.month, get_language() or "fr")
    words = (
        gettext("Thank you. The figures of %(month)s are sent: somebody else will read them.")
        if sent
        else gettext("%(month)s is finished.")
    )
    messages.success(request, words % {"month": name if sent else name.capitalize()})
    return HttpResponseRedirect(desk.address())


@require_POST
def reopen(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    desk = open_desk(request, slug, code, "measurement.submit")
    reopen_month(coalition=desk.coalition, period=desk.month, by=cast(User, request.user))
    return HttpResponseRedirect(desk.address())


@require_GET
def sheet(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The same rows on paper, blank."""
    return render(request, "indicators/measurements/sheet.html", month_context(open_desk(request, slug, code)))
