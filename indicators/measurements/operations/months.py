"""How is a month said to be complete, and opened again? It locks nothing: blanks are meant to be blank."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_roles
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.periods import Period
from indicators.measurements.domain import check_period
from indicators.measurements.models import MonthClosing
from indicators.measurements.operations.recording import CannotRecord


@transaction.atomic
def finish_month(*, coalition: Coalition, period: Period, by: User) -> MonthClosing:
    """Say that the month is complete. Twice: the same closing."""
    require("period.lock", list_roles(by, coalition))
    CannotRecord.unless(check_period(period, timezone.localdate()))
    closing, created = MonthClosing.objects.get_or_create(
        coalition=coalition, period=period.id, reopened_at=None, defaults={"finished_by": by}
    )
    if created:
        record_entry(
            action="month.finished", by=by, subject=closing, scope=coalition.scope, details={"period": period.code}
        )
    return closing


@transaction.atomic
def reopen_month(*, coalition: Coalition, period: Period, by: User) -> None:
    """Say that the month is not complete after all. An open month stays open."""
    require("period.lock", list_roles(by, coalition))
    closing = (
        MonthClosing.objects.select_for_update().filter(coalition=coalition, period=period.id, reopened_at=None).first()
    )
    if closing is None:
        return
    closing.reopened_at = timezone.now()
    closing.save(update_fields=["reopened_at"])
    record_entry(
        action="month.reopened", by=by, subject=closing, scope=coalition.scope, details={"period": period.code}
    )
