"""Are gatherings recorded, mended and taken back by those who may, with places and guests?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exchanges.gatherings.models import Gathering
from exchanges.gatherings.operations import (
    CannotEdit,
    CannotRecord,
    Stop,
    edit_gathering,
    record_gathering,
    remove_gathering,
)
from exchanges.gatherings.queries import get_gathering, list_gatherings
from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.audit.models import Entry
from tests.factories import TerritoryFactory
from tests.people import People, Side


def _record(ours: Side, **fields: Any) -> Gathering:
    return record_gathering(
        **{"kind": "visit", "title_fr": "Visite", "coalition": ours.coalition, "by": ours.coordinator, **fields}
    )


def test_a_visit_is_kept_with_its_places_and_guests(ours: Side) -> None:
    place = TerritoryFactory(name="Saint-Léonard")
    made = _record(
        ours, visitors=19, stops=[Stop("Kahnawà:ke"), Stop(territory=place)], guests=[ours.member, ours.member]
    )
    kept = get_gathering(made.slug)
    assert [stop.label for stop in kept.stops.all()] == ["Kahnawà:ke", "Saint-Léonard"]
    assert [guest.organisation for guest in kept.guests.all()] == [ours.member]
    assert Entry.objects.get(action="gathering.recorded").scope == "coalition:tisserands"
    assert _record(ours).slug == "visite-2"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title_fr": " "}, "title_missing"),
        ({"kind": "party"}, "unknown_kind"),
        ({"starts_on": date(2024, 2, 1), "ends_before": date(2024, 2, 1)}, "dates_not_in_order"),
        ({"colour": "red"}, "unknown_field"),
        ({"slug": "ajouter"}, "slug_taken"),
        ({"stops": [Stop(" ")]}, "stop_nameless"),
    ],
)
def test_what_makes_no_sense_is_refused(ours: Side, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(CannotRecord, match=code):
        _record(ours, **fields)
    assert not Gathering.objects.exists()


def test_mending_keeps_the_version_and_replaces_places(ours: Side) -> None:
    made = _record(ours, stops=[Stop("A"), Stop("B")])
    same = edit_gathering(gathering=made, version=1, by=ours.coordinator, stops=[Stop("A"), Stop("B")], visitors=None)
    assert same.version == 1
    mended = edit_gathering(gathering=made, version=1, by=ours.coordinator, stops=[Stop("C")], guests=[ours.giver])
    assert mended.version == 2
    assert Entry.objects.get(action="gathering.edited").details == {"fields": ["guests", "stops"]}
    with pytest.raises(CannotEdit, match="changed_meanwhile"):
        edit_gathering(gathering=made, version=1, by=ours.coordinator, town="Lens")


def test_a_gathering_of_no_coalition_is_the_admins(ours: Side, admin: User) -> None:
    made = record_gathering(kind="festival", title_fr="Festival", by=admin)
    for by in (ours.coordinator, ours.partner):
        with pytest.raises(CannotAct):
            edit_gathering(gathering=made, version=1, by=by, town="x")
    remove_gathering(gathering=made, by=admin)
    assert Entry.objects.get(action="gathering.removed").subject_label == "Festival"


def test_a_partner_or_a_rival_records_nothing(people: People) -> None:
    for by in (people.ours.partner, people.ours.coach, people.theirs.coordinator, people.admin):
        with pytest.raises(CannotAct):
            _record(people.ours, by=by)


def test_each_reader_gets_their_list(people: People) -> None:
    type(people.ours.coalition).objects.update(is_public=False)
    _record(people.ours)
    record_gathering(kind="festival", title_fr="Public", by=people.admin, starts_on=date(2022, 10, 1))
    record_gathering(kind="festival", title_fr="Brouillon", by=people.admin, is_public=False)
    assert [g.title for g in list_gatherings(people.stranger)] == ["Public"]
    assert {g.title for g in list_gatherings(people.ours.partner)} == {"Public", "Visite"}
    assert len(list_gatherings(people.admin)) == 3
    assert [g.title for g in list_gatherings(people.ours.partner, kind="visit")] == ["Visite"]
