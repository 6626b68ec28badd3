"""Is the history of every figure whole: no version missing, none in force that nobody approved? (Nothing is written.)"""

from __future__ import annotations

from django.db.models import Count, F, Max, Q, QuerySet

from impactplatform.kernel.decisions import Refused
from indicators.measurements.models import Measurement
from indicators.measurements.vocabulary import Status


def list_history_problems() -> list[Refused]:
    """Each figure whose versions do not add up, or that counts in totals unapproved. Three queries."""
    by_figure = Measurement.objects.order_by().values("series", "period", "category")
    counted = by_figure.annotate(
        versions=Count("pk"), highest=Max("number"), latest=Count("pk", filter=Q(is_latest=True))
    )
    gaps = counted.exclude(versions=F("highest"), latest=1)
    found = [Refused("versions_do_not_add_up", {name: str(value) for name, value in row.items()}) for row in gaps]
    unapproved = Measurement.objects.filter(is_in_force=True).exclude(status=Status.APPROVED)
    found += [Refused("in_force_unapproved", {"measurement": str(pk)}) for pk in _keys(unapproved)]
    alone = Measurement.objects.filter(decided_by__isnull=False, decided_by=F("submitted_by"))
    return found + [Refused("approved_by_its_sender", {"measurement": str(pk)}) for pk in _keys(alone)]


def _keys(rows: QuerySet[Measurement]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
