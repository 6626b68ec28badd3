"""Who is told that long work has ended? The person who ordered it, when they had time to leave the page."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from impactplatform.jobs.handlers import get_handler
from impactplatform.jobs.models import Job

logger = logging.getLogger(__name__)
WORTH_A_LETTER = 60  # seconds from order to end


def mail_end(job: Job) -> bool:
    """Write to the person, in their language. A letter that does not leave never harms the work it tells of."""
    if job.state not in (Job.State.DONE, Job.State.FAILED) or job.finished_at is None:
        return False
    if (job.finished_at - job.ordered_at).total_seconds() < WORTH_A_LETTER or job.ordered_by.is_system:
        return False
    try:
        title = get_handler(job.kind).title
    except KeyError:  # a kind of a version that is no longer installed
        return False
    with translation.override(job.ordered_by.language or settings.LANGUAGE_CODE):
        link = settings.SITE_URL + reverse("jobs:detail", args=[job.pk])
        context = {"job": job, "title": title, "link": link}
        subject = render_to_string("jobs/ended_subject.txt", context)
        body = render_to_string("jobs/ended.txt", context)
    try:
        send_mail(" ".join(subject.split()), body, None, [job.ordered_by.email])
    except OSError:
        logger.exception("The letter on job %s was not sent.", job.pk)
        return False
    return True
