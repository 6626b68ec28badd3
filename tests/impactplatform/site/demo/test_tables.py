"""Do the tables of the demonstration fit one another, before anything is made of them?"""

from __future__ import annotations

from datetime import date

import pytest

from impactplatform.kernel.periods import MONTH, Period
from impactplatform.site.demo.copies import copy_rows, copy_tracks
from impactplatform.site.demo.figures import READER, WRITER, make_entry, stray
from impactplatform.site.demo.people import COALITIONS, MEMBERS, ORGANISATIONS, PEOPLE
from impactplatform.site.demo.places import QUARTERS, list_rows
from impactplatform.site.demo.plan import ASPIRATIONS, DOINGS
from impactplatform.site.demo.record_words import say_collectives, say_core_funding, say_neighbourhoods, say_pledge
from impactplatform.site.demo.tracks import BREAK, CORRECTION, INTERRUPTIONS, NOT_YET, TRACKS
from indicators.catalogue.domain import Definition, check_definition
from indicators.measurements.domain import check_entry

PLACES = {row.code for row in list_rows()}
SLUGS = {slug for slug, *_rest in ORGANISATIONS}


def test_everybody_has_an_invented_address_and_a_seat_that_exists():
    assert all(person.email.endswith(".example") for person in PEOPLE)
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)
    for person in PEOPLE:
        assert all(coalition in COALITIONS and (not org or org in SLUGS) for coalition, _role, org in person.seats)


def test_a_partner_sits_for_a_member():
    members = {(coalition, organisation) for coalition, organisation, _role in MEMBERS}
    partners = [seat for person in PEOPLE for seat in person.seats if seat[1] == "partner"]
    assert {(coalition, organisation) for coalition, _role, organisation in partners} <= members


def test_who_reads_is_not_who_writes():
    assert all(READER[slug] != WRITER[slug] or slug == "meuniers" for slug in WRITER)


def test_every_track_stands_on_places_and_follows_a_legal_definition():
    for track in TRACKS:
        assert set(track.places) <= {code for code, *_rest in QUARTERS[track.coalition]}
        assert len(track.bases) == len(track.places)
        assert len(track.season) == 12
        assert check_definition(Definition(**track.definition))


@pytest.mark.parametrize("track", TRACKS, ids=lambda track: track.code)
def test_every_figure_is_one_a_person_could_enter(track):
    for months in range(1, 25):
        for position in range(len(track.places)):
            entry = make_entry(track, position, Period.month_of(date(2026, 1, 1)), months)
            assert entry is None or check_entry(track.definition["kind"], entry)


def test_what_interrupts_a_series_belongs_to_one():
    known = {(track.code, place) for track in TRACKS for place in track.places}
    assert {(code, place) for code, place, _ago in INTERRUPTIONS} <= known
    assert known >= NOT_YET
    assert CORRECTION[:2] in known
    assert BREAK[0] in {track.code for track in TRACKS}


def test_actions_serve_changes_and_are_led_by_members():
    latest = {aspiration.coalition: {code for code, *_rest in aspiration.changes} for aspiration in ASPIRATIONS}
    members = {(coalition, organisation) for coalition, organisation, _role in MEMBERS}
    for doing in DOINGS:
        assert doing.change in latest[doing.coalition]
        assert (doing.coalition, doing.lead) in members
        assert not doing.place or doing.place in PLACES


def test_straying_is_the_same_everywhere():
    assert [stray("presence-ecole", 5), stray("repas", 5), stray("", 0)] == [
        stray("presence-ecole", 5),
        stray("repas", 5),
        0,
    ]
    assert {stray(str(n), 2) for n in range(100)} == {-2, -1, 0, 1, 2}


def test_copies_have_their_own_places_and_indicators():
    assert len(copy_rows(3)) == 2 * len(QUARTERS["tisserands"])
    codes = [track.code for track in [*TRACKS, *copy_tracks(3)]]
    assert len(set(codes)) == len(codes)
    assert copy_rows(1) == copy_tracks(1) == []
    assert Period(MONTH, 24_000).code == "2000-01"


def test_sentences_add_nothing_to_their_source():
    assert say_pledge({"phase": "1", "amount_mcad": "23.0", "kind": "final"})[1] == "23\u00a0millions\u00a0$ CA"
    assert (
        say_core_funding({"period": "undated", "total_cad": "", "per_table_cad": "100000"})[2]
        == "100,000 Canadian dollars per table"
    )
    rows = [
        {"neighbourhood": "Ahuntsic", "support_level": "moderate"},
        {"neighbourhood": "Centre-Sud", "support_level": "intensive"},
    ]
    assert [text for _subject, _french, text in say_neighbourhoods(rows)] == [
        "2 neighbourhoods: Ahuntsic, Centre-Sud",
        "Centre-Sud",
    ]


def test_a_collective_that_was_not_found_is_not_named():
    rows = [
        {"wave": "2022", "region": "Mayotte", "commune": ""},
        {"wave": "2022", "region": "Hauts-de-France", "commune": "Liévin"},
    ]
    assert [text for _subject, text, _english, _wave in say_collectives(rows)] == ["Liévin (Hauts-de-France)"]
