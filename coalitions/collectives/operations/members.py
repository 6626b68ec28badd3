"""How does an organisation take a part in a coalition, and leave it?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coalitions.collectives.domain import decide_end
from coalitions.collectives.models import Coalition, Membership
from coalitions.collectives.operations.coalitions import lock_coalition
from coalitions.collectives.queries import list_roles
from coalitions.collectives.vocabulary import MemberRole
from coalitions.organisations.models import Organisation
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entries, record_entry
from impactplatform.kernel.decisions import CannotProceed


class CannotAddMember(CannotProceed):
    """already_member (role): the organisation holds this part already; unknown_role (role)."""


class CannotEnd(CannotProceed):
    """before_start (starts_on); already_ended (ends_before); last_coordinator."""


@transaction.atomic
def add_member(
    *,
    coalition: Coalition,
    by: User,
    organisation: Organisation,
    role: str = MemberRole.PARTNER,
    starts_on: date | None = None,
    ends_before: date | None = None,
    source: str = "",
) -> Membership:
    """The organisation takes a part in the coalition from that day."""
    require("membership.manage", list_roles(by, coalition))
    current = lock_coalition(coalition)
    if role not in list(MemberRole):
        raise CannotAddMember("unknown_role", role=role)
    if current.memberships.filter(organisation=organisation, role=role, ends_before__isnull=True).exists():
        raise CannotAddMember("already_member", role=role, organisation=organisation.name)
    membership = Membership.objects.create(
        coalition=current,
        organisation=organisation,
        role=role,
        starts_on=starts_on,
        ends_before=ends_before,
        source=source,
    )
    record_entry(
        action="member.added",
        by=by,
        subject=organisation,
        scope=current.scope,
        details={"role": role, "starts_on": starts_on, "ends_before": ends_before},
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User, ends_before: date | None = None) -> Membership:
    """The organisation's part ends. With its last part, the seats of the people who speak for it end the same day."""
    coalition = membership.coalition
    require("membership.manage", list_roles(by, coalition))
    lock_coalition(coalition)
    day = ends_before or timezone.localdate()
    CannotEnd.unless(decide_end(membership.starts_on, membership.ends_before, day))
    membership.ends_before = day
    membership.save(update_fields=["ends_before"])
    seats = _end_seats(membership, day)
    record_entry(
        action="member.ended",
        by=by,
        subject=membership.organisation,
        scope=coalition.scope,
        details={"role": membership.role, "ends_before": day, "seats_ended": seats},
    )
    return membership


def _end_seats(membership: Membership, day: date) -> int:
    coalition, organisation = membership.coalition, membership.organisation
    if coalition.memberships.in_force(day).filter(organisation=organisation).exists():
        return 0
    open_seats = coalition.seats.filter(organisation=organisation).filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    )
    return open_seats.update(ends_before=day)


@transaction.atomic
def add_members(
    *,
    coalition: Coalition,
    by: User,
    organisations: Sequence[Organisation],
    role: str = MemberRole.PARTNER,
    starts_on: date | None = None,
    source: str = "",
) -> list[Membership]:
    """Many organisations take a part at once; those who hold it already are left out. A constant number of queries."""
    require("membership.manage", list_roles(by, coalition))
    current = lock_coalition(coalition)
    if role not in list(MemberRole):
        raise CannotAddMember("unknown_role", role=role)
    holders = set(
        current.memberships.filter(role=role, ends_before__isnull=True).values_list("organisation_id", flat=True)
    )
    newcomers = [organisation for organisation in dict.fromkeys(organisations) if organisation.pk not in holders]
    rows = [
        Membership(coalition=current, organisation=organisation, role=role, starts_on=starts_on, source=source)
        for organisation in newcomers
    ]
    added = Membership.objects.bulk_create(rows, batch_size=500)
    details = {"role": role, "starts_on": starts_on}
    record_entries(action="member.added", by=by, subjects=[(o, details) for o in newcomers], scope=current.scope)
    return added


@transaction.atomic
def withdraw_members(*, coalition: Coalition, by: User, memberships: Sequence[Membership]) -> None:
    """Take back memberships that an undone import had made: the rows go, the trail keeps both acts."""
    require("membership.manage", list_roles(by, coalition))
    current = lock_coalition(coalition)
    rows = current.memberships.filter(pk__in=[m.pk for m in memberships]).select_related("organisation")
    subjects = [(row.organisation, {"role": row.role}) for row in rows]
    rows.delete()
    record_entries(action="member.withdrawn", by=by, subjects=subjects, scope=current.scope)
