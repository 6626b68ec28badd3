"""How do places enter, join larger ones, leave them, and give way to others?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from coalitions.territories.domain.loading import Key, LoadPlan, plan_load
from coalitions.territories.domain.membership import Span
from coalitions.territories.domain.rows import PlaceRow, Problem
from coalitions.territories.models import Territory, TerritoryLink
from coalitions.territories.queries import read_known, read_tree
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entries, record_entry
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.text import fold

SCOPE = "platform"


class CannotLoad(CannotProceed):
    """rejected (problems): nothing was saved."""

    def __init__(self, code: str, problems: Sequence[Problem]) -> None:
        super().__init__(code)
        self.problems = tuple(problems)


class CannotLink(CannotProceed):
    """itself, cycle (places), already_linked, dates_not_in_order, ends_too_early."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many places a load created, changed (themselves or what they belong to), and found already the same."""

    created: int
    updated: int
    unchanged: int


@transaction.atomic
def load_territories(*, rows: Sequence[PlaceRow], by: User, roles: Collection[str]) -> Loaded:
    """All rows or none; the same rows again change nothing. Queries grow by batches, not by row."""
    require("settings.edit", roles)
    plan = plan_load(rows, read_known({row.key for row in rows if row.outline is not None}))
    if plan.problems:
        raise CannotLoad("rejected", plan.problems)
    made = _create(plan, by)
    changed = _update(plan, by)
    _link(plan)
    record_entries(action="territory.created", by=by, scope=SCOPE, subjects=((one, {}) for one in made))
    record_entries(action="territory.edited", by=by, scope=SCOPE, subjects=changed)
    return Loaded(len(plan.create), plan.updated_count, plan.unchanged_count)


@transaction.atomic
def link_territories(
    *, child: Territory, parent: Territory, valid_from: date | None = None, valid_until: date | None = None, by: User,
    roles: Collection[str],
) -> TerritoryLink:  # fmt: skip
    """`child` belongs to `parent` from a day until another (exclusive). Refused when it would close a circle."""
    require("settings.edit", roles)
    if child.pk == parent.pk:
        raise CannotLink("itself")
    if valid_from and valid_until and valid_from >= valid_until:
        raise CannotLink("dates_not_in_order")
    span = Span(valid_from, valid_until)
    present = TerritoryLink.objects.filter(child=child, parent=parent)
    if any(Span(link.valid_from, link.valid_until).meets(span) for link in present):
        raise CannotLink("already_linked")
    if way := read_tree().find_cycle(child.pk, parent.pk, span):
        raise CannotLink("cycle", places=list(Territory.objects.filter(pk__in=way).values_list("name", flat=True)))
    link = TerritoryLink.objects.create(child=child, parent=parent, valid_from=valid_from, valid_until=valid_until)
    details = {"parent": str(parent), "valid_from": valid_from, "valid_until": valid_until}
    record_entry(action="territory.linked", by=by, subject=child, scope=SCOPE, details=details)
    return link


@transaction.atomic
def end_link(*, link: TerritoryLink, on: date, by: User, roles: Collection[str]) -> TerritoryLink:
    """The place no longer belongs there from that day on; earlier days stay true."""
    require("settings.edit", roles)
    current = TerritoryLink.objects.select_for_update().select_related("child", "parent").get(pk=link.pk)
    if current.valid_from is not None and on <= current.valid_from:
        raise CannotLink("ends_too_early")
    current.valid_until = on
    current.save(update_fields=["valid_until"])
    details = {"parent": str(current.parent), "valid_until": on}
    record_entry(action="territory.unlinked", by=by, subject=current.child, scope=SCOPE, details=details)
    return current


@transaction.atomic
def name_successor(
    *, territory: Territory, successor: Territory, on: date, by: User, roles: Collection[str]
) -> Territory:
    """A redrawn place gives way to another from that day; both keep their figures, and a break is drawn between."""
    require("settings.edit", roles)
    if territory.pk == successor.pk:
        raise CannotLink("itself")
    territory.successor, territory.valid_until = successor, on
    territory._history_user = by  # type: ignore[attr-defined]  # simple_history reads it
    territory.save(update_fields=["successor", "valid_until"])
    details = {"successor": str(successor), "on": on}
    record_entry(action="territory.succeeded", by=by, subject=territory, scope=SCOPE, details=details)
    return territory


def _create(plan: LoadPlan, by: User) -> list[Territory]:
    drafts = [
        Territory(scheme=scheme, code=code, folded_name=fold(values["name"]), **values)
        for (scheme, code), values in plan.create.items()
    ]
    return list(bulk_create_with_history(drafts, Territory, batch_size=500, default_user=by))


def _update(plan: LoadPlan, by: User) -> list[tuple[Territory, dict[str, Any]]]:
    """The places that change themselves, saved, and those whose membership changes, with what to say of each."""
    touched: set[Key] = plan.update.keys() | (plan.relinked - plan.create.keys())
    held = _places_of(touched)
    changed = [held[key] for key in plan.update]
    for key, values in plan.update.items():
        for name, value in values.items():
            setattr(held[key], name, value)
        held[key].folded_name = fold(held[key].name)
    fields = sorted({name for values in plan.update.values() for name in values} | {"folded_name"})
    if changed:
        bulk_update_with_history(changed, Territory, fields, batch_size=300, default_user=by)
    said = {key: sorted(plan.update.get(key, {})) + (["parents"] if key in plan.relinked else []) for key in touched}
    return [(held[key], {"fields": said[key]}) for key in sorted(touched)]


def _link(plan: LoadPlan) -> None:
    ids = {key: place.pk for key, place in _places_of({k for c, p, _ in plan.new_links for k in (c, p)}).items()}
    TerritoryLink.objects.bulk_create(
        [
            TerritoryLink(child_id=ids[c], parent_id=ids[p], valid_from=span.starts_on, valid_until=span.ends_before)
            for c, p, span in plan.new_links
        ],
        batch_size=500,
    )
    for pk, span in plan.moved_links.items():
        TerritoryLink.objects.filter(pk=pk).update(valid_from=span.starts_on, valid_until=span.ends_before)


def _places_of(keys: Collection[Key]) -> dict[Key, Territory]:
    codes, found = sorted({code for _, code in keys}), {}
    for start in range(0, len(codes), 400):
        for one in Territory.objects.defer("outline").filter(code__in=codes[start : start + 400]):
            found[one.scheme, one.code] = one
    return {key: found[key] for key in keys}
