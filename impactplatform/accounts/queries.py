"""Who is who?"""

from __future__ import annotations

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
