"""Which work does the schedule start, and the bell after each change?"""

from __future__ import annotations

import logging

from celery import shared_task
from django.db import transaction

from indicators.aggregation.operations import mark_moved_places, refresh_totals, verify_totals

log = logging.getLogger(__name__)


@shared_task(name="indicators.aggregation.tasks.refresh_totals")
def refresh_totals_task() -> int:
    """Obey the waiting orders. Safe to run at any time, by any number of workers."""
    mark_moved_places()
    return refresh_totals().cells


@shared_task(name="indicators.aggregation.tasks.verify_totals")
def verify_totals_task() -> int:
    """Compute everything from scratch at night; what differs is reported, written again, and logged for the host."""
    refresh_totals()
    run, differences = verify_totals(heals=True)
    if differences:
        transaction.on_commit(lambda: log.error("run %s found %s differences in totals", run.pk, len(differences)))
    return len(differences)
