"""How does an organisation enter the directory, and change?

Organisations stand below coalitions, so what the actor is (`roles`) and where they act (`scope`) are read by the caller,
from `collectives.queries.list_roles`, and required here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from coalitions.organisations.domain import IdentifierVerdict, check_identifier
from coalitions.organisations.models import Identifier, Organisation
from coalitions.organisations.queries import find_by_identifiers
from coalitions.organisations.vocabulary import Sector
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entries, record_entry
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.text import fold

FIELDS = ("name", "short_name", "sector", "country", "street", "postcode", "town", "email", "phone", "website",
          "presentation_fr", "presentation_en", "notes", "source", "is_fictitious")  # fmt: skip


class CannotCreate(CannotProceed):
    """name_missing, identifier_taken (scheme, value, organisation, slug), identifier_twice (scheme, value)."""


class CannotEdit(CannotProceed):
    """name_missing, unknown_field (field), changed_meanwhile (version), identifier_taken."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An organisation about to enter. `identifiers` are (scheme, value) as people wrote them."""

    name: str
    short_name: str = ""
    sector: str = Sector.UNKNOWN
    country: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    presentation_fr: str = ""
    presentation_en: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    source: str = ""
    is_fictitious: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def create_organisation(
    *, name: str, by: User, roles: Collection[str], scope: str = "platform", slug: str = "", **fields: Any
) -> Organisation:
    """One organisation, its numbers checked and kept with their verdict. `fields` are those of `Draft`."""
    require("partner_org.create", roles)
    draft = Draft(name=name.strip(), **fields)
    verdicts = _verdicts_of([draft])
    organisation = Organisation(slug=slug or _free_slugs([draft])[0], **_columns(draft))
    organisation._history_user = by  # type: ignore[attr-defined]  # simple_history reads it
    organisation.save()
    _keep_identifiers([organisation], verdicts)
    record_entry(action="organisation.created", by=by, subject=organisation, scope=scope)
    return organisation


@transaction.atomic
def create_organisations(
    rows: Sequence[Draft], *, by: User, roles: Collection[str], scope: str = "platform"
) -> list[Organisation]:
    """All of them or none, in the order given. The number of queries grows by batches of 500, not by row."""
    require("partner_org.create", roles)
    verdicts = _verdicts_of(rows)
    slugs = _free_slugs(rows)
    drafts = [
        Organisation(slug=slug, folded_name=fold(row.name), **_columns(row))
        for row, slug in zip(rows, slugs, strict=True)
    ]
    made: list[Organisation] = list(bulk_create_with_history(drafts, Organisation, batch_size=500, default_user=by))
    _keep_identifiers(made, verdicts)
    record_entries(action="organisation.created", by=by, scope=scope, subjects=((one, {}) for one in made))
    return made


@transaction.atomic
def edit_organisation(
    *,
    organisation: Organisation,
    version: int,
    by: User,
    roles: Collection[str],
    owns: bool = False,
    scope: str = "platform",
    identifiers: Iterable[tuple[str, str]] | None = None,
    **fields: Any,
) -> Organisation:
    """Change some fields; `identifiers`, when given, replaces all the numbers. Nothing changed writes nothing."""
    require("partner_org.edit", roles, owns=owns)
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise CannotEdit("unknown_field", field=unknown[0])
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if current.version != version:
        raise CannotEdit("changed_meanwhile", version=current.version)
    if "name" in fields and not fields["name"].strip():
        raise CannotEdit("name_missing")
    changed = {name: value for name, value in fields.items() if getattr(current, name) != value}
    renumbered = identifiers is not None and _replace_identifiers(current, identifiers)
    if not changed and not renumbered:
        return current
    for name, value in changed.items():
        setattr(current, name, value)
    current.version += 1
    current._history_user = by  # type: ignore[attr-defined]  # simple_history reads it
    current.save()
    details = {"fields": sorted([*changed, *(["identifiers"] if renumbered else [])])}
    record_entry(action="organisation.edited", by=by, subject=current, scope=scope, details=details)
    return current


def _columns(draft: Draft) -> dict[str, Any]:
    if not draft.name.strip():
        raise CannotCreate("name_missing")
    return {name: getattr(draft, name) for name in FIELDS}


def _verdicts_of(rows: Sequence[Draft]) -> list[list[IdentifierVerdict]]:
    """The numbers of each row, read; refused when two rows, or an organisation already here, carry the same."""
    verdicts = [[check_identifier(scheme, value) for scheme, value in row.identifiers] for row in rows]
    seen: set[tuple[str, str]] = set()
    for verdict in (one for several in verdicts for one in several):
        if (verdict.scheme, verdict.value) in seen:
            raise CannotCreate("identifier_twice", scheme=verdict.scheme.value, value=verdict.value)
        seen.add((verdict.scheme, verdict.value))
    for (scheme, value), owner in find_by_identifiers(seen).items():
        raise CannotCreate(
            "identifier_taken", scheme=str(scheme), value=value, organisation=owner.name, slug=owner.slug
        )
    return verdicts


def _keep_identifiers(owners: Sequence[Organisation], verdicts: Sequence[Sequence[IdentifierVerdict]]) -> None:
    Identifier.objects.bulk_create(
        [
            Identifier(organisation=owner, scheme=one.scheme, value=one.value, verdict=one.verdict)
            for owner, several in zip(owners, verdicts, strict=True)
            for one in several
        ],
        batch_size=500,
    )


def _replace_identifiers(organisation: Organisation, identifiers: Iterable[tuple[str, str]]) -> bool:
    wanted = {(v.scheme.value, v.value): v for v in (check_identifier(scheme, value) for scheme, value in identifiers)}
    present = {(i.scheme, i.value): i for i in organisation.identifiers.all()}
    if wanted.keys() == present.keys():
        return False
    for (scheme, value), owner in find_by_identifiers(wanted.keys() - present.keys()).items():
        raise CannotEdit("identifier_taken", scheme=scheme, value=value, organisation=owner.name, slug=owner.slug)
    organisation.identifiers.filter(pk__in=[i.pk for key, i in present.items() if key not in wanted]).delete()
    _keep_identifiers([organisation], [[v for key, v in wanted.items() if key not in present]])
    return True


def _free_slugs(rows: Sequence[Draft]) -> list[str]:
    """A name for addresses for each row, none of them taken. One query."""
    bases = [slugify(row.name)[:110] or "organisation" for row in rows]
    taken = set(Organisation.objects.values_list("slug", flat=True)) if len(rows) > 1 else _slugs_like(bases)
    slugs = []
    for base in bases:
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        slugs.append(slug)
    return slugs


def _slugs_like(bases: list[str]) -> set[str]:
    return (
        set(Organisation.objects.filter(slug__startswith=bases[0]).values_list("slug", flat=True)) if bases else set()
    )
