"""Does the month's screen take figures, refuse with words, lose nothing, and show only what one may see?"""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.measurements.models import Measurement, MonthClosing
from tests.indicators.measurements.scene import MARCH, follow, give, place_of, publish, twelve

URL = "/chiffres/tisserands/2026-03/"


@pytest.fixture
def duty(ours):
    return follow(ours, "Demandes sans réponse")


def fields(duty, *, was="", seen=0, note="", **parts):
    key = f"{duty.pk}_0"
    data = {f"seen-{key}": seen, f"note-{key}": note, f"was-note-{key}": ""}
    for part, text in parts.items():
        data |= {f"{part}-{key}": text, f"was-{part}-{key}": was}
    return data


def latest(duty):
    return Measurement.objects.filter(
        series__version__indicator=duty.indicator, period=MARCH.id, is_latest=True
    ).first()


def test_a_visitor_signs_in_and_others_find_nothing(duty, stranger, theirs, client_of):
    assert client_of(None).get(URL).status_code == 302
    for person in (stranger, theirs.coordinator, theirs.partner):
        assert client_of(person).get(URL).status_code == 404


def test_the_page_shows_last_month_and_an_empty_cell(duty, ours, client_of):
    give(duty, MARCH.previous(), ours.coordinator, "14")
    page = client_of(ours.coordinator).get(URL).content.decode()
    assert "Demandes sans réponse" in page
    assert ">14<" in page
    assert f'name="value-{duty.pk}_0" value=""' in page
    assert 'type="number"' not in page


def test_saving_without_script(duty, ours, client_of):
    client = client_of(ours.coordinator)
    assert client.post(URL, fields(duty, value="1 234,5") | {"act": "save"}).status_code == 302
    assert latest(duty).value == Decimal("1234.5")
    assert latest(duty).status == "draft"
    assert "1234,5" in client.get(URL).content.decode()


def test_a_row_that_was_not_touched_is_left_alone(duty, ours, client_of):
    give(duty, MARCH, ours.second_coordinator, "90")
    client_of(ours.coordinator).post(URL, fields(duty, value="84", was="84", seen=0))
    assert latest(duty).value == 90


@pytest.mark.parametrize(
    ("text", "words"),
    [("env. 50", "« env. 50 » n’est pas un nombre"), ("-4", "-4 est sous zéro")],
)
def test_what_is_refused_is_said_beside_the_cell_and_in_the_summary_and_nothing_is_lost(
    duty, ours, client_of, text, words
):
    other = follow(ours, "Paniers", position=1)
    answer = client_of(ours.coordinator).post(URL, fields(duty, value=text) | fields(other, value="12"))
    page = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert page.count(words) == 2
    assert f'value="{text}"' in page
    assert f'href="#value-{duty.pk}_0"' in page
    assert "<title>Erreur" in page
    assert latest(duty) is None
    assert latest(other).value == 12


def test_a_future_month_is_refused(duty, ours, client_of):
    answer = client_of(ours.coordinator).post("/chiffres/tisserands/2199-03/", fields(duty, value="3"))
    assert answer.status_code == 422
    assert Measurement.objects.count() == 0


@pytest.mark.parametrize("code", ["2026-13", "2026", "mars", "2026-Q1"])
def test_what_is_no_month_is_no_page(duty, ours, client_of, code):
    assert client_of(ours.coordinator).get(f"/chiffres/tisserands/{code}/").status_code == 404


def test_an_ambiguous_number_is_echoed_and_can_be_read_the_other_way(duty, ours, client_of):
    client, key = client_of(ours.coordinator), f"{duty.pk}_0"
    page = client.post(URL, fields(duty, value="1,234")).content.decode()
    assert "Lu comme 1\u202f234" in page
    assert latest(duty).value == 1234
    client.post(URL, fields(duty, value="1,234", was="1,234", seen=1) | {"other": f"value-{key}:1,234"})
    assert latest(duty).value == Decimal("1.234")


def test_two_people_on_one_cell_are_asked(duty, ours, client_of):
    give(duty, MARCH, ours.second_coordinator, "84")
    client = client_of(ours.coordinator)
    answer = client.post(URL, fields(duty, value="86", seen=0))
    page = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert "Second-coordinator tisserands a saisi 84" in page
    assert "Garder 84" in page
    assert "Mettre 86" in page
    client.post(URL, fields(duty, value="86", seen=1, was="84"))
    assert latest(duty).value == 86


def test_keeping_theirs_changes_nothing(duty, ours, client_of):
    give(duty, MARCH, ours.second_coordinator, "84")
    client_of(ours.coordinator).post(URL, fields(duty, value="86", seen=1, was="84") | {"keep": f"{duty.pk}_0"})
    assert latest(duty).value == 84


