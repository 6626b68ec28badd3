"""How are organisations taken back when their arrival is undone?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import router, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector

from coalitions.organisations.models import Identifier, Organisation
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entries
from impactplatform.kernel.decisions import CannotProceed

_CHUNK = 400  # SQLite takes a bounded number of values in one statement


class CannotRemove(CannotProceed):
    """still_in_use (by: names of what refers to them; organisations: their names)."""


def remove_organisation(
    *, organisation: Organisation, by: User, roles: Collection[str], scope: str = "platform"
) -> None:
    """As `remove_organisations`, for one."""
    remove_organisations(organisations=[organisation], by=by, roles=roles, scope=scope)


@transaction.atomic
def remove_organisations(
    *, organisations: Sequence[Organisation], by: User, roles: Collection[str], scope: str = "platform"
) -> None:
    """Take back those that just arrived, all or none, when nothing refers to them yet; history and trail stay."""
    require("partner_org.create", roles)
    for start in range(0, len(organisations), _CHUNK):
        _remove(organisations[start : start + _CHUNK], by, scope)


def _remove(organisations: Sequence[Organisation], by: User, scope: str) -> None:
    keys = [one.pk for one in organisations]
    kinds, owners = set(), set()
    for model, name in _list_references():
        found = model._base_manager.filter(**{f"{name}__in": keys}).values_list(name, flat=True)
        if held := set(found):
            kinds.add(str(model._meta.verbose_name))
            owners |= held
    if owners:
        names = sorted(one.name for one in organisations if one.pk in owners)
        raise CannotRemove("still_in_use", by=sorted(kinds), organisations=names)
    record_entries(action="organisation.removed", by=by, scope=scope, subjects=((one, {}) for one in organisations))
    collector = Collector(using=router.db_for_write(Organisation))
    for one in organisations:
        one._history_user = by  # type: ignore[attr-defined]  # simple_history reads it
    try:
        collector.collect(list(organisations))
    except ProtectedError as refusal:  # a record of the past refers to one of them
        kinds = {str(o._meta.verbose_name) for o in refusal.protected_objects}
        raise CannotRemove("still_in_use", by=sorted(kinds), organisations=[]) from None
    collector.delete()


def _list_references() -> list[tuple[Any, str]]:
    """What may refer to an organisation, as (model, field): its own numbers and its history aside."""
    return [
        (relation.related_model, relation.field.name)
        for relation in Organisation._meta.related_objects
        if relation.related_model is not Identifier
    ]
