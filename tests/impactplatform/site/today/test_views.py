"""Does everybody start their day on what is theirs?"""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from indicators.measurements.operations import return_measurement, submit_measurements
from tests.indicators.measurements.scene import MARCH, follow, give

URL = "/aujourdhui/"


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel(date(2026, 4, 14)):
        yield


def read(client):
    return client.get(URL).content.decode().replace("\u00a0", " ")


def test_a_visitor_signs_in(db, client_of):
    assert client_of(None).get(URL).status_code == 302


def test_a_coordinator_sees_the_month_and_what_to_review(ours, client_of):
    duties = [follow(ours, name, position=n) for n, name in enumerate(("Paniers", "Familles", "Jardins"))]
    give(duties[0], MARCH, ours.coordinator, "12")
    page = read(client_of(ours.coordinator))
    assert "Bonjour Coordinator. Une chose pour aujourd’hui." in page
    assert "Chiffres de mars 2026 : 1 sur 3" in page
    assert "/chiffres/tisserands/2026-03/" in page
    submit_measurements(coalition=ours.coalition, period=MARCH, by=ours.coordinator)
    assert "1 chiffre à relire" in read(client_of(ours.second_coordinator))


def test_a_partner_sees_what_they_owe_and_what_came_back(ours, client_of):
    follow(ours, "Familles")
    duty = follow(ours, "Paniers", giver=ours.member, position=1)
    assert "Chiffres de mars 2026 : 0 sur 1" in read(client_of(ours.partner))
    figure = give(duty, MARCH, ours.partner, "12")
    submit_measurements(coalition=ours.coalition, period=MARCH, by=ours.partner)
    figure.refresh_from_db()
    return_measurement(measurement=figure, expected_number=1, by=ours.coordinator, message="Sûr ?")
    assert "1 chiffre renvoyé" in read(client_of(ours.partner))


def test_the_other_roles_land_somewhere(ours, admin, stranger, client_of):
    assert "/pots/pot-tisserands/" in read(client_of(ours.funder))
    assert "Leurs chiffres du mois" in read(client_of(ours.coach))
    assert "Veiller sur la plateforme" in read(client_of(admin))
    assert "Vous n’êtes pas encore dans un collectif" in read(client_of(stranger))


def test_nothing_of_another_coalition_is_there(ours, theirs, client_of):
    follow(ours, "Paniers")
    assert "Tisserands" not in read(client_of(theirs.coordinator))
