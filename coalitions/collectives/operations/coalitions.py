"""How does a coalition begin, change its description, and close?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from coalitions.collectives.domain import RESERVED_SLUGS
from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_roles
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

PROFILE = (
    "name_fr",
    "name_en",
    "presentation_fr",
    "presentation_en",
    "country",
    "currency",
    "contact_email",
    "contact_phone",
    "starts_on",
    "programme",
    "source",
    "is_public",
)


class CannotCreate(CannotProceed):
    """slug_taken (slug): another coalition, or a page of ours, has this address."""


class CannotEdit(CannotProceed):
    """archived; stale (yours, theirs: {field: value}): somebody saved in between; unknown_field (field)."""


@transaction.atomic
def create_coalition(
    *, by: User, name_fr: str, slug: str = "", is_fictitious: bool = False, **profile: Any
) -> Coalition:
    """Begin a coalition, without public page unless told. `profile` takes the fields of PROFILE."""
    require("coalition.create", list_platform_roles(by))
    _refuse_unknown(profile)
    slug = slug or slugify(name_fr)[:80]
    if slug in RESERVED_SLUGS or Coalition.objects.filter(slug=slug).exists():
        raise CannotCreate("slug_taken", slug=slug)
    coalition = Coalition.objects.create(slug=slug, name_fr=name_fr, is_fictitious=is_fictitious, **profile)
    record_entry(action="coalition.created", by=by, subject=coalition, scope=coalition.scope)
    return coalition


@transaction.atomic
def edit_coalition(*, coalition: Coalition, by: User, version: int, changes: Mapping[str, Any]) -> Coalition:
    """Change the description. `version` is the one the person was shown; nothing changed writes nothing."""
    require("coalition_profile.edit", list_roles(by, coalition))
    _refuse_unknown(changes)
    current = lock_coalition(coalition)
    different = {field: value for field, value in changes.items() if getattr(current, field) != value}
    if not different:
        return current
    if current.version != version:
        theirs = {field: getattr(current, field) for field in different}
        raise CannotEdit("stale", yours=different, theirs=theirs, version=current.version)
    details = {field: [_short(getattr(current, field)), _short(value)] for field, value in different.items()}
    for field, value in different.items():
        setattr(current, field, value)
    current.version += 1
    current.save()
    record_entry(action="coalition.edited", by=by, subject=current, scope=current.scope, details={"changed": details})
    return current


@transaction.atomic
def archive_coalition(*, coalition: Coalition, by: User, on: date | None = None) -> Coalition:
    """Close a coalition: it is read, no longer written. A second call changes nothing."""
    require("coalition.create", list_platform_roles(by))
    current = Coalition.objects.select_for_update().get(pk=coalition.pk)
    if current.archived_on is None:
        current.archived_on = on or timezone.localdate()
        current.version += 1
        current.save()
        record_entry(action="coalition.archived", by=by, subject=current, scope=current.scope)
    return current


def lock_coalition(coalition: Coalition) -> Coalition:
    """The row as it stands, locked until the transaction ends; refuses an archived one."""
    current = Coalition.objects.select_for_update().get(pk=coalition.pk)
    if current.archived_on is not None:
        raise CannotEdit("archived", archived_on=current.archived_on)
    return current


def _refuse_unknown(fields: Mapping[str, Any]) -> None:
    for field in fields:
        if field not in PROFILE:
            raise CannotEdit("unknown_field", field=field)


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 200 else text[:199] + "…"
