"""How is work ordered, claimed by exactly one worker, watched, given up, and tried again after a worker died?

The row is the order; the message is a bell. Losing, doubling or delaying a bell changes nothing but time.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from importlib import import_module
from time import monotonic
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from impactplatform.accounts.models import User
from impactplatform.jobs.domain import STALE_SECONDS, pause_before_retry
from impactplatform.jobs.models import Job
from impactplatform.kernel.decisions import CannotProceed

logger = logging.getLogger(__name__)
TASKS, RUN_JOB = "impactplatform.jobs.tasks", "run_job"  # tasks stand above operations: named here, not imported
OPEN = (Job.State.WAITING, Job.State.RUNNING)
_SECONDS_BETWEEN_SIGNS = 0.7


class CannotCancel(CannotProceed):
    """already_finished (state)."""


class CannotRelaunch(CannotProceed):
    """still_moving (state)."""


class JobStopped(Exception):
    """The job was cancelled, or given to another worker, while this one worked on it."""


@transaction.atomic
def order_job(*, kind: str, payload: Mapping[str, Any], by: User, scope: str, key: str = "") -> Job:
    """Write the order with the change that asks for it; the bell rings when both are saved.

    The same `key` is the same order: the one already written comes back. Jobs of one `scope` run one at a time.
    Rights are the caller's business, and the handler's once more when it runs.
    """
    job, _ = Job.objects.get_or_create(
        key=key or str(uuid.uuid4()),
        defaults={"kind": kind, "payload": dict(payload), "ordered_by": by, "scope": scope},
    )
    transaction.on_commit(partial(ring, job.pk))
    return job


def ring(job_id: int) -> None:
    """Wake a worker. When the broker is away the sweeper does it within a minute, so a page never waits nor fails."""
    try:
        getattr(import_module(TASKS), RUN_JOB).apply_async(args=(job_id,), retry=False)
    except Exception:  # whatever a broker can raise, the order stands
        logger.warning("The bell of job %s could not ring; the sweeper will.", job_id, exc_info=True)


def claim_job(*, job_id: int) -> Job | None:
    """Take a waiting job for this worker, or None: somebody has it, its scope is busy, or its pause is not over."""
    now, claim = timezone.now(), uuid.uuid4()
    ready = Job.objects.filter(Q(not_before__isnull=True) | Q(not_before__lte=now), pk=job_id, state=Job.State.WAITING)
    try:
        with transaction.atomic():
            taken = ready.update(
                state=Job.State.RUNNING,
                claim=claim,
                attempts=F("attempts") + 1,
                started_at=now,
                heartbeat_at=now,
                progress_done=0,
                progress_total=0,
                step="",
                problem="",
            )
    except IntegrityError:  # another job of this scope is running: jobs_one_running_per_scope
        return None
    return Job.objects.select_related("ordered_by").get(pk=job_id) if taken == 1 else None


class Watch:
    """What a handler reports through. Each sign of life also asks whether the job is still this worker's."""

    def __init__(self, job: Job) -> None:
        self._mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
        self._written = 0.0
        self._total = 0

    def begin(self, step: str, total: int = 0, *, silent_seconds: int = 0) -> None:
        """A new step, of `total` things; 0 when their number is not known.

        `silent_seconds`: how long it may go without a sign of life (one large transaction) before the worker counts as dead.
        """
        self._total = total
        self._write(silent_seconds, step=step, progress_total=total, progress_done=0)

    def advance(self, done: int) -> None:
        """`done` things of the step are finished. Cheap: written at most about once a second. May raise JobStopped."""
        if done >= self._total or monotonic() - self._written > _SECONDS_BETWEEN_SIGNS:
            self._write(progress_done=done)

    def finish(self, result: Mapping[str, Any]) -> None:
        """Done, in the transaction of the work itself: a job cancelled meanwhile raises JobStopped and undoes the work."""
        done = Job.State.DONE
        if not self._mine.update(state=done, result=dict(result), problem="", finished_at=timezone.now(), claim=None):
            raise JobStopped

    def _write(self, silent_seconds: int = 0, /, **fields: Any) -> None:
        if connection.in_atomic_block:  # nobody would see it before the end, and the row would be locked until then
            return
        self._written = monotonic()
        heard_at = timezone.now() + timedelta(seconds=silent_seconds)
        if not self._mine.update(heartbeat_at=heard_at, **fields):
            raise JobStopped


def finish_job(*, job: Job, result: Mapping[str, Any]) -> bool:
    """Done, when it is still this worker's."""
    now = timezone.now()
    done = _held(job).update(state=Job.State.DONE, result=dict(result), problem="", finished_at=now, claim=None)
    return done == 1


def fail_job(*, job: Job, code: str, details: Mapping[str, Any] | None = None, retry: bool = True) -> str:
    """A try failed: wait and try again, or fail visibly. Answers the new state."""
    pause = pause_before_retry(job.attempts) if retry else None
    now = timezone.now()
    if pause is None:
        _held(job).update(state=Job.State.FAILED, problem=code, result=dict(details or {}), finished_at=now, claim=None)
        return Job.State.FAILED
    _held(job).update(state=Job.State.WAITING, problem=code, claim=None, not_before=now + timedelta(seconds=pause))
    return Job.State.WAITING


def cancel_job(*, job: Job, by: User) -> Job:
    """Give up. A worker in the middle stops at its next sign of life and saves nothing."""
    now = timezone.now()
    done = Job.objects.filter(pk=job.pk, ordered_by=by, state__in=OPEN).update(
        state=Job.State.CANCELLED, claim=None, finished_at=now
    )
    job.refresh_from_db()
    if not done:
        raise CannotCancel("already_finished", state=job.state)
    return job


def relaunch_job(*, job: Job, by: User) -> Job:
    """Start again what failed, or what has not moved for too long."""
    stale = timezone.now() - timedelta(seconds=STALE_SECONDS)
    done = (
        Job.objects.filter(pk=job.pk, ordered_by=by)
        .filter(Q(state=Job.State.FAILED) | Q(state=Job.State.RUNNING, heartbeat_at__lt=stale))
        .update(state=Job.State.WAITING, claim=None, attempts=0, not_before=None, problem="", finished_at=None)
    )
    job.refresh_from_db()
    if not done and job.state != Job.State.WAITING:
        raise CannotRelaunch("still_moving", state=job.state)
    ring(job.pk)
    return job


def sweep() -> dict[str, int]:
    """Free the jobs of dead workers and ring again for all that wait. Safe to run twice, or by two schedules at once."""
    freed = failed = 0
    stale = timezone.now() - timedelta(seconds=STALE_SECONDS)
    for job in Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=stale).order_by("pk"):
        if fail_job(job=job, code="worker_lost") == Job.State.FAILED:
            failed += 1
        else:
            freed += 1
    now = timezone.now()
    ready = Job.objects.filter(Q(not_before__isnull=True) | Q(not_before__lte=now), state=Job.State.WAITING)
    waiting = list(ready.order_by("pk").values_list("pk", flat=True)[:500])
    for job_id in waiting:
        ring(job_id)
    return {"freed": freed, "failed": failed, "rung": len(waiting)}


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, claim=job.claim)
