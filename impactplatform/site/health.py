"""Is the platform well? For a monitor: 200 or 503; for a platform admin, what exactly is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from impactplatform.accounts.models import User
from impactplatform.jobs.models import Job
from indicators.catalogue.models import DirtyKey

WAITS_AT_MOST = timedelta(minutes=10)


@never_cache
@require_safe
def show_health(request: HttpRequest) -> HttpResponse:
    """JSON; never a redirect, never a page."""
    checks = run_checks()
    is_well = all(check["ok"] for check in checks.values())
    answer: dict[str, Any] = {"status": "ok" if is_well else "unwell"}
    if checks["database"]["ok"] and isinstance(request.user, User) and request.user.is_platform_admin:
        answer["checks"] = checks
    return JsonResponse(answer, status=200 if is_well else 503)


def run_checks() -> dict[str, dict[str, Any]]:
    """Three questions: does the database answer, does the oldest order wait too long, does the schedule still tick?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return {"database": {"ok": True}, "queue": _check_queue(), "schedule": _check_schedule()}
    except DatabaseError:
        return {"database": {"ok": False}}


def _check_queue() -> dict[str, Any]:
    """The oldest job that nobody took. A minute is usual: the schedule sweeps."""
    oldest = (
        Job.objects.filter(state=Job.State.WAITING).order_by("ordered_at").values_list("ordered_at", flat=True).first()
    )
    waited = timezone.now() - oldest if oldest else timedelta(0)
    return {"ok": waited <= WAITS_AT_MOST, "oldest_seconds": int(waited.total_seconds())}


def _check_schedule() -> dict[str, Any]:
    """Totals that should have been computed again and were not: nobody rings the bell."""
    oldest = DirtyKey.objects.order_by("queued_at").values_list("queued_at", flat=True).first()
    waited = timezone.now() - oldest if oldest else timedelta(0)
    return {"ok": waited <= WAITS_AT_MOST, "oldest_seconds": int(waited.total_seconds())}
