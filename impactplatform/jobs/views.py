"""What does somebody see of the long work they ordered?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from impactplatform.accounts.gate import SignInNeeded
from impactplatform.accounts.models import User
from impactplatform.jobs.handlers import get_handler
from impactplatform.jobs.models import Job
from impactplatform.jobs.operations import CannotCancel, CannotRelaunch, cancel_job, relaunch_job
from impactplatform.jobs.queries import JobSummary, get_own_job, list_own_jobs, summarise_job

JOBS_SHOWN = 50


@require_safe
def list_jobs(request: HttpRequest) -> HttpResponse:
    """My long work, newest first."""
    jobs = [_describe(summarise_job(job)) for job in list_own_jobs(_person(request))[:JOBS_SHOWN]]
    return render(request, "jobs/list.html", {"jobs": jobs})


@require_safe
def show_job(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of work; refreshes by itself, with or without JavaScript."""
    crumbs = [(_("My long work"), reverse("jobs:list"))]
    return render(request, "jobs/detail.html", {**_describe(summarise_job(_own(request, pk))), "crumbs": crumbs})


@require_safe
def show_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that moves."""
    return render(request, "jobs/moving.html", _describe(summarise_job(_own(request, pk))))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        cancel_job(job=_own(request, pk), by=_person(request))
        messages.success(request, _("Cancelled. Nothing was saved."))
    except CannotCancel:
        messages.info(request, _("This work had already ended."))
    return redirect("jobs:detail", pk=pk)


@require_POST
def relaunch(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        relaunch_job(job=_own(request, pk), by=_person(request))
    except CannotRelaunch:
        messages.info(request, _("This work is still moving."))
    return redirect("jobs:detail", pk=pk)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise SignInNeeded
    return request.user


def _own(request: HttpRequest, pk: int) -> Job:
    try:
        return get_own_job(_person(request), pk)
    except Job.DoesNotExist:
        raise Http404 from None


def _describe(summary: JobSummary) -> dict[str, Any]:
    """A job in words: its title, its step, how far, how long, where its result is read."""
    job = summary.job
    try:
        handler = get_handler(job.kind)
    except KeyError:
        return {"summary": summary, "job": job, "title": job.kind, "words": job.get_state_display()}
    step = str(handler.steps.get(job.step, ""))
    page = handler.page_of(job) if handler.page_of else ""
    return {
        "summary": summary,
        "job": job,
        "title": handler.title,
        "words": _say_distance(summary, step),
        "announce": _("%(percent)s%% done") % {"percent": summary.distance.quarter} if job.progress_total else step,
        "page": page,
    }


def _say_distance(summary: JobSummary, step: str) -> str:
    job = summary.job
    if job.state != Job.State.RUNNING or not job.progress_total:
        return step or job.get_state_display()
    figures = {"done": job.progress_done, "total": job.progress_total}
    told = _("row %(done)s of %(total)s") % figures
    left = summary.distance.seconds_left
    if left:
        told = f"{told}, " + ngettext("about %(count)s second", "about %(count)s seconds", left) % {"count": left}
    return f"{step}: {told}" if step else told
