"""Who is who?"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from impactplatform.accounts.domain import ADMIN, NO_ROLE, SYSTEM, VISITOR
from impactplatform.accounts.models import User

SYSTEM_EMAIL = "platform@invalid"


def get_system_user() -> User:
    """The account that stands for the platform itself (commands, scheduled work). It cannot sign in."""
    user, _ = User.objects.get_or_create(
        email=SYSTEM_EMAIL, defaults={"name": "Plateforme", "is_system": True, "is_active": False, "password": "!"}
    )
    return user


def get_user_by_email(email: str) -> User:
    """The person with this address; raises User.DoesNotExist."""
    return User.objects.get(email=email.strip().lower())


def list_platform_roles(user: User | AnonymousUser) -> frozenset[str]:
    """What somebody is on the platform, outside any coalition: visitor, no_role, admin or system. A disabled account is a visitor."""
    if not isinstance(user, User):
        return frozenset({VISITOR})
    if user.is_system:
        return frozenset({SYSTEM})
    if not user.is_active:
        return frozenset({VISITOR})
    return frozenset({ADMIN if user.is_platform_admin else NO_ROLE})
