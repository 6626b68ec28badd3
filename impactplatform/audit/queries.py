"""What does the trail say of a coalition, a fund or one record?"""

from __future__ import annotations

from django.db import models

from impactplatform.audit.models import Entry


def list_entries(scope: str) -> models.QuerySet[Entry]:
    """The entries of a scope, newest first."""
    return Entry.objects.filter(scope=scope)


def list_platform_entries() -> models.QuerySet[Entry]:
    """The entries that belong to no coalition and no pot (accounts, places, catalogue, settings), newest first."""
    return Entry.objects.exclude(scope__startswith="coalition:").exclude(scope__startswith="fund:")


def list_entries_of(subject: models.Model) -> models.QuerySet[Entry]:
    """The entries that speak of one record, newest first."""
    return Entry.objects.filter(subject_kind=subject._meta.label, subject_id=str(subject.pk))
