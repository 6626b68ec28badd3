"""What does a worker do when the bell rings? It claims the row, works, and says how it went."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import translation

from impactplatform.jobs.handlers import get_handler
from impactplatform.jobs.letters import mail_end
from impactplatform.jobs.models import Job
from impactplatform.jobs.operations import JobStopped, Watch, claim_job, fail_job, finish_job, ring, sweep
from impactplatform.jobs.queries import list_waiting_after
from impactplatform.kernel.decisions import CannotProceed

logger = logging.getLogger(__name__)


@shared_task
def run_job(job_id: int) -> None:
    """Do one job, if it is there to be done. Ringing twice does it once."""
    job = claim_job(job_id=job_id)
    if job is None:
        return
    _work(job)
    job.refresh_from_db()
    mail_end(job)
    for waiting in list_waiting_after(job):
        ring(waiting.pk)


@shared_task
def sweep_jobs() -> dict[str, int]:
    """Each minute: jobs of dead workers, and bells nobody heard."""
    return sweep()


def _work(job: Job) -> None:
    try:
        handler = get_handler(job.kind)
    except KeyError:
        fail_job(job=job, code="unknown_kind", retry=False)
        return
    try:
        with translation.override(job.ordered_by.language or settings.LANGUAGE_CODE):
            result: Mapping[str, Any] = handler.work(job, Watch(job)) or {}
    except JobStopped:
        logger.info("Job %s was taken from this worker.", job.pk)
    except CannotProceed as refusal:
        fail_job(job=job, code=refusal.code, details={"details": _plain(refusal.details)}, retry=False)
    except Exception:
        logger.exception("Job %s failed.", job.pk)
        fail_job(job=job, code="unexpected")
    else:
        finish_job(job=job, result=result)


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value if isinstance(value, int | str | list | dict) else str(value) for key, value in details.items()}
