"""What can be done to an account: open, describe, close, open again?"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from impactplatform.accounts.gate import CannotAct, require
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

SCOPE = "platform"


class CannotOpen(CannotProceed):
    """taken: somebody has this address."""


class CannotClose(CannotProceed):
    """own_account: nobody closes the account they are using."""


@transaction.atomic
def open_account(
    *, email: str, by: User | None = None, name: str = "", password: str | None = None, language: str = ""
) -> User:
    """Open an account whose address is known to be right: who opens it followed a link sent there, or looks after the platform.

    Without a password people sign in by a code sent by mail. `by` is the new person themselves when None.
    """
    email = email.strip().lower()
    if by is not None and not (by.is_system or by.is_platform_admin):
        raise CannotAct("user_account.open")
    if User.objects.filter(email=email).exists():
        raise CannotOpen("taken")
    user = User.objects.create_user(email, password, name=name.strip(), language=_known_language(language))
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    record_entry(action="account.opened", by=by or user, subject=user, scope=SCOPE)
    return user


@transaction.atomic
def edit_profile(*, by: User, name: str, language: str, digest: str) -> User:
    """A person changes how they are named and written to. Only ever their own account; the same values write nothing."""
    require("user_account.edit_own", list_platform_roles(by), owns=True)
    user = User.objects.select_for_update().get(pk=by.pk)
    wanted: dict[str, Any] = {"name": name.strip(), "language": _known_language(language), "digest": digest}
    changed = [field for field, value in wanted.items() if getattr(user, field) != value]
    if changed:
        for field in changed:
            setattr(user, field, wanted[field])
        user.save(update_fields=changed)
        record_entry(action="account.edited", by=by, subject=user, scope=SCOPE, details={"fields": changed})
    return user


@transaction.atomic
def close_account(*, user: User, by: User, reason: str = "") -> User:
    """Nobody signs in with this account any more, and every open session ends now. What the person did stays."""
    require("user_account.disable", list_platform_roles(by))
    if user.pk == by.pk:
        raise CannotClose("own_account")
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        record_entry(action="account.closed", by=by, subject=user, scope=SCOPE, details={"reason": reason})
    end_sessions(user)
    user.refresh_from_db()
    return user


@transaction.atomic
def reopen_account(*, user: User, by: User) -> User:
    """The person may sign in again, with the seats still in force."""
    require("user_account.disable", list_platform_roles(by))
    if User.objects.filter(pk=user.pk, is_active=False, is_system=False).update(is_active=True):
        record_entry(action="account.reopened", by=by, subject=user, scope=SCOPE)
    user.refresh_from_db()
    return user


def end_sessions(user: User) -> None:
    """Sign a person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def _known_language(code: str) -> str:
    return code if code in dict(settings.LANGUAGES) else ""
