"""An indicator enters the catalogue, changes its meaning, gets its contributors and leaves; the bell never makes anybody wait."""

from __future__ import annotations

import time
from datetime import date
from threading import Event
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.queries import get_system_user
from impactplatform.audit.models import Entry
from impactplatform.kernel.periods import Period
from indicators.catalogue import operations
from indicators.catalogue.domain import STARTERS, Definition, check_definition
from indicators.catalogue.models import DirtyKey, Indicator
from indicators.catalogue.operations import (
    CannotDefine,
    adopt_indicator,
    assign_duty,
    create_indicator,
    end_duty,
    load_library,
    mark_stale,
    retire_indicator,
    revise_indicator,
)
from indicators.catalogue.queries import choose_version, find_version, list_duties, list_indicators_of, list_library
from tests.people import People, Side

pytestmark = pytest.mark.django_db
MARCH = Period.parse("2026-03")
WORKSHOPS = Definition("Ateliers", "ateliers", "flow")


def test_a_coordinator_creates_and_others_may_not(people: People) -> None:
    ours = people.ours
    version = create_indicator(code="ateliers", definition=WORKSHOPS, by=ours.coordinator, coalition=ours.coalition)
    assert (version.time_rule, version.place_rule, version.category_rule, version.method) == (
        "sum",
        "sum",
        "sum",
        "round",
    )
    assert Entry.objects.get(action="indicator.created").scope == ours.coalition.scope
    for person in (ours.partner, ours.coach, ours.funder, people.theirs.coordinator, people.stranger, people.admin):
        with pytest.raises(CannotAct):
            create_indicator(code="autre", definition=WORKSHOPS, by=person, coalition=ours.coalition)
    with pytest.raises(CannotDefine) as refusal:
        create_indicator(code="ateliers", definition=WORKSHOPS, by=ours.coordinator, coalition=ours.coalition)
    assert refusal.value.code == "code_taken"


@pytest.mark.parametrize(
    ("definition", "code"),
    [
        (Definition("Médiane", "€", "median", place_rule="mean"), "illegal_rule"),
        (Definition("Gens", "personnes", "flow", threshold=3), "threshold_too_low"),
        (Definition("Gens", "personnes", "flow", breakdown="inconnue"), "breakdown_unknown"),
        (Definition("", "personnes", "flow"), "name_missing"),
        (Definition("Argent", "", "money"), "unit_missing"),
    ],
)
def test_an_illegal_definition_is_refused(ours: Side, definition: Definition, code: str) -> None:
    with pytest.raises(CannotDefine) as refusal:
        create_indicator(code="x", definition=definition, by=ours.coordinator, coalition=ours.coalition)
    assert refusal.value.code == code
    assert not Indicator.objects.exists()


def test_a_new_meaning_is_a_new_version_and_past_periods_keep_theirs(ours: Side) -> None:
    first = create_indicator(code="ateliers", definition=WORKSHOPS, by=ours.coordinator, coalition=ours.coalition)
    changed = Definition("Ateliers publics", "ateliers", "flow", starts_on=date(2026, 1, 1))
    second = revise_indicator(indicator=first.indicator, definition=changed, by=ours.coordinator)
    assert find_version(first.indicator) == second
    assert find_version(first.indicator, Period.parse("2025-12")) == first
    assert find_version(first.indicator, Period.parse("2026-01")) == second
    earlier = Definition("Avant", "ateliers", "flow", starts_on=date(2025, 1, 1))
    with pytest.raises(CannotDefine) as refusal:
        revise_indicator(indicator=first.indicator, definition=earlier, by=ours.coordinator)
    assert refusal.value.code == "wrong_dates"
    assert choose_version([], None) is None


