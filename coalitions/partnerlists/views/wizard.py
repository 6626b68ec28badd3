"""Where are the six steps: file, columns, rows, duplicates, check, done?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.partnerlists.exports import say_refusal
from coalitions.partnerlists.forms import ColumnsForm, DecisionForm, RepairForm
from coalitions.partnerlists.imports import settle_plan
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.operations import (
    CannotDecide,
    CannotPlan,
    CannotReceive,
    CannotSetColumns,
    choose_sheet,
    correct_cells,
    decide_all,
    decide_row,
    plan_partner_list,
    set_columns,
)
from coalitions.partnerlists.queries import (
    find_failed_job,
    find_open_job,
    gather_entries,
    get_steps_done,
    group_problems,
    list_duplicates,
    summarise_rows,
)
from coalitions.partnerlists.tasks import PLAN, SAVE, order_step
from coalitions.partnerlists.views.shown import (
    describe_changes,
    describe_groups,
    describe_pairs,
    frame,
    get_person,
    open_list,
)

AT_ONCE = 1500  # rows compared while the page waits; longer lists are a job one can leave
PAIRS_A_PAGE = 20
GROUPS_SHOWN = 30


@require_safe
def show_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The step where the list stands, or the work under way on it."""
    partner_list = open_list(request, pk)
    job = find_open_job(partner_list)
    if job and job.ordered_by_id == get_person(request).pk:
        return redirect("jobs:detail", pk=job.pk)
    return redirect(f"partnerlists:{get_steps_done(partner_list)}", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def name_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of our fields is each of their columns?"""
    partner_list = open_list(request, pk)
    if get_steps_done(partner_list) == "done":
        return redirect("partnerlists:done", pk=pk)
    form = ColumnsForm(request.POST or None, columns=partner_list.columns)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = set_columns(partner_list=partner_list, by=get_person(request), mapping=form.mapping())
            return _plan(request, chosen)
        except (CannotSetColumns, CannotPlan) as refusal:
            form.add_error(None, say_refusal(refusal.code, refusal.details))
    context = {**frame(partner_list, "columns"), "form": form, "reading": partner_list.reading}
    return render(request, "coalitions/partnerlists/columns.html", context, status=422 if form.errors else 200)


@require_POST
def change_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Read another sheet of the same file."""
    partner_list = open_list(request, pk)
    try:
        choose_sheet(partner_list=partner_list, by=get_person(request), sheet=request.POST.get("sheet", "")[:120])
    except (CannotReceive, CannotSetColumns) as refusal:
        messages.error(request, say_refusal(refusal.code, refusal.details))
    return redirect("partnerlists:columns", pk=pk)


@require_safe
def show_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """What cannot be taken as it is, by what would mend it."""
    partner_list = open_list(request, pk)
    groups = group_problems(partner_list)
    context = {
        **frame(partner_list, "rows"),
        "counts": summarise_rows(partner_list),
        "groups": describe_groups(groups[:GROUPS_SHOWN]),
        "failed": find_failed_job(partner_list),
    }
    return render(request, "coalitions/partnerlists/rows.html", context)


@require_POST
def repair(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend one cell, or all alike; then everything is compared again."""
    partner_list = open_list(request, pk)
    form = RepairForm(request.POST)
    if not form.is_valid():
        return redirect("partnerlists:rows", pk=pk)
    said = form.cleaned_data
    values = {"apply": None, "clear": "", "fix": said["value"].strip()}
    rows = [said["row"]] if said["row"] else None
    try:
        mended = correct_cells(
            partner_list=partner_list,
            by=get_person(request),
            column=said["column"],
            code=said["code"],
            rows=rows,
            value=values[said["act"]],
        )
    except CannotDecide:
        messages.info(request, _("There was nothing left to repair there."))
        return redirect("partnerlists:rows", pk=pk)
    text = ngettext("%(count)s cell repaired.", "%(count)s cells repaired.", mended)
    messages.success(request, text % {"count": mended})
    return _plan(request, partner_list, then="rows")


@require_safe
def show_duplicates(request: HttpRequest, pk: int) -> HttpResponse:
    """Look-alikes side by side, with the reasons in words."""
    partner_list = open_list(request, pk)
    everything = request.GET.get("show") == "all"
    rows = list_duplicates(partner_list).prefetch_related("candidate__identifiers")
    waiting = list_duplicates(partner_list, undecided=True).count()
    page = Paginator(rows if everything else rows.filter(decision=""), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(partner_list, "duplicates"),
        "page": page,
        "pairs": describe_pairs(list(page), partner_list),
        "waiting": waiting,
        "everything": everything,
        "counts": summarise_rows(partner_list),
    }
    return render(request, "coalitions/partnerlists/duplicates.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision, or the same for all that wait."""
    partner_list = open_list(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return redirect("partnerlists:duplicates", pk=pk)
    row, decision = form.cleaned_data["row"], form.cleaned_data["decision"]
    try:
        if row:
            decided = decide_row(partner_list=partner_list, by=get_person(request), row=row, decision=decision)
            return _answer_decision(request, partner_list, decided)
        count = decide_all(partner_list=partner_list, by=get_person(request), decision=decision)
        text = ngettext("%(count)s pair decided.", "%(count)s pairs decided.", count)
        messages.success(request, text % {"count": count})
    except CannotDecide as refusal:
        messages.error(request, say_refusal(refusal.code, refusal.details))
    return redirect("partnerlists:duplicates", pk=pk)


def _answer_decision(request: HttpRequest, partner_list: PartnerList, row: PartnerRow) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect("partnerlists:duplicates", pk=partner_list.pk)
    context = {"pair": describe_pairs([row], partner_list)[0], "partner_list": partner_list}
    return render(request, "coalitions/partnerlists/pair.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The last look; saving begins only here."""
    partner_list = open_list(request, pk, "import.confirm" if request.method == "POST" else "import.preview")
    if partner_list.state != PartnerList.State.REVIEW:
        return redirect("partnerlists:detail", pk=pk)
    if request.method == "POST":
        job = order_step(kind=SAVE, partner_list=partner_list, by=get_person(request))
        return redirect("jobs:detail", pk=job.pk)
    counts = summarise_rows(partner_list)
    entries = [entry for entry in gather_entries(partner_list) if entry.organisation]
    context = {
        **frame(partner_list, "check"),
        "counts": counts,
        "changes": describe_changes(entries),
        "failed": find_failed_job(partner_list),
    }
    return render(request, "coalitions/partnerlists/check.html", context)


def _plan(request: HttpRequest, partner_list: PartnerList, then: str = "") -> HttpResponse:
    """Compare now when the list is short, else order the work and show its progress."""
    if partner_list.reading.get("rows", 0) > AT_ONCE:
        job = order_step(kind=PLAN, partner_list=partner_list, by=get_person(request))
        return redirect("jobs:detail", pk=job.pk)
    planned = plan_partner_list(partner_list=partner_list, by=get_person(request))
    settle_plan(partner_list=planned, by=get_person(request))
    if then and group_problems(planned):
        return redirect(f"partnerlists:{then}", pk=planned.pk)
    return redirect("partnerlists:detail", pk=planned.pk)
