"""Who is who?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from impactplatform.accounts.domain import ADMIN, NO_ROLE, SYSTEM, VISITOR
from impactplatform.accounts.models import User
from impactplatform.audit.models import Entry

SYSTEM_EMAIL = "platform@invalid"
SECRETS = frozenset({"password", "session_key", "data", "token_digest", "key"})


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


def list_people(text: str = "") -> models.QuerySet[User]:
    """The accounts of people, by address; `text` is a part of the name or of the address."""
    people = User.objects.filter(is_system=False).order_by("email")
    return people.filter(models.Q(email__icontains=text) | models.Q(name__icontains=text)) if text else people


def collect_own_data(user: User) -> dict[str, Any]:
    """Every row that names this person, by kind, ready for JSON; keys and secrets are left out. One query a kind."""
    kinds: dict[str, list[dict[str, Any]]] = {"accounts.user": [_plain_row(user)]}
    for relation in User._meta.related_objects:
        model, field = relation.related_model, relation.field.name
        if model._meta.label_lower.startswith(("sessions.", "admin.")) or model.__name__.startswith("Historical"):
            continue
        rows = [_plain_row(row) for row in model._default_manager.filter(**{field: user})]
        if rows:
            kinds.setdefault(f"{model._meta.label_lower} ({field})", []).extend(rows)
    done = Entry.objects.filter(actor_id=user.pk).values("at", "action", "subject_label", "scope")
    return {"person": user.email, "rows": kinds, "acts": list(done)}


def _plain_row(row: models.Model) -> dict[str, Any]:
    fields = [f for f in row._meta.concrete_fields if f.name not in SECRETS]
    return {f.name: f.value_to_string(row) if f.value_from_object(row) is not None else None for f in fields}
