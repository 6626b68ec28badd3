"""Which function writes the trail? This one, inside the transaction of the act it records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from impactplatform.audit.models import Entry


def record_entry(
    *, action: str, by: Any, subject: models.Model, scope: str, details: Mapping[str, Any] | None = None
) -> Entry:
    """Write one entry. `action` is past tense (`measurement.approved`); decimals and dates become text."""
    return Entry.objects.create(**_columns(action, by, subject, scope, details))


def record_entries(
    *, action: str, by: Any, subjects: Iterable[tuple[models.Model, Mapping[str, Any]]], scope: str
) -> int:
    """Write an entry for each (subject, details), in one statement; answers how many."""
    rows = [Entry(**_columns(action, by, subject, scope, details)) for subject, details in subjects]
    Entry.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _columns(
    action: str, by: Any, subject: models.Model, scope: str, details: Mapping[str, Any] | None
) -> dict[str, Any]:
    return {
        "action": action,
        "actor_id": getattr(by, "pk", None),
        "actor_label": str(by)[:200],
        "subject_kind": subject._meta.label,
        "subject_id": str(subject.pk),
        "subject_label": str(subject)[:300],
        "scope": scope,
        "details": {key: _plain(value) for key, value in (details or {}).items()},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | date | datetime):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)
