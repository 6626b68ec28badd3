"""Has the schedule fired and the worker computed? Asked by the smoke test of the demonstration."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from indicators.aggregation.models import Run
from indicators.catalogue.models import DirtyKey, Duty
from indicators.catalogue.operations import mark_stale


@transaction.atomic
def order_one_total() -> None:
    """Ask for one total again, so that there is something to compute after a second start too."""
    duty = Duty.objects.order_by("id").first()
    if duty is not None:
        mark_stale(indicator=duty.indicator_id, territories=[duty.territory_id])


def has_aggregated_since(instant: datetime) -> bool:
    """A run ended since then and nothing waits. Two queries."""
    ended = Run.objects.filter(started_at__gte=instant, finished_at__isnull=False).exists()
    return ended and not DirtyKey.objects.exists()
