"""Which steps of an import are long enough to be done by a worker while the person does something else?"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coalitions.partnerlists.imports import save_partner_list, settle_plan
from coalitions.partnerlists.models import PartnerList
from coalitions.partnerlists.operations import plan_partner_list, undo_partner_list
from coalitions.partnerlists.queries import get_partner_list
from impactplatform.jobs.handlers import handles
from impactplatform.jobs.models import Job
from impactplatform.jobs.operations import Watch, order_job

PLAN, SAVE, UNDO = "partnerlists.plan", "partnerlists.save", "partnerlists.undo"
STEPS = {
    "reading": _("Reading the rows"),
    "comparing": _("Comparing with the directory"),
    "writing": _("Writing down the comparison"),
    "rehearsing": _("Rehearsing the import"),
    "saving": _("Saving"),
    "undoing": _("Taking the import back"),
}
State = PartnerList.State


def page_of(job: Job) -> str:
    """The wizard finds by itself the step where its list stands."""
    return reverse("partnerlists:detail", args=[job.payload["list"]])


@handles(PLAN, title=_("Comparing a partner list"), steps=STEPS, page_of=page_of)
def plan_list(job: Job, watch: Watch) -> dict[str, Any]:
    """Plan again from the kept file: nothing of a former run remains, so it may run twice."""
    told = ""

    def tell(step: str, done: int, total: int) -> None:
        nonlocal told
        if step != told or not done:
            watch.begin(step, total, silent_seconds=_silence_of(job))
            told = step
        watch.advance(done)

    partner_list = plan_partner_list(partner_list=_list_of(job), by=job.ordered_by, tell=tell)
    watch.begin("rehearsing", silent_seconds=_silence_of(job))
    return dict(settle_plan(partner_list=partner_list, by=job.ordered_by).counts)


@handles(SAVE, title=_("Saving a partner list"), steps=STEPS, page_of=page_of)
def save_list(job: Job, watch: Watch) -> dict[str, Any]:
    """One transaction; a list that is saved already is left as it is."""
    watch.begin("saving", silent_seconds=_silence_of(job))
    with transaction.atomic():  # saved and done at once: a job cancelled in between saves nothing
        counts = dict(save_partner_list(partner_list=_list_of(job), by=job.ordered_by).counts)
        watch.finish(counts)
    return counts


@handles(UNDO, title=_("Undoing an import"), steps=STEPS, page_of=page_of)
def undo_list(job: Job, watch: Watch) -> dict[str, Any]:
    watch.begin("undoing", silent_seconds=_silence_of(job))
    partner_list = _list_of(job)
    if partner_list.state == State.UNDONE:
        return dict(partner_list.counts)
    with transaction.atomic():
        counts = dict(undo_partner_list(partner_list=partner_list, by=job.ordered_by).counts)
        watch.finish(counts)
    return counts


def order_step(*, kind: str, partner_list: PartnerList, by: Any, key: str = "") -> Job:
    """One step of one list; imports of a coalition run one at a time."""
    return order_job(
        kind=kind,
        payload={"list": partner_list.pk},
        by=by,
        scope=f"{partner_list.coalition.scope}:imports",
        key=key,
    )


def _silence_of(job: Job) -> int:
    """Seconds that one transaction over all the rows may take, generously, on a slow machine."""
    return int(_list_of(job).reading.get("rows", 0)) // 200


def _list_of(job: Job) -> PartnerList:
    return get_partner_list(job.payload["list"])