def test_the_library_is_legal_whole_and_loaded_once(ours: Side) -> None:
    assert all(bool(check_definition(starter.definition)) for starter in STARTERS)
    assert all(starter.definition.name_en and starter.definition.definition_en for starter in STARTERS)
    assert len({starter.code for starter in STARTERS}) == len(STARTERS) >= 12
    assert load_library(by=get_system_user()) == len(STARTERS)
    assert load_library(by=get_system_user()) == 0
    assert list_library("présence").count() == 1
    with pytest.raises(CannotAct):
        create_indicator(code="partout", definition=WORKSHOPS, by=ours.coordinator)


def test_adopted_in_one_act_then_no_longer_expected(people: People) -> None:
    ours = people.ours
    load_library(by=get_system_user())
    places = [one.territory for one in ours.coalition.places.all()]
    duties = adopt_indicator(
        code="commun-ateliers-tenus",
        coalition=ours.coalition,
        territories=places,
        from_month=MARCH,
        by=ours.coordinator,
    )
    assert len(duties) == 2
    again = adopt_indicator(
        code="commun-ateliers-tenus",
        coalition=ours.coalition,
        territories=places,
        from_month=MARCH,
        by=ours.coordinator,
    )
    assert again == duties
    assert [one.code for one in list_indicators_of(ours.coalition)] == ["commun-ateliers-tenus"]
    assert list(list_duties(ours.coalition, MARCH.previous())) == []
    end_duty(duty=duties[0], until_month=MARCH.next(), by=ours.coordinator)
    assert [duty.pk for duty in list_duties(ours.coalition, MARCH.next())] == [duties[1].pk]
    with pytest.raises(CannotDefine):
        end_duty(duty=duties[1], until_month=MARCH.previous(), by=ours.coordinator)
    with pytest.raises(CannotAct):
        end_duty(duty=duties[1], until_month=MARCH.next(), by=people.theirs.coordinator)


def test_another_coalition_s_indicator_is_not_for_the_taking_and_a_retired_one_neither(people: People) -> None:
    theirs = create_indicator(
        code="a-eux", definition=WORKSHOPS, by=people.theirs.coordinator, coalition=people.theirs.coalition
    )
    place = people.ours.coalition.places.first().territory
    given = {"coalition": people.ours.coalition, "territory": place, "from_month": MARCH, "by": people.ours.coordinator}
    with pytest.raises(CannotDefine) as refusal:
        assign_duty(indicator=theirs.indicator, **given)
    assert refusal.value.code == "of_another_coalition"
    mine = create_indicator(
        code="a-nous", definition=WORKSHOPS, by=people.ours.coordinator, coalition=people.ours.coalition
    )
    retired = retire_indicator(indicator=mine.indicator, on=date(2026, 1, 1), by=people.ours.coordinator)
    with pytest.raises(CannotDefine) as refusal:
        assign_duty(indicator=retired, **given)
    assert refusal.value.code == "already_retired"


def test_many_orders_of_one_transaction_ring_once(ours: Side, django_capture_on_commit_callbacks: object) -> None:
    version = create_indicator(code="x", definition=WORKSHOPS, by=ours.coordinator, coalition=ours.coalition)
    DirtyKey.objects.all().delete()
    with django_capture_on_commit_callbacks() as calls, transaction.atomic():  # type: ignore[operator]
        for _ in range(3):
            mark_stale(indicator=version.indicator_id)
        mark_stale(indicator=version.indicator_id, territories=range(1, 2000), periods=[MARCH.id])
    assert len(calls) == 1
    assert DirtyKey.objects.count() == 4
    assert connection.in_atomic_block


def test_a_broker_that_does_not_answer_delays_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    held, rung = Event(), []

    def hang(*args: object, **options: object) -> None:
        rung.append(args)
        held.wait(5)
        raise ConnectionError

    away = SimpleNamespace(conf=SimpleNamespace(task_always_eager=False), signature=hang)
    monkeypatch.setattr(operations, "current_app", away)
    begun = time.monotonic()
    for _ in range(5):
        operations.ring_bell()
    assert time.monotonic() - begun < 1
    held.set()
    while operations._ringing.locked():
        time.sleep(0.01)
    assert len(rung) == 1
