"""How does a programme enter, gain partners, and keep what was said of it?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from coalitions.organisations.models import Organisation
from coalitions.programmes.models import Programme, ProgrammePartner, ProgrammeStatement
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

FIELDS = ("name_fr", "name_en", "summary_fr", "summary_en", "country", "starts_on", "ends_before", "perimeter", "source",
          "is_fictitious")  # fmt: skip
SCOPE = "platform"


class CannotCreate(CannotProceed):
    """name_missing, slug_taken (slug), unknown_field (field)."""


class CannotEdit(CannotProceed):
    """changed_meanwhile (version), name_missing, unknown_field (field)."""


class CannotRecord(CannotProceed):
    """already_partner (organisation), unknown_role (role), text_missing, source_missing, subject_missing."""


@transaction.atomic
def create_programme(*, name_fr: str, by: User, slug: str = "", **fields: Any) -> Programme:
    """A programme, public from the start: it is what its sources say of it."""
    _require_editor(by)
    slug = slug or slugify(name_fr)[:80]
    _check({"name_fr": name_fr, **fields}, CannotCreate)
    if Programme.objects.filter(slug=slug).exists():
        raise CannotCreate("slug_taken", slug=slug)
    programme = Programme.objects.create(slug=slug, name_fr=name_fr.strip(), **fields)
    record_entry(action="programme.created", by=by, subject=programme, scope=SCOPE)
    return programme


@transaction.atomic
def edit_programme(*, programme: Programme, version: int, by: User, **fields: Any) -> Programme:
    """Change some fields; nothing changed writes nothing."""
    _require_editor(by)
    current = Programme.objects.select_for_update().get(pk=programme.pk)
    if current.version != version:
        raise CannotEdit("changed_meanwhile", version=current.version)
    _check({"name_fr": current.name_fr, **fields}, CannotEdit)
    changed = {name: value for name, value in fields.items() if getattr(current, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(current, name, value)
        current.version += 1
        current.save()
        details = {"fields": sorted(changed)}
        record_entry(action="programme.edited", by=by, subject=current, scope=SCOPE, details=details)
    return current


@transaction.atomic
def add_programme_partner(
    *, programme: Programme, organisation: Organisation, role: str, by: User, phase: str = "", source: str = ""
) -> ProgrammePartner:
    """An organisation's part in a phase, with the source that says so."""
    _require_editor(by)
    if role not in ProgrammePartner.Role.values:
        raise CannotRecord("unknown_role", role=role)
    partner, is_new = ProgrammePartner.objects.get_or_create(
        programme=programme, organisation=organisation, role=role, phase=phase, defaults={"source": source}
    )
    if not is_new:
        raise CannotRecord("already_partner", organisation=organisation.name)
    details = {"organisation": organisation.name, "role": role, "phase": phase}
    record_entry(action="programme.partner_added", by=by, subject=programme, scope=SCOPE, details=details)
    return partner


@transaction.atomic
def record_statement(
    *,
    programme: Programme,
    subject: str,
    text_fr: str,
    source: str,
    by: User,
    text_en: str = "",
    stated_on: str = "",
    is_authoritative: bool = False,
) -> ProgrammeStatement:
    """What somebody published. It never replaces what another source says, not even when marked authoritative.

    Statements with the same `subject` are shown side by side; it may be written in both languages, `français / English`.
    """
    _require_editor(by)
    for name, value in (("subject", subject), ("text", text_fr), ("source", source)):
        if not value.strip():
            raise CannotRecord(f"{name}_missing")
    statement = ProgrammeStatement.objects.create(
        programme=programme,
        subject=subject.strip(),
        text_fr=text_fr.strip(),
        text_en=text_en.strip(),
        stated_on=stated_on.strip(),
        source=source.strip(),
        is_authoritative=is_authoritative,
    )
    details = {"subject": statement.subject, "source": statement.source}
    record_entry(action="programme.statement_recorded", by=by, subject=programme, scope=SCOPE, details=details)
    return statement


@transaction.atomic
def mark_authoritative(*, statement: ProgrammeStatement, by: User, is_authoritative: bool = True) -> ProgrammeStatement:
    """Say which of several statements the programme stands by; the others stay beside it."""
    _require_editor(by)
    statement.is_authoritative = is_authoritative
    statement.save(update_fields=["is_authoritative"])
    details = {"statement": statement.text_fr, "is_authoritative": is_authoritative}
    record_entry(action="programme.statement_marked", by=by, subject=statement.programme, scope=SCOPE, details=details)
    return statement


def _require_editor(by: User) -> None:
    """Programmes belong to no coalition: whoever looks after the platform describes them."""
    roles: Collection[str] = list_platform_roles(by)
    require("settings.edit", roles)


def _check(values: dict[str, Any], refuse: type[CannotProceed]) -> None:
    if unknown := sorted(set(values) - set(FIELDS)):
        raise refuse("unknown_field", field=unknown[0])
    if not values["name_fr"].strip():
        raise refuse("name_missing")
