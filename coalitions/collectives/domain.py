"""What are the rules of seats, invitations and perimeters?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from typing import Literal

from coalitions.collectives.vocabulary import SeatRole
from impactplatform.kernel.decisions import ALLOWED, Decision, Refused

RESERVED_SLUGS = frozenset({"nouvelle", "new", "plan", "pots", "journal"})
INVITATION_DAYS = 14
INVITATIONS_A_DAY = 60
SEAL_HOURS = 1
REASON_LENGTH = 10
CODE_LENGTH = 40
SPEAKERS = frozenset({SeatRole.PARTNER})

InvitationState = Literal["open", "used", "withdrawn", "expired"]


def get_grant_verb(role: str) -> str:
    """The permission it takes to give a seat: nobody gives one at or above a coordinator's but those who look after the platform.

    >>> get_grant_verb("partner"), get_grant_verb("coordinator")
    ('membership.manage', 'membership.grant_coordinator')
    """
    return "membership.grant_coordinator" if role == SeatRole.COORDINATOR else "membership.manage"


def decide_seat(role: str, *, has_organisation: bool, is_member: bool, is_seated: bool) -> Decision:
    """May this seat be given? A partner speaks for an organisation, and that organisation is a member.

    >>> decide_seat("partner", has_organisation=False, is_member=False, is_seated=False).code
    'needs_organisation'
    """
    if role in SPEAKERS and not has_organisation:
        return Refused("needs_organisation")
    if role in SPEAKERS and not is_member:
        return Refused("not_a_member")
    if is_seated:
        return Refused("already_seated")
    return ALLOWED


def digest_token(token: str) -> str:
    """What is kept of a link: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_invitation_state(
    *, accepted_at: datetime | None, withdrawn_at: datetime | None, expires_at: datetime, now: datetime
) -> InvitationState:
    """Where does an invitation stand? Used and withdrawn say more than expired, so they come first."""
    if accepted_at is not None:
        return "used"
    if withdrawn_at is not None:
        return "withdrawn"
    return "open" if now < expires_at else "expired"


def decide_acceptance(state: InvitationState, *, invited: str, signed_in: str) -> Decision:
    """May this person take the seat? Only with a link still open, and only with the address it was sent to.

    >>> decide_acceptance("open", invited="awa@example.org", signed_in="Awa@example.org")
    Allowed()
    >>> decide_acceptance("open", invited="awa@example.org", signed_in="leo@example.org").code
    'wrong_person'
    """
    if state != "open":
        return Refused(state)
    if invited.strip().lower() != signed_in.strip().lower():
        return Refused("wrong_person")
    return ALLOWED


def decide_end(starts_on: date | None, ended_before: date | None, ends_before: date) -> Decision:
    """May something dated end that day? Not before it began, and not twice.

    >>> decide_end(date(2026, 3, 1), None, date(2026, 2, 1)).code
    'before_start'
    """
    if ended_before is not None and ended_before <= ends_before:
        return Refused("already_ended", {"ends_before": ended_before})
    if starts_on is not None and ends_before < starts_on:
        return Refused("before_start", {"starts_on": starts_on})
    return ALLOWED


def decide_last_coordinator(role: str, *, others: int, by_admin: bool) -> Decision:
    """A coalition is not left without a coordinator, unless somebody who looks after the platform decides it."""
    if role == SeatRole.COORDINATOR and others == 0 and not by_admin:
        return Refused("last_coordinator")
    return ALLOWED


def get_perimeter_code(slug: str) -> str:
    """The code of the place that holds all the places of a coalition: its address, shortened when too long for a code.

    >>> get_perimeter_code("tisserands"), len(get_perimeter_code("t" * 80))
    ('tisserands', 40)
    """
    if len(slug) <= CODE_LENGTH:
        return slug
    return f"{slug[: CODE_LENGTH - 9]}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"


def needs_perimeter(places: Collection[tuple[int, date | None, date | None]]) -> bool:
    """Do these places (id, from, until) need a place of their own that holds them all, or is the one place enough?

    >>> needs_perimeter([(7, None, None)]), needs_perimeter([(7, None, None), (8, None, None)])
    (False, True)
    """
    return len({pk for pk, _, _ in places}) > 1
