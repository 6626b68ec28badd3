"""How is somebody invited to take a seat by a link, and how do they take it?"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from coalitions.collectives.domain import (
    INVITATION_DAYS,
    INVITATIONS_A_DAY,
    decide_acceptance,
    digest_token,
    find_invitation_state,
    get_grant_verb,
)
from coalitions.collectives.models import Coalition, Invitation, Seat
from coalitions.collectives.operations.coalitions import lock_coalition
from coalitions.collectives.operations.mail import mail_invitation
from coalitions.collectives.operations.seats import write_seat
from coalitions.collectives.queries import list_roles
from coalitions.collectives.vocabulary import SeatRole
from coalitions.organisations.models import Organisation
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed


class CannotInvite(CannotProceed):
    """needs_organisation, not_a_member, already_seated, unknown_role, too_many (limit): enough letters for one day."""


class CannotAccept(CannotProceed):
    """used, withdrawn, expired, wrong_person; not_allowed: who invited may no longer give this seat."""


@transaction.atomic
def invite_person(
    *,
    coalition: Coalition,
    by: User,
    email: str,
    role: str,
    organisation: Organisation | None = None,
    language: str = "",
) -> Invitation:
    """Send somebody a link to a seat, open for INVITATION_DAYS. A former open link for the same seat stops working."""
    require(get_grant_verb(role), list_roles(by, coalition))
    current = lock_coalition(coalition)
    _refuse_invitation(current, by, email, role, organisation)
    email = email.strip().lower()
    now = timezone.now()
    same = current.invitations.filter(email=email, role=role, organisation=organisation, accepted_at__isnull=True)
    same.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        coalition=current,
        email=email,
        role=role,
        organisation=organisation,
        token_digest=digest_token(token),
        invited_by=by,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    record_entry(action="person.invited", by=by, subject=invitation, scope=current.scope, details={"role": role})
    written_in = language or get_language() or "fr"
    transaction.on_commit(lambda: mail_invitation(invitation, token, written_in))
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Seat:
    """The invited person takes the seat. Whoever invited them must still be allowed to give it."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    coalition = lock_coalition(current.coalition)
    now = timezone.now()
    state = find_invitation_state(
        accepted_at=current.accepted_at, withdrawn_at=current.withdrawn_at, expires_at=current.expires_at, now=now
    )
    CannotAccept.unless(decide_acceptance(state, invited=current.email, signed_in=by.email))
    CannotAccept.unless(decide(get_grant_verb(current.role), list_roles(current.invited_by, coalition)))
    seat = write_seat(
        coalition=coalition,
        user=by,
        role=current.role,
        organisation=current.organisation,
        starts_on=timezone.localdate(),
        ends_before=None,
    )
    current.accepted_at = now
    current.save(update_fields=["accepted_at"])
    details = {"role": seat.role, "invited_by": str(current.invited_by)}
    record_entry(action="invitation.accepted", by=by, subject=current, scope=coalition.scope, details=details)
    return seat


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """The link stops working. A second call, or one on a used link, changes nothing."""
    coalition = invitation.coalition
    require("membership.manage", list_roles(by, coalition))
    open_rows = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)
    if open_rows.update(withdrawn_at=timezone.now()):
        record_entry(action="invitation.withdrawn", by=by, subject=invitation, scope=coalition.scope)
    invitation.refresh_from_db()
    return invitation


def _refuse_invitation(
    coalition: Coalition, by: User, email: str, role: str, organisation: Organisation | None
) -> None:
    """Raise CannotInvite where the seat could not be given, or when too many letters left today."""
    if role not in list(SeatRole):
        raise CannotInvite("unknown_role", role=role)
    if role == SeatRole.PARTNER and organisation is None:
        raise CannotInvite("needs_organisation")
    today = timezone.localdate()
    if (
        role == SeatRole.PARTNER
        and not coalition.memberships.in_force(today).filter(organisation=organisation).exists()
    ):
        raise CannotInvite("not_a_member")
    seats = coalition.seats.in_force(today).filter(
        user__email__iexact=email.strip(), role=role, organisation=organisation
    )
    if seats.exists():
        raise CannotInvite("already_seated")
    since = timezone.now() - timedelta(days=1)
    if by.pk and Invitation.objects.filter(invited_by=by, invited_at__gt=since).count() >= INVITATIONS_A_DAY:
        raise CannotInvite("too_many", limit=INVITATIONS_A_DAY)
