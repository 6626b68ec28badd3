"""Which jobs did somebody order, and how far is each?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from impactplatform.accounts.models import User
from impactplatform.jobs.domain import STALE_SECONDS, Distance, measure_distance
from impactplatform.jobs.models import Job


@dataclass(frozen=True, slots=True)
class JobSummary:
    """A job as a page shows it. `is_open` waits or runs; `is_stalled` runs without a sign of life."""

    job: Job
    distance: Distance
    is_open: bool
    is_stalled: bool


def get_own_job(user: User, pk: int) -> Job:
    """The job, when this person ordered it; raises Job.DoesNotExist otherwise. One query."""
    return Job.objects.get(pk=pk, ordered_by=user)


def list_own_jobs(user: User) -> QuerySet[Job]:
    """What somebody ordered, newest first."""
    return Job.objects.filter(ordered_by=user)


def list_waiting_after(job: Job) -> QuerySet[Job]:
    """What waits for this job's scope to be free, oldest first, one at most."""
    return Job.objects.filter(scope=job.scope, state=Job.State.WAITING).exclude(pk=job.pk).order_by("pk")[:1]


def summarise_job(job: Job) -> JobSummary:
    """No query."""
    now = timezone.now()
    is_open = job.state in (Job.State.WAITING, Job.State.RUNNING)
    elapsed = (now - job.started_at).total_seconds() if job.started_at else 0.0
    latest = job.heartbeat_at or job.ordered_at
    is_stalled = job.state == Job.State.RUNNING and latest < now - timedelta(seconds=STALE_SECONDS)
    return JobSummary(job, measure_distance(job.progress_done, job.progress_total, elapsed), is_open, is_stalled)
