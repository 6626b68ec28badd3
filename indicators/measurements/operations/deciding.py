"""How is a figure approved, returned or withdrawn? Nobody decides about what they sent themselves."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from coalitions.collectives.queries import list_own_organisations, list_roles
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.periods import Period
from indicators.catalogue.operations import get_scope, mark_stale
from indicators.measurements.domain import may_move
from indicators.measurements.models import Measurement
from indicators.measurements.vocabulary import Status


class CannotDecide(CannotProceed):
    """own_submission, not_submitted, conflict, message_missing, reason_missing."""


@transaction.atomic
def approve_measurement(*, measurement: Measurement, expected_number: int, by: User) -> Measurement:
    """Let a figure count in the totals; the version it corrects stops counting. Never one's own."""
    current = _open(measurement, expected_number, by, "measurement.approve")
    _require_other(current, by)
    versions = Measurement.objects.filter(series=current.series, period=current.period, category=current.category)
    versions.filter(is_in_force=True).update(is_in_force=False)
    moved = _move(current, Status.APPROVED, decided_by=by, decided_at=timezone.now(), is_in_force=True)
    _finish(moved, "measurement.approved", by)
    return moved


@transaction.atomic
def approve_measurements(*, measurements: Iterable[Measurement], by: User) -> int:
    """Approve several: all of them, or none when one is refused."""
    approved = [approve_measurement(measurement=one, expected_number=one.number, by=by) for one in measurements]
    return len(approved)


@transaction.atomic
def return_measurement(*, measurement: Measurement, expected_number: int, by: User, message: str) -> Measurement:
    """Send a figure back with a message; what was in force before stays so."""
    current = _open(measurement, expected_number, by, "measurement.approve")
    _require_other(current, by)
    if not message.strip():
        raise CannotDecide("message_missing")
    moved = _move(current, Status.RETURNED, decided_by=by, decided_at=timezone.now(), message=message.strip()[:500])
    _finish(moved, "measurement.returned", by, message=message.strip()[:500])
    return moved


@transaction.atomic
def withdraw_measurement(*, measurement: Measurement, expected_number: int, by: User, reason: str) -> Measurement:
    """Take a figure back: one's own before it is approved, or an approved one by who may correct it, with the reason."""
    is_approved = measurement.status == Status.APPROVED
    current = _open(measurement, expected_number, by, "measurement.correct" if is_approved else "measurement.record")
    if not reason.strip():
        raise CannotDecide("reason_missing")
    moved = _move(current, Status.WITHDRAWN, is_in_force=False, message=reason.strip()[:500])
    _finish(moved, "measurement.withdrawn", by, reason=reason.strip()[:500])
    return moved


def _open(measurement: Measurement, expected_number: int, by: User, verb: str) -> Measurement:
    """The figure locked, when the person may and nobody changed it meanwhile."""
    found = Measurement.objects.select_for_update(of=("self",)).select_related(
        "series__version__indicator", "series__territory", "series__coalition", "entered_by"
    )
    current = found.get(pk=measurement.pk)
    coalition = current.series.coalition
    roles = list_roles(by, coalition) if coalition is not None else list_platform_roles(by)
    own = list_own_organisations(by, coalition) if coalition is not None else frozenset()
    require(verb, roles, owns=current.series.organisation_id in own)
    if current.number != expected_number or not current.is_latest or current.status != measurement.status:
        raise CannotDecide("conflict", number=current.number, status=current.status)
    return current


def _require_other(current: Measurement, by: User) -> None:
    if current.status == Status.SUBMITTED and current.submitted_by_id == by.pk:
        raise CannotDecide("own_submission")


def _move(current: Measurement, to: str, **columns: object) -> Measurement:
    """A conditional change of one row: of two people at once, one wins and the other is told."""
    if not may_move(current.status, to):
        raise CannotDecide("not_submitted", status=current.status)
    changed = Measurement.objects.filter(pk=current.pk, status=current.status, is_latest=True).update(
        status=to, **columns
    )
    if changed != 1:
        raise CannotDecide("conflict", number=current.number, status=current.status)
    current.refresh_from_db(fields=["status", *columns])
    return current


def _finish(moved: Measurement, action: str, by: User, **more: object) -> None:
    details = {
        "indicator": moved.series.version.indicator.code,
        "place": moved.series.territory.name,
        "period": Period.from_id(moved.period).code,
        "number": moved.number,
        **more,
    }
    record_entry(action=action, by=by, subject=moved, scope=get_scope(moved.series.coalition), details=details)
    mark_stale(
        indicator=moved.series.version.indicator_id, territories=[moved.series.territory_id], periods=[moved.period]
    )
