"""How does an action begin, change, move on, gain partners, and leave the plan?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from coalitions.actions.domain import decide_dates, decide_move
from coalitions.actions.models import Action, ActionPartner
from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_own_organisations, list_roles
from coalitions.organisations.models import Organisation
from coalitions.vision.queries import list_change_codes
from impactplatform.accounts.domain import COORDINATOR, SYSTEM, decide
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

FIELDS = ("title_fr", "title_en", "description_fr", "description_en", "change_code", "lead", "place", "theme", "starts_on",
          "ends_before", "is_public")  # fmt: skip

RESERVED = ("ajouter", "add")  # addresses of our own under /actions/


class CannotCreate(CannotProceed):
    """archived, title_missing, not_member (organisation), lead_not_own, unknown_change (change), dates_not_in_order,
    unknown_field (field), unknown_status, slug_taken (slug).
    """  # fmt: skip


class CannotEdit(CannotProceed):
    """changed_meanwhile (version), and what CannotCreate refuses."""


class CannotMove(CannotProceed):
    """same_status, unknown_status, reason_missing, changed_meanwhile (version)."""


class CannotJoin(CannotProceed):
    """already_partner, is_lead, not_member (organisation)."""


class CannotRemove(CannotProceed):
    """still_in_use (by): money or figures refer to it."""


@transaction.atomic
def create_action(
    *,
    coalition: Coalition,
    by: User,
    title_fr: str,
    lead: Organisation | None = None,
    partners: Sequence[Organisation] = (),
    status: str = Action.Status.PLANNED,
    slug: str = "",
    **fields: Any,
) -> Action:
    """One action, public unless told otherwise. A partner begins actions that their own organisation leads."""
    _require_editor(coalition, by, lead)
    values = {"title_fr": title_fr.strip(), "lead": lead, **fields}
    if coalition.archived_on is not None:
        raise CannotCreate("archived")
    if status not in Action.Status.values:
        raise CannotCreate("unknown_status", status=status)
    _check(coalition, values, CannotCreate)
    if slug in RESERVED or (slug and Action.objects.filter(coalition=coalition, slug=slug).exists()):
        raise CannotCreate("slug_taken", slug=slug)
    action = Action(coalition=coalition, slug=slug or _free_slug(coalition, title_fr), status=status, **values)
    _save(action, by)
    joined = [one for one in partners if lead is None or one.pk != lead.pk]
    _check_members(coalition, joined, CannotCreate)
    ActionPartner.objects.bulk_create([ActionPartner(action=action, organisation=one) for one in joined])
    record_entry(action="action.created", by=by, subject=action, scope=coalition.scope)
    return action


@transaction.atomic
def edit_action(*, action: Action, version: int, by: User, **fields: Any) -> Action:
    """Change some fields; a partner keeps the lead with their own organisation. Nothing changed writes nothing."""
    current = _lock(action, version, CannotEdit)
    _require_editor(current.coalition, by, current.lead)
    changed = {name: value for name, value in fields.items() if getattr(current, name, None) != value}
    if "lead" in changed:
        _refuse_giving_away(current.coalition, by, changed["lead"])
    _check(current.coalition, {**{name: getattr(current, name) for name in FIELDS}, **changed}, CannotEdit)
    if not changed:
        return current
    for name, value in changed.items():
        setattr(current, name, value)
    current.version += 1
    _save(current, by)
    details = {"fields": sorted(changed)}
    record_entry(action="action.edited", by=by, subject=current, scope=current.coalition.scope, details=details)
    return current


@transaction.atomic
def change_status(*, action: Action, status: str, by: User, reason: str = "", version: int | None = None) -> Action:
    """Move on, stop or go back; a reason is kept, and asked when people would ask why."""
    current = _lock(action, version, CannotMove)
    _require_editor(current.coalition, by, current.lead)
    CannotMove.unless(decide_move(current.status, status, reason))
    before = current.status
    current.status, current.status_reason = status, reason.strip()
    current.version += 1
    _save(current, by)
    details = {"before": before, "after": status, "reason": reason.strip()}
    record_entry(action="action.moved", by=by, subject=current, scope=current.coalition.scope, details=details)
    return current


@transaction.atomic
def join_action(*, action: Action, organisation: Organisation, by: User) -> ActionPartner:
    """A member organisation takes part. A partner says so for their own organisation, or for an action it leads."""
    _require_one_of(action.coalition, by, action.lead_id, organisation.pk)
    _check_members(action.coalition, [organisation], CannotJoin)
    if action.lead_id == organisation.pk:
        raise CannotJoin("is_lead")
    partner, is_new = ActionPartner.objects.get_or_create(action=action, organisation=organisation)
    if not is_new:
        raise CannotJoin("already_partner")
    details = {"organisation": organisation.name}
    record_entry(action="action.joined", by=by, subject=action, scope=action.coalition.scope, details=details)
    return partner


@transaction.atomic
def leave_action(*, partner: ActionPartner, by: User) -> None:
    """The organisation no longer takes part; the trail remembers that it did."""
    action = partner.action
    _require_one_of(action.coalition, by, action.lead_id, partner.organisation_id)
    details = {"organisation": partner.organisation.name}
    record_entry(action="action.left", by=by, subject=action, scope=action.coalition.scope, details=details)
    partner.delete()


@transaction.atomic
def remove_action(*, action: Action, by: User) -> None:
    """Take an action out of the plan when nothing refers to it; stop it otherwise."""
    require("action.delete", list_roles(by, action.coalition))
    record_entry(action="action.removed", by=by, subject=action, scope=action.coalition.scope)
    action._history_user = by  # type: ignore[attr-defined]  # simple_history reads it
    try:
        action.delete()
    except ProtectedError as refusal:
        kinds = sorted({str(one._meta.verbose_name) for one in refusal.protected_objects})
        raise CannotRemove("still_in_use", by=kinds) from None


def _require_editor(coalition: Coalition, by: User, lead: Organisation | None) -> None:
    _require_one_of(coalition, by, lead.pk if lead else None)


def _require_one_of(coalition: Coalition, by: User, *organisations: int | None) -> None:
    own = list_own_organisations(by, coalition)
    require("action.edit", list_roles(by, coalition), owns=any(one in own for one in organisations if one is not None))


def _refuse_giving_away(coalition: Coalition, by: User, lead: Organisation | None) -> None:
    if decide("action.edit", list_roles(by, coalition) & {COORDINATOR, SYSTEM}):
        return
    if lead is None or lead.pk not in list_own_organisations(by, coalition):
        raise CannotEdit("lead_not_own")


def _lock(action: Action, version: int | None, refuse: type[CannotProceed]) -> Action:
    current = Action.objects.select_for_update(of=("self",)).select_related("coalition", "lead").get(pk=action.pk)
    if version is not None and current.version != version:
        raise refuse("changed_meanwhile", version=current.version)
    return current


def _check(coalition: Coalition, values: dict[str, Any], refuse: type[CannotProceed]) -> None:
    if unknown := sorted(set(values) - set(FIELDS)):
        raise refuse("unknown_field", field=unknown[0])
    if not (values.get("title_fr") or values.get("title_en")):
        raise refuse("title_missing")
    code = values.get("change_code")
    if code and code not in list_change_codes(coalition):
        raise refuse("unknown_change", change=code)
    refuse.unless(decide_dates(values.get("starts_on"), values.get("ends_before")))
    if values.get("lead"):
        _check_members(coalition, [values["lead"]], refuse)


def _check_members(coalition: Coalition, organisations: Sequence[Organisation], refuse: type[CannotProceed]) -> None:
    """Past members count: a plan keeps who did what."""
    known = set(coalition.memberships.values_list("organisation_id", flat=True)) if organisations else set()
    if strangers := [one.name for one in organisations if one.pk not in known]:
        raise refuse("not_member", organisation=strangers[0])


def _free_slug(coalition: Coalition, title: str) -> str:
    base = slugify(title)[:110] or "action"
    taken = {*RESERVED, *coalition.actions.filter(slug__startswith=base).values_list("slug", flat=True)}
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _save(action: Action, by: User) -> None:
    action._history_user = by  # type: ignore[attr-defined]  # simple_history reads it
    action.save()