def test_an_outlier_warns_and_never_blocks(duty, ours, client_of):
    give(duty, MARCH.previous(), ours.coordinator, "14")
    client = client_of(ours.coordinator)
    assert client.post(URL, fields(duty, value="140")).status_code == 302
    assert "140, c’est 10 fois le mois dernier (14)" in client.get(URL).content.decode()
    client.post(URL, fields(duty, value="140", was="140", seen=1, note="Campagne de printemps"))
    assert "10 fois" not in client.get(URL).content.decode()


def test_a_share_takes_two_numbers(ours, client_of):
    duty = follow(ours, "Présence", kind="share")
    client = client_of(ours.coordinator)
    client.post(URL, fields(duty, numerator="86", denominator="100"))
    assert (latest(duty).numerator, latest(duty).denominator) == (86, 100)
    assert "86\u00a0%" in client.get(URL).content.decode()


def test_one_cell_is_saved_alone(duty, ours, client_of):
    answer = client_of(ours.coordinator).post(f"{URL}case/", fields(duty, value="12") | {"row": f"{duty.pk}_0"})
    assert answer.status_code == 200
    assert answer.json()["saved"]
    assert answer.json()["seen"] == 1
    assert "1 sur 1" in answer.json()["totals"]["figures-count"]
    refused = client_of(ours.coordinator).post(
        f"{URL}case/", fields(duty, value="douze", seen=1) | {"row": f"{duty.pk}_0"}
    )
    assert refused.status_code == 422
    assert refused.json()["invalid"] == [f"value-{duty.pk}_0"]
    assert client_of(ours.coordinator).post(f"{URL}case/", {"row": "999_0"}).status_code == 404


def test_a_partner_sees_and_gives_only_their_own(ours, client_of):
    own, other = follow(ours, "Paniers", giver=ours.member), follow(ours, "Familles", position=1)
    client = client_of(ours.partner)
    page = client.get(URL).content.decode()
    assert "Paniers" in page
    assert "Familles" not in page
    client.post(URL, fields(own, value="7") | fields(other, value="9"))
    assert latest(own).value == 7
    assert latest(other) is None
    assert client.get("/chiffres/tisserands/a-relire/").status_code == 403


def test_a_coach_looks_and_cannot_write(duty, ours, client_of):
    client = client_of(ours.coach)
    assert '<input type="text"' not in client.get(URL).content.decode()
    assert client.post(URL, fields(duty, value="7")).status_code == 403


def test_finishing_asks_about_empty_cells_then_sends_everything(duty, ours, client_of):
    other = follow(ours, "Paniers", position=1)
    client = client_of(ours.coordinator)
    answer = client.post(URL, fields(duty, value="12") | fields(other, value="") | {"act": "finish"}, follow=True)
    assert "1 case vide. Terminer quand même" in answer.content.decode()
    assert not MonthClosing.objects.exists()
    page = client.post(f"{URL}terminer/", {"confirmed": "1"}, follow=True).content.decode()
    assert "Mars 2026 est terminé" in page
    assert latest(duty).status == "submitted"
    client.post(f"{URL}rouvrir/")
    assert not MonthClosing.objects.filter(reopened_at__isnull=True).exists()


def test_a_partner_sends_their_figures_and_the_month_stays_open(ours, client_of):
    duty = follow(ours, "Paniers", giver=ours.member)
    client_of(ours.partner).post(URL, fields(duty, value="7") | {"act": "finish"})
    assert latest(duty).status == "submitted"
    assert not MonthClosing.objects.exists()


def test_an_approved_figure_is_corrected_with_its_reason(duty, ours, client_of):
    give(duty, MARCH, ours.coordinator, "84")
    publish(ours, MARCH)
    client = client_of(ours.coordinator)
    answer = client.post(URL, fields(duty, value="86", was="84", seen=1))
    assert "Dites en un mot pourquoi" in answer.content.decode()
    client.post(URL, fields(duty, value="86", was="84", seen=1, note="Doublon retiré"))
    assert (latest(duty).value, latest(duty).status, latest(duty).reason) == (86, "submitted", "Doublon retiré")
    assert Measurement.objects.get(is_in_force=True).value == 84


def test_places_have_their_own_rows(duty, ours, client_of):
    follow(ours, "Paniers", place=place_of(ours, 2), position=1)
    client = client_of(ours.coordinator)
    first, second = client.get(URL).content.decode(), client.get(f"{URL}?place=essai:tisser-2").content.decode()
    assert ("Demandes" in first, "Paniers distribués" in first) == (True, False)
    assert "Paniers" in second
    assert client.get(f"{URL}?place=essai:nowhere").status_code == 404


def test_the_sheet_is_blank(duty, ours, client_of):
    give(duty, MARCH, ours.coordinator, "4321")
    page = client_of(ours.coordinator).get(f"{URL}feuille/").content.decode()
    assert "Demandes sans réponse" in page
    assert "4321" not in page


def test_the_number_of_queries_does_not_grow(ours, client_of, django_assert_max_num_queries):
    client = client_of(ours.coordinator)
    twelve(ours)
    client.get(URL)
    with django_assert_max_num_queries(45):
        client.get(URL)
