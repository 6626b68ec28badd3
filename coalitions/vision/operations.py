"""How is the shared vision written, adopted, and written again? What is adopted is never edited."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_roles
from coalitions.vision.domain import free_code
from coalitions.vision.models import ChangeSought, Vision
from coalitions.vision.queries import find_adopted
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

FIELDS = ("aspiration_fr", "aspiration_en", "story_fr", "story_en")
CHANGE_FIELDS = ("title_fr", "title_en", "family", "for_whom", "by_when", "position")


class CannotDraft(CannotProceed):
    """draft_exists (number), archived, aspiration_missing, unknown_field (field)."""


class CannotEdit(CannotProceed):
    """already_adopted, changed_meanwhile (version), aspiration_missing, title_missing, unknown_field, unknown_family."""


class CannotAdopt(CannotProceed):
    """already_adopted, no_change_sought, body_missing, future_date, before_the_one_in_force (on)."""


@transaction.atomic
def draft_vision(*, coalition: Coalition, by: User, **fields: Any) -> Vision:
    """Begin a version: from the one in force, with its changes, or from nothing. One draft at a time."""
    _require_editor(coalition, by)
    _refuse_unknown(fields, FIELDS, CannotDraft)
    locked = Coalition.objects.select_for_update().get(pk=coalition.pk)
    if locked.archived_on is not None:
        raise CannotDraft("archived")
    if (draft := locked.visions.filter(state=Vision.State.DRAFT).first()) is not None:
        raise CannotDraft("draft_exists", number=draft.number)
    before = find_adopted(locked)
    start = {name: getattr(before, name) for name in FIELDS} if before else {}
    values = {**start, **fields}
    if not (values.get("aspiration_fr") or values.get("aspiration_en")):
        raise CannotDraft("aspiration_missing")
    number = (locked.visions.aggregate(latest=Max("number"))["latest"] or 0) + 1
    vision = Vision.objects.create(coalition=locked, number=number, **values)
    if before:
        copies = [ChangeSought(vision=vision, code=c.code, **_values_of(c)) for c in before.changes.all()]
        ChangeSought.objects.bulk_create(copies)
    _record("vision.drafted", by, vision)
    return vision


@transaction.atomic
def edit_vision(*, vision: Vision, version: int, by: User, **fields: Any) -> Vision:
    """Reword the draft."""
    _refuse_unknown(fields, FIELDS, CannotEdit)
    draft = _lock_draft(vision, by, version)
    changed = {name: value for name, value in fields.items() if getattr(draft, name) != value}
    for name, value in changed.items():
        setattr(draft, name, value)
    if not (draft.aspiration_fr or draft.aspiration_en):
        raise CannotEdit("aspiration_missing")
    if changed:
        _touch(draft)
        _record("vision.edited", by, draft, fields=sorted(changed))
    return draft


@transaction.atomic
def seek_change(*, vision: Vision, by: User, title_fr: str, family: str, code: str = "", **fields: Any) -> ChangeSought:
    """Add a change sought to the draft. Its code, made from the title, stays the same in later versions."""
    _refuse_unknown(fields, CHANGE_FIELDS, CannotEdit)
    draft = _lock_draft(vision, by)
    values = {"title_fr": title_fr.strip(), "family": family, **fields}
    _check_change(values)
    taken = list(draft.changes.values_list("code", flat=True))
    free = free_code(code or slugify(title_fr), taken)
    change = ChangeSought.objects.create(vision=draft, code=free, **{"position": len(taken), **values})
    _touch(draft)
    _record("vision.change_sought", by, draft, change=change.title_fr)
    return change


@transaction.atomic
def edit_change(*, change: ChangeSought, by: User, **fields: Any) -> ChangeSought:
    """Reword a change of the draft; its code stays."""
    _refuse_unknown(fields, CHANGE_FIELDS, CannotEdit)
    draft = _lock_draft(change.vision, by)
    current = draft.changes.get(pk=change.pk)
    changed = {name: value for name, value in fields.items() if getattr(current, name) != value}
    _check_change({**_values_of(current), **changed})
    if changed:
        for name, value in changed.items():
            setattr(current, name, value)
        current.save(update_fields=sorted(changed))
        _touch(draft)
        _record("vision.change_edited", by, draft, change=current.title_fr, fields=sorted(changed))
    return current


@transaction.atomic
def drop_change(*, change: ChangeSought, by: User) -> None:
    """Take a change out of the draft; earlier versions keep it, and so do the actions that serve it."""
    draft = _lock_draft(change.vision, by)
    draft.changes.filter(pk=change.pk).delete()
    _touch(draft)
    _record("vision.change_dropped", by, draft, change=change.title_fr)


@transaction.atomic
def adopt_vision(*, vision: Vision, on: date, body: str, by: User, version: int | None = None) -> Vision:
    """The draft becomes the version in force, by the decision of a body on a day; the one before is replaced."""
    draft = _lock_draft(vision, by, version, CannotAdopt)
    before = find_adopted(draft.coalition)
    if not body.strip():
        raise CannotAdopt("body_missing")
    if on > timezone.localdate():
        raise CannotAdopt("future_date")
    if before is not None and before.adopted_on and on < before.adopted_on:
        raise CannotAdopt("before_the_one_in_force", on=str(before.adopted_on))
    if not draft.changes.exists():
        raise CannotAdopt("no_change_sought")
    Vision.objects.filter(coalition=draft.coalition, state=Vision.State.ADOPTED).update(state=Vision.State.REPLACED)
    draft.state, draft.adopted_on, draft.adopted_by_body = Vision.State.ADOPTED, on, body.strip()
    _touch(draft)
    _record("vision.adopted", by, draft, on=on, body=body.strip())
    return draft


@transaction.atomic
def discard_draft(*, vision: Vision, by: User) -> None:
    """Give the draft up; the version in force stays."""
    draft = _lock_draft(vision, by)
    _record("vision.discarded", by, draft)
    draft.delete()


def _require_editor(coalition: Coalition, by: User) -> None:
    require("coalition_profile.edit", list_roles(by, coalition))


def _lock_draft(
    vision: Vision, by: User, version: int | None = None, refuse: type[CannotProceed] = CannotEdit
) -> Vision:
    _require_editor(vision.coalition, by)
    current = Vision.objects.select_for_update(of=("self",)).select_related("coalition").get(pk=vision.pk)
    if current.state != Vision.State.DRAFT:
        raise refuse("already_adopted")
    if version is not None and current.version != version:
        raise refuse("changed_meanwhile", version=current.version)
    return current


def _touch(vision: Vision) -> None:
    vision.version += 1
    vision.save()


def _values_of(change: ChangeSought) -> dict[str, Any]:
    return {name: getattr(change, name) for name in CHANGE_FIELDS}


def _check_change(values: dict[str, Any]) -> None:
    if not (values.get("title_fr") or values.get("title_en")):
        raise CannotEdit("title_missing")
    if values["family"] not in ChangeSought.Family.values:
        raise CannotEdit("unknown_family", family=values["family"])


def _refuse_unknown(fields: dict[str, Any], known: tuple[str, ...], refuse: type[CannotProceed]) -> None:
    if unknown := sorted(set(fields) - set(known)):
        raise refuse("unknown_field", field=unknown[0])


def _record(action: str, by: User, vision: Vision, **details: Any) -> None:
    record_entry(
        action=action, by=by, subject=vision, scope=vision.coalition.scope, details={"number": vision.number, **details}
    )
