"""Does a second person read, approve or send back, and never the first?"""

from __future__ import annotations

import pytest

from indicators.measurements.models import Measurement
from indicators.measurements.operations import submit_measurements
from tests.indicators.measurements.scene import MARCH, follow, give

URL = "/chiffres/tisserands/a-relire/"


@pytest.fixture
def sent(ours):
    figure = give(follow(ours, "Demandes sans réponse"), MARCH, ours.coordinator, "140", note="Campagne")
    submit_measurements(coalition=ours.coalition, period=MARCH, by=ours.coordinator)
    figure.refresh_from_db()
    return figure


def test_the_sender_cannot_answer_their_own(sent, ours, client_of):
    client = client_of(ours.coordinator)
    assert "Vous avez envoyé ce chiffre" in client.get(URL).content.decode()
    answer = client.post(URL, {"act": "approve", "figure": str(sent.pk)})
    assert answer.status_code == 422
    assert "une autre personne le relit" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.status == "submitted"


def test_a_second_person_approves(sent, ours, client_of):
    client = client_of(ours.second_coordinator)
    page = client.get(URL).content.decode()
    assert "Campagne" in page
    answer = client.post(URL, {"act": "approve", "figure": str(sent.pk)}, follow=True)
    sent.refresh_from_db()
    assert sent.status == "approved"
    assert "Rien à relire. Merci" in answer.content.decode()


def test_sending_back_needs_a_word(sent, ours, client_of):
    client = client_of(ours.second_coordinator)
    assert client.post(URL, {"return": str(sent.pk)}).status_code == 422
    client.post(URL, {"return": str(sent.pk), f"message-{sent.pk}": "Sûre du 140 ?"})
    sent.refresh_from_db()
    assert (sent.status, sent.message) == ("returned", "Sûre du 140 ?")
    page = client_of(ours.coordinator).get("/chiffres/tisserands/2026-03/").content.decode()
    assert "Sûre du 140" in page


@pytest.mark.parametrize("role", ["partner", "coach"])
def test_others_of_the_coalition_are_refused(sent, ours, client_of, role):
    assert client_of(getattr(ours, role)).get(URL).status_code == 403


def test_another_coalition_finds_nothing(sent, theirs, stranger, client_of):
    for person in (theirs.coordinator, stranger):
        assert client_of(person).get(URL).status_code == 404
        client_of(person).post(URL, {"figure": str(sent.pk)})
    assert Measurement.objects.get(pk=sent.pk).status == "submitted"


def test_the_history_of_a_cell(sent, ours, theirs, client_of):
    url = f"/chiffres/tisserands/2026-03/historique/{sent.pk}/"
    page = client_of(ours.coordinator).get(url).content.decode()
    assert "140" in page
    assert "Coordinator tisserands" in page
    assert client_of(ours.partner).get(url).status_code == 404
    assert client_of(theirs.coordinator).get(url).status_code == 404
    assert client_of(ours.coordinator).get(url.replace(str(sent.pk), "999999")).status_code == 404
