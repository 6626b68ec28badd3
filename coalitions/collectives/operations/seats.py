"""How does a person take a seat in a coalition, and leave it?"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.collectives.domain import decide_end, decide_last_coordinator, decide_seat, get_grant_verb
from coalitions.collectives.models import Coalition, Seat
from coalitions.collectives.operations.coalitions import lock_coalition
from coalitions.collectives.operations.members import CannotEnd
from coalitions.collectives.queries import list_roles
from coalitions.collectives.vocabulary import SeatRole
from coalitions.organisations.models import Organisation
from impactplatform.accounts.domain import ADMIN, SYSTEM
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed


class CannotGiveSeat(CannotProceed):
    """needs_organisation, not_a_member, already_seated, unknown_role."""


@transaction.atomic
def give_seat(
    *,
    coalition: Coalition,
    by: User,
    user: User,
    role: str,
    organisation: Organisation | None = None,
    starts_on: date | None = None,
    ends_before: date | None = None,
) -> Seat:
    """Give a person the right to act for the coalition. A partner's organisation must be a member that day."""
    require(get_grant_verb(role), list_roles(by, coalition))
    current = lock_coalition(coalition)
    seat = write_seat(
        coalition=current,
        user=user,
        role=role,
        organisation=organisation,
        starts_on=starts_on or timezone.localdate(),
        ends_before=ends_before,
    )
    _record_given(seat, by)
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, by: User, ends_before: date | None = None) -> Seat:
    """The person no longer acts for the coalition from that day (today by default)."""
    coalition = seat.coalition
    roles = list_roles(by, coalition)
    require("membership.manage", roles)
    lock_coalition(coalition)
    day = ends_before or timezone.localdate()
    CannotEnd.unless(decide_end(seat.starts_on, seat.ends_before, day))
    others = coalition.seats.in_force(day).filter(role=SeatRole.COORDINATOR, user__is_active=True).exclude(pk=seat.pk)
    by_admin = bool(roles & {ADMIN, SYSTEM})
    CannotEnd.unless(decide_last_coordinator(seat.role, others=others.count(), by_admin=by_admin))
    seat.ends_before = day
    seat.save(update_fields=["ends_before"])
    record_entry(
        action="seat.ended",
        by=by,
        subject=seat.user,
        scope=coalition.scope,
        details={"role": seat.role, "ends_before": day},
    )
    return seat


def write_seat(
    *,
    coalition: Coalition,
    user: User,
    role: str,
    organisation: Organisation | None,
    starts_on: date,
    ends_before: date | None,
) -> Seat:
    """Write the row when the rules of seats allow it; rights were checked by the caller."""
    if role not in list(SeatRole):
        raise CannotGiveSeat("unknown_role", role=role)
    is_member = organisation is not None and (
        coalition.memberships.in_force(max(starts_on, timezone.localdate())).filter(organisation=organisation).exists()
    )
    is_seated = coalition.seats.filter(
        user=user, role=role, organisation=organisation, ends_before__isnull=True
    ).exists()
    CannotGiveSeat.unless(
        decide_seat(role, has_organisation=organisation is not None, is_member=is_member, is_seated=is_seated)
    )
    return Seat.objects.create(
        coalition=coalition,
        user=user,
        role=role,
        organisation=organisation,
        starts_on=starts_on,
        ends_before=ends_before,
    )


def _record_given(seat: Seat, by: User) -> None:
    record_entry(
        action="seat.given",
        by=by,
        subject=seat.user,
        scope=seat.coalition.scope,
        details={
            "role": seat.role,
            "organisation": seat.organisation and seat.organisation.name,
            "starts_on": seat.starts_on,
        },
    )
