"""How is a visit, festival or workshop recorded: when, where, who came, which places were seen?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_roles
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from exchanges.gatherings.models import Gathering, GatheringGuest, GatheringStop
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

FIELDS = ("kind", "title_fr", "title_en", "summary_fr", "summary_en", "town", "starts_on", "ends_before", "when_stated",
          "visitors", "host_programme", "guest_programme", "source", "is_public", "is_fictitious")  # fmt: skip

RESERVED = ("ajouter", "add")  # addresses of our own under /echanges/


class CannotRecord(CannotProceed):
    """title_missing, unknown_kind (kind), dates_not_in_order, unknown_field (field), slug_taken (slug), stop_nameless."""


class CannotEdit(CannotProceed):
    """changed_meanwhile (version), and what CannotRecord refuses."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that was visited: one we know, or words."""

    label: str = ""
    territory: Territory | None = None


@transaction.atomic
def record_gathering(
    *,
    kind: str,
    title_fr: str,
    by: User,
    coalition: Coalition | None = None,
    stops: Sequence[Stop] = (),
    guests: Sequence[Organisation] = (),
    slug: str = "",
    **fields: Any,
) -> Gathering:
    """One gathering. A coalition's is recorded by its coordinators, one of no coalition by the platform's admins."""
    _require_editor(coalition, by)
    values = {"kind": kind, "title_fr": title_fr.strip(), **fields}
    _check(values, CannotRecord)
    if slug in RESERVED or (slug and Gathering.objects.filter(slug=slug).exists()):
        raise CannotRecord("slug_taken", slug=slug)
    made = Gathering.objects.create(slug=slug or _free_slug(title_fr), coalition=coalition, **values)
    _set_stops(made, stops)
    _set_guests(made, guests)
    record_entry(action="gathering.recorded", by=by, subject=made, scope=_scope(made))
    return made


@transaction.atomic
def edit_gathering(
    *,
    gathering: Gathering,
    version: int,
    by: User,
    stops: Sequence[Stop] | None = None,
    guests: Sequence[Organisation] | None = None,
    **fields: Any,
) -> Gathering:
    """Change some fields; `stops` and `guests`, when given, replace those kept. Nothing changed writes nothing."""
    current = Gathering.objects.select_for_update(of=("self",)).select_related("coalition").get(pk=gathering.pk)
    _require_editor(current.coalition, by)
    if current.version != version:
        raise CannotEdit("changed_meanwhile", version=current.version)
    _check({**{name: getattr(current, name) for name in FIELDS}, **fields}, CannotEdit)
    changed = [name for name, value in fields.items() if getattr(current, name) != value]
    if stops is not None and [(s.territory_id, s.label) for s in current.stops.all()] != [_as_row(s) for s in stops]:
        changed.append("stops")
        current.stops.all().delete()
        _set_stops(current, stops)
    if guests is not None and {g.organisation_id for g in current.guests.all()} != {one.pk for one in guests}:
        changed.append("guests")
        current.guests.all().delete()
        _set_guests(current, guests)
    if not changed:
        return current
    for name, value in fields.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    details = {"fields": sorted(changed)}
    record_entry(action="gathering.edited", by=by, subject=current, scope=_scope(current), details=details)
    return current


@transaction.atomic
def remove_gathering(*, gathering: Gathering, by: User) -> None:
    """Take it back; the trail remembers."""
    _require_editor(gathering.coalition, by)
    record_entry(action="gathering.removed", by=by, subject=gathering, scope=_scope(gathering))
    gathering.delete()


def _require_editor(coalition: Coalition | None, by: User) -> None:
    if coalition is None:
        require("settings.edit", list_platform_roles(by))
    else:
        require("coalition_profile.edit", list_roles(by, coalition))


def _scope(gathering: Gathering) -> str:
    return gathering.coalition.scope if gathering.coalition else "platform"


def _check(values: dict[str, Any], refuse: type[CannotProceed]) -> None:
    if unknown := sorted(set(values) - set(FIELDS)):
        raise refuse("unknown_field", field=unknown[0])
    if not (values.get("title_fr") or values.get("title_en")):
        raise refuse("title_missing")
    if values["kind"] not in Gathering.Kind.values:
        raise refuse("unknown_kind", kind=values["kind"])
    starts, ends = values.get("starts_on"), values.get("ends_before")
    if starts and ends and ends <= starts:
        raise refuse("dates_not_in_order")


def _as_row(stop: Stop) -> tuple[int | None, str]:
    label = stop.label.strip() or (stop.territory.name if stop.territory else "")
    if not label:
        raise CannotRecord("stop_nameless")
    return (stop.territory.pk if stop.territory else None), label


def _set_stops(gathering: Gathering, stops: Sequence[Stop]) -> None:
    rows = [_as_row(stop) for stop in stops]
    GatheringStop.objects.bulk_create(
        GatheringStop(gathering=gathering, territory_id=pk, label=label, position=place)
        for place, (pk, label) in enumerate(rows)
    )


def _set_guests(gathering: Gathering, guests: Sequence[Organisation]) -> None:
    unique = {one.pk: one for one in guests}.values()
    GatheringGuest.objects.bulk_create(GatheringGuest(gathering=gathering, organisation=one) for one in unique)


def _free_slug(title: str) -> str:
    base = slugify(title)[:90] or "rencontre"
    taken = {*RESERVED, *Gathering.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
