"""How does an indicator enter the catalogue, change its meaning, get its contributors, and leave?"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from threading import Lock, Thread

from celery import current_app
from django.db import transaction
from django.utils import timezone

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_roles
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from impactplatform.accounts.domain import SYSTEM
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed, Refused
from impactplatform.kernel.periods import MONTH, Period
from impactplatform.kernel.text import fold
from indicators.catalogue.domain import STARTERS, Definition, check_definition, choose_method, choose_rules
from indicators.catalogue.models import Breakdown, DirtyKey, Duty, Indicator, IndicatorVersion
from indicators.catalogue.queries import find_version

log = logging.getLogger(__name__)
REFRESH = "indicators.aggregation.tasks.refresh_totals"
MANY_PLACES = 500
_ringing = Lock()


class CannotDefine(CannotProceed):
    """illegal_rule, code_taken, threshold_too_low, breakdown_unknown, wrong_dates, already_retired, name_missing…"""


@transaction.atomic
def create_indicator(
    *,
    code: str,
    definition: Definition,
    by: User,
    coalition: Coalition | None = None,
    change_code: str = "",
    is_fictitious: bool = False,
) -> IndicatorVersion:
    """Write an indicator and its first definition: local to a coalition, or of the shared library."""
    require("indicator.edit", _roles(by, coalition))
    CannotDefine.unless(check_definition(definition))
    if Indicator.objects.filter(code=code).exists():
        raise CannotDefine("code_taken", given=code)
    indicator = Indicator.objects.create(
        code=code,
        coalition=coalition,
        change_code=change_code,
        is_fictitious=is_fictitious,
        folded_name=fold(f"{definition.name_fr} {definition.name_en}"),
    )
    version = IndicatorVersion.objects.create(indicator=indicator, number=1, **_columns(definition))
    record_entry(
        action="indicator.created", by=by, subject=indicator, scope=get_scope(coalition), details=_told(version)
    )
    return version


@transaction.atomic
def load_library(*, by: User) -> int:
    """Write the starters that the library does not hold yet. Answers how many; those there keep their own words."""
    known = set(Indicator.objects.values_list("code", flat=True))
    missing = [starter for starter in STARTERS if starter.code not in known]
    for starter in missing:
        create_indicator(code=starter.code, definition=starter.definition, by=by)
    return len(missing)


@transaction.atomic
def revise_indicator(
    *, indicator: Indicator, definition: Definition, by: User, bridges_previous: bool = False
) -> IndicatorVersion:
    """Write a new version of the definition. Past figures keep the one they were measured by.

    `bridges_previous` declares that the two series may be joined; otherwise a break is drawn. Without a start day
    the new definition holds from today.
    """
    require("indicator.edit", _roles(by, indicator.coalition))
    CannotDefine.unless(check_definition(definition))
    latest = IndicatorVersion.objects.select_for_update().filter(indicator=indicator).order_by("-number")[0]
    starts_on = definition.starts_on or timezone.localdate()
    if latest.starts_on is not None and starts_on < latest.starts_on:
        raise CannotDefine("wrong_dates", starts_on=starts_on, previous=latest.starts_on)
    columns = {**_columns(definition), "starts_on": starts_on}
    IndicatorVersion.objects.filter(indicator=indicator, is_current=True).update(is_current=False)
    version = IndicatorVersion.objects.create(
        indicator=indicator, number=latest.number + 1, bridges_previous=bridges_previous, **columns
    )
    Indicator.objects.filter(pk=indicator.pk).update(folded_name=fold(f"{definition.name_fr} {definition.name_en}"))
    details = {**_told(version), "bridges_previous": bridges_previous}
    record_entry(
        action="indicator.revised", by=by, subject=indicator, scope=get_scope(indicator.coalition), details=details
    )
    mark_stale(indicator=indicator.pk)
    return version


@transaction.atomic
def retire_indicator(*, indicator: Indicator, on: date, by: User) -> Indicator:
    """Stop following an indicator from a day. Its figures stay; nobody is expected to give new ones."""
    require("indicator.retire", _roles(by, indicator.coalition))
    kept = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if kept.retired_on is not None:
        raise CannotDefine("already_retired", retired_on=kept.retired_on)
    kept.retired_on = on
    kept.save(update_fields=["retired_on"])
    record_entry(action="indicator.retired", by=by, subject=kept, scope=get_scope(kept.coalition), details={"on": on})
    mark_stale(indicator=kept.pk)
    return kept


@transaction.atomic
def adopt_indicator(
    *,
    code: str,
    coalition: Coalition,
    territories: Iterable[Territory],
    from_month: Period,
    by: User,
    organisation: Organisation | None = None,
) -> list[Duty]:
    """Follow an indicator of the library in these places: one duty for each, from a month."""
    indicator = Indicator.objects.get(code=code)
    return [
        assign_duty(
            coalition=coalition,
            indicator=indicator,
            territory=territory,
            from_month=from_month,
            organisation=organisation,
            by=by,
        )
        for territory in territories
    ]


@transaction.atomic
def assign_duty(
    *,
    coalition: Coalition,
    indicator: Indicator,
    territory: Territory,
    from_month: Period,
    by: User,
    organisation: Organisation | None = None,
    position: int = 0,
) -> Duty:
    """Expect a figure, for a place, from an organisation (or the coalition itself), from a month on. Twice: the same duty."""
    require("indicator.edit", list_roles(by, coalition))
    if indicator.coalition_id not in {None, coalition.pk}:
        raise CannotDefine("of_another_coalition", indicator=indicator.code)
    if indicator.retired_on is not None:
        raise CannotDefine("already_retired", retired_on=indicator.retired_on)
    if from_month.level != MONTH:
        raise CannotDefine("wrong_dates", from_month=from_month.code)
    duty, created = Duty.objects.get_or_create(
        coalition=coalition,
        indicator=indicator,
        territory=territory,
        organisation=organisation,
        from_month=from_month.id,
        defaults={"position": position},
    )
    if created:
        details = {"indicator": indicator.code, "place": territory.name, "from": from_month.code}
        details["organisation"] = str(organisation or "")
        record_entry(action="duty.assigned", by=by, subject=duty, scope=coalition.scope, details=details)
        mark_stale(indicator=indicator.pk, territories=[territory.pk])
    return duty


@transaction.atomic
def end_duty(*, duty: Duty, until_month: Period, by: User) -> Duty:
    """Expect the figure no more from a month on (that month is the first not expected)."""
    require("indicator.edit", list_roles(by, duty.coalition))
    kept = Duty.objects.select_for_update().get(pk=duty.pk)
    if until_month.level != MONTH or until_month.id < kept.from_month:
        raise CannotDefine("wrong_dates", until_month=until_month.code)
    kept.until_month = until_month.id
    kept.save(update_fields=["until_month"])
    record_entry(
        action="duty.ended", by=by, subject=kept, scope=duty.coalition.scope, details={"until": until_month.code}
    )
    mark_stale(indicator=kept.indicator_id, territories=[kept.territory_id])
    return kept


def mark_stale(
    *, indicator: int, territories: Iterable[int] | None = None, periods: Iterable[int] | None = None
) -> None:
    """Write the order to compute again, in the caller's transaction, and ring the bell once it is committed.

    Without places every place, without periods every period. Many places make one order for all of them.
    """
    places: Sequence[int | None] = [None] if territories is None else sorted(set(territories))
    if len(places) > MANY_PLACES:
        places = [None]
    spans: Sequence[int | None] = [None] if periods is None else sorted(set(periods))
    DirtyKey.objects.bulk_create(
        [DirtyKey(indicator_id=indicator, territory_id=place, period=span) for place in places for span in spans],
        batch_size=500,
    )
    ring_on_commit()


def ring_on_commit() -> None:
    """Ring once per transaction, however many orders it wrote."""
    waiting = transaction.get_connection().run_on_commit
    if not any(call[1] is ring_bell for call in waiting):
        transaction.on_commit(ring_bell, robust=True)


def ring_bell() -> None:
    """Tell a worker that there is something to compute, without making anybody wait for the broker.

    A thread rings; while one rings, no other does. Nobody there to hear it is no failure: the sweep comes by.
    """
    if current_app.conf.task_always_eager:
        _ring()
    elif _ringing.acquire(blocking=False):
        Thread(target=_ring_and_release, name="bell").start()


def _ring_and_release() -> None:
    try:
        _ring()
    finally:
        _ringing.release()


def _ring() -> None:
    try:
        current_app.signature(REFRESH, ignore_result=True).apply_async(retry=False)
    except Exception as error:  # the broker is a convenience here, whatever way it fails
        log.warning("the bell did not ring (%s); the sweep will find the order", type(error).__name__)


def find_breakdown(code: str) -> Breakdown | None:
    """The breakdown of a code; an empty code is none, an unknown one is refused."""
    if not code:
        return None
    breakdown = Breakdown.objects.filter(code=code).first()
    if breakdown is None:
        raise CannotDefine("breakdown_unknown", field="breakdown", given=code)
    return breakdown


def get_scope(coalition: Coalition | None) -> str:
    """Where the trail of an indicator is read: in its coalition, else on the platform."""
    return coalition.scope if coalition is not None else "platform"


def is_same_definition(version: IndicatorVersion, definition: Definition) -> bool:
    """Does the version already say this? Then nothing is written."""
    wanted = _columns(definition)
    wanted.pop("starts_on")
    return all(getattr(version, name) == value for name, value in wanted.items())


def get_current(indicator: Indicator) -> IndicatorVersion:
    """The definition in use; an indicator always has one."""
    version = find_version(indicator)
    if version is None:
        raise IndicatorVersion.DoesNotExist(indicator.code)
    return version


def _roles(by: User, coalition: Coalition | None) -> frozenset[str]:
    """The library has no coalition: the platform itself tends it, and whoever looks after the platform."""
    if coalition is not None:
        return list_roles(by, coalition)
    platform = list_platform_roles(by)
    return frozenset({SYSTEM}) if "admin" in platform else platform


def _columns(definition: Definition) -> dict[str, object]:
    rules = choose_rules(
        definition.kind, time=definition.time_rule, place=definition.place_rule, category=definition.category_rule
    )
    if isinstance(rules, Refused):  # checked before; a second guard costs nothing
        raise CannotDefine(rules.code, **dict(rules.details))
    columns = asdict(definition)
    columns["breakdown"] = find_breakdown(definition.breakdown)
    columns["method"] = choose_method(definition)
    return {**columns, "time_rule": rules.time, "place_rule": rules.place, "category_rule": rules.category}


def _told(version: IndicatorVersion) -> dict[str, object]:
    return {"code": version.indicator.code, "number": version.number, "kind": version.kind, "name": version.name_fr}
