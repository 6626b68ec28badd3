"""A figure is given, sent, approved by somebody else, corrected by a new version: each refusal by its code."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from impactplatform.accounts.gate import CannotAct
from impactplatform.audit.models import Entry as Trail
from impactplatform.kernel.periods import Period
from indicators.catalogue.models import DirtyKey
from indicators.measurements.domain import Entry
from indicators.measurements.models import Measurement, MonthClosing
from indicators.measurements.operations import (
    CannotDecide,
    CannotRecord,
    approve_measurement,
    approve_measurements,
    correct_measurement,
    finish_month,
    record_measurement,
    reopen_month,
    return_measurement,
    submit_measurements,
    withdraw_measurement,
)
from indicators.measurements.queries import get_month_grid, list_cell_history
from tests.indicators.measurements.giving import MARCH, ask, give, give_approved, number
from tests.people import People, Side

pytestmark = pytest.mark.django_db


def test_a_figure_goes_from_draft_to_force_by_two_people(people: People) -> None:
    duty = ask(people.ours)
    figure = give(duty, 12, people.ours)
    assert (figure.status, figure.number, figure.state) == ("draft", 1, "number")
    assert submit_measurements(coalition=people.ours.coalition, period=MARCH, by=people.ours.coordinator) == 1
    figure.refresh_from_db()
    with pytest.raises(CannotDecide) as refusal:
        approve_measurement(measurement=figure, expected_number=1, by=people.ours.coordinator)
    assert refusal.value.code == "own_submission"
    DirtyKey.objects.all().delete()
    approved = approve_measurement(measurement=figure, expected_number=1, by=people.ours.second_coordinator)
    assert approved.is_in_force
    assert list(DirtyKey.objects.values_list("indicator", "territory", "period")) == [
        (duty.indicator_id, duty.territory_id, MARCH.id)
    ]
    actions = Trail.objects.filter(subject_id=str(figure.pk), subject_kind="indicators.Measurement").values_list(
        "action", flat=True
    )
    assert sorted(actions) == ["measurement.approved", "measurement.recorded", "measurement.submitted"]


def test_the_database_itself_refuses_that_somebody_approves_what_they_sent(people: People) -> None:
    figure = give(ask(people.ours), 12, people.ours)
    with pytest.raises(DatabaseError), transaction.atomic():
        Measurement.objects.filter(pk=figure.pk).update(submitted_by=people.ours.coach, decided_by=people.ours.coach)


def test_the_same_figure_again_changes_nothing(people: People) -> None:
    duty = ask(people.ours)
    first = give(duty, 12, people.ours)
    again = record_measurement(duty=duty, period=MARCH, entry=number(12), expected_number=1, by=people.ours.coordinator)
    assert again.measurement == first
    assert Measurement.objects.count() == 1


def test_two_people_on_one_cell_the_second_is_told(people: People) -> None:
    duty = ask(people.ours)
    give(duty, 84, people.ours)
    with pytest.raises(CannotRecord) as refusal:
        record_measurement(
            duty=duty, period=MARCH, entry=number(86), expected_number=0, by=people.ours.second_coordinator
        )
    assert refusal.value.code == "conflict"
    assert refusal.value.details["value"] == 84
    assert refusal.value.details["author"] == str(people.ours.coordinator)
    assert refusal.value.details["at"] is not None


@pytest.mark.parametrize(
    ("kind", "entry", "code"),
    [
        ("flow", number(-1), "negative"),
        ("flow", Entry(), "value_missing"),
        ("flow", number("0.00001"), "not_exact"),
        ("flow", Entry("zero", Decimal(3)), "zero_not_zero"),
        ("flow", Entry("nd", Decimal(3)), "silence_with_number"),
        ("share", Entry(numerator=Decimal(61), denominator=Decimal(60)), "numerator_above_denominator"),
        ("share", Entry(numerator=Decimal(6)), "parts_missing"),
        ("state", number(2), "not_yes_or_no"),
    ],
)
def test_a_figure_that_cannot_be_true_is_refused(ours: Side, kind: str, entry: Entry, code: str) -> None:
    duty = ask(ours, kind=kind)
    with pytest.raises(CannotRecord) as refusal:
        record_measurement(duty=duty, period=MARCH, entry=entry, expected_number=0, by=ours.coordinator)
    assert refusal.value.code == code
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("period", "code"), [("2099-01", "future_period"), ("2023-12", "not_expected"), ("2026-Q1", "wrong_frequency")]
)
def test_a_period_that_is_not_due_is_refused(ours: Side, period: str, code: str) -> None:
    with pytest.raises(CannotRecord) as refusal:
        record_measurement(
            duty=ask(ours), period=Period.parse(period), entry=number(1), expected_number=0, by=ours.coordinator
        )
    assert refusal.value.code == code


def test_a_partner_gives_only_their_organisation_s_figures(people: People) -> None:
    own = ask(people.ours, "a", organisation=people.ours.member)
    other = ask(people.ours, "b", organisation=people.ours.backbone)
    record_measurement(duty=own, period=MARCH, entry=number(3), expected_number=0, by=people.ours.partner)
    with pytest.raises(CannotAct):
        record_measurement(duty=other, period=MARCH, entry=number(3), expected_number=0, by=people.ours.partner)
    for person in (people.theirs.partner, people.theirs.coordinator, people.stranger, people.admin, people.ours.coach):
        with pytest.raises(CannotAct):
            record_measurement(duty=own, period=MARCH, entry=number(4), expected_number=1, by=person)
    assert submit_measurements(coalition=people.ours.coalition, period=MARCH, by=people.ours.partner) == 1
    figure = Measurement.objects.get()
    with pytest.raises(CannotAct):
        approve_measurement(measurement=figure, expected_number=1, by=people.ours.partner)


def test_a_correction_leaves_the_old_value_in_force_until_somebody_else_approves_it(people: People) -> None:
    ours = people.ours
    duty = ask(ours)
    old = give_approved(duty, 12, ours)
    with pytest.raises(CannotRecord) as refusal:
        give(duty, 13, ours, seen=1)
    assert refusal.value.code == "approved"
    with pytest.raises(CannotRecord) as refusal:
        correct_measurement(measurement=old, entry=number(13), reason=" ", expected_number=1, by=ours.coordinator)
    assert refusal.value.code == "reason_missing"
    new = correct_measurement(
        measurement=old, entry=number(13), reason="Un atelier oublié", expected_number=1, by=ours.coordinator
    ).measurement
    assert new is not None
    old.refresh_from_db()
    assert (old.is_in_force, old.is_latest, new.is_in_force, new.status, new.flag) == (
        True,
        False,
        False,
        "submitted",
        "revised",
    )
    approve_measurement(measurement=new, expected_number=2, by=ours.second_coordinator)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.is_in_force, new.is_in_force) == (False, True)
    assert [cell.number for cell in list_cell_history(new.pk)] == [2, 1]


def test_a_stored_value_is_never_overwritten(people: People) -> None:
    figure = give(ask(people.ours), 12, people.ours)
    with pytest.raises(DatabaseError), transaction.atomic():
        Measurement.objects.filter(pk=figure.pk).update(value=Decimal(99))


def test_returned_with_a_message_then_given_again(people: People) -> None:
    ours = people.ours
    duty = ask(ours)
    figure = give(duty, 120, ours)
    submit_measurements(coalition=ours.coalition, period=MARCH, by=ours.coordinator)
    figure.refresh_from_db()
    with pytest.raises(CannotDecide) as refusal:
        return_measurement(measurement=figure, expected_number=1, by=ours.second_coordinator, message="")
    assert refusal.value.code == "message_missing"
    returned = return_measurement(
        measurement=figure, expected_number=1, by=ours.second_coordinator, message="120 ou 12 ?"
    )
    assert (returned.status, returned.message) == ("returned", "120 ou 12 ?")
    with pytest.raises(CannotDecide) as refusal:
        approve_measurement(measurement=returned, expected_number=1, by=ours.second_coordinator)
    assert refusal.value.code == "not_submitted"
    assert give(duty, 12, ours, seen=1).number == 2


def test_approved_by_two_at_once_only_one_wins(people: People) -> None:
    ours = people.ours
    figure = give(ask(ours), 12, ours)
    submit_measurements(coalition=ours.coalition, period=MARCH, by=ours.coordinator)
    seen_by_both = Measurement.objects.get(pk=figure.pk)
    approve_measurement(
        measurement=Measurement.objects.get(pk=figure.pk), expected_number=1, by=ours.second_coordinator
    )
    with pytest.raises(CannotDecide) as refusal:
        return_measurement(measurement=seen_by_both, expected_number=1, by=ours.second_coordinator, message="Non")
    assert refusal.value.code == "conflict"


def test_withdrawn_it_counts_no_more(people: People) -> None:
    figure = give_approved(ask(people.ours), 12, people.ours)
    DirtyKey.objects.all().delete()
    gone = withdraw_measurement(
        measurement=figure, expected_number=1, by=people.ours.coordinator, reason="Mauvais lieu"
    )
    assert (gone.status, gone.is_in_force) == ("withdrawn", False)
    assert DirtyKey.objects.count() == 1


def test_approving_several_is_all_or_none(people: People) -> None:
    ours = people.ours
    first, second = give(ask(ours, "a"), 1, ours), give(ask(ours, "b"), 2, ours)
    submit_measurements(coalition=ours.coalition, period=MARCH, by=ours.coordinator, measurements=[first])
    for figure in (first, second):
        figure.refresh_from_db()
    with pytest.raises(CannotDecide):
        approve_measurements(measurements=[first, second], by=ours.second_coordinator)
    first.refresh_from_db()
    assert first.status == "submitted"


def test_an_outlier_warns_and_never_blocks(ours: Side) -> None:
    duty = ask(ours)
    for month, value in (("2025-12", 12), ("2026-01", 14), ("2026-02", 14)):
        give(duty, value, ours, Period.parse(month))
    recorded = record_measurement(duty=duty, period=MARCH, entry=number(140), expected_number=0, by=ours.coordinator)
    assert [(one.code, one.details["times"]) for one in recorded.warnings] == [("outlier", 10)]
    row = get_month_grid(ours.coalition, MARCH, ours.coordinator).rows[0]
    assert row.cell.warning is not None
    assert row.trend[-4:] == (12, 14, 14, 140)


def test_the_month_is_finished_and_opened_again(people: People) -> None:
    ours = people.ours
    closing = finish_month(coalition=ours.coalition, period=MARCH, by=ours.coordinator)
    assert finish_month(coalition=ours.coalition, period=MARCH, by=ours.second_coordinator) == closing
    with pytest.raises(CannotAct):
        finish_month(coalition=ours.coalition, period=MARCH, by=people.theirs.coordinator)
    reopen_month(coalition=ours.coalition, period=MARCH, by=ours.coordinator)
    assert MonthClosing.objects.get().reopened_at is not None
    assert finish_month(coalition=ours.coalition, period=MARCH, by=ours.coordinator) != closing
