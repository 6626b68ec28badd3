"""How does somebody who looks after the platform open what is sealed, with a reason, for an hour, and with the coalition told?"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coalitions.collectives.domain import REASON_LENGTH, SEAL_HOURS
from coalitions.collectives.models import BrokenSeal, Coalition
from coalitions.collectives.operations.mail import mail_broken_seal
from coalitions.collectives.queries import list_roles
from impactplatform.accounts.domain import ADMIN
from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed


class CannotBreakSeal(CannotProceed):
    """no_reason (length): the coalition will read why, so it takes a few words."""


@transaction.atomic
def break_seal(*, coalition: Coalition, by: User, reason: str) -> BrokenSeal:
    """Open the cells marked `brk` of the permission table for SEAL_HOURS; the coordinators are told by mail."""
    if ADMIN not in list_roles(by, coalition):
        raise CannotAct("seal.break")
    reason = reason.strip()
    if len(reason) < REASON_LENGTH:
        raise CannotBreakSeal("no_reason", length=REASON_LENGTH)
    seal = BrokenSeal.objects.create(
        coalition=coalition, user=by, reason=reason[:300], expires_at=timezone.now() + timedelta(hours=SEAL_HOURS)
    )
    details = {"reason": seal.reason, "expires_at": seal.expires_at}
    record_entry(action="seal.broken", by=by, subject=coalition, scope=coalition.scope, details=details)
    transaction.on_commit(lambda: mail_broken_seal(seal))
    return seal
