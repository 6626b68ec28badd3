"""Do readers find the plan, and coordinators write it from first sentence to adoption, without JavaScript?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from coalitions.vision.models import ChangeSought, Vision
from coalitions.vision.operations import adopt_vision, draft_vision
from coalitions.vision.queries import find_adopted, find_draft
from impactplatform.accounts.models import User
from tests.factories import ActionFactory, ChangeFactory, VisionFactory
from tests.people import People, Side

ClientOf = Callable[[User | None], Client]
URL = "/coalitions/tisserands/plan/"
WRITING = ("ecrire/", "ecrire/changements/", "adopter/")


@pytest.fixture
def vision(ours: Side) -> Vision:
    type(ours.coalition).objects.filter(pk=ours.coalition.pk).update(is_public=True)
    vision: Vision = VisionFactory(coalition=ours.coalition)
    ChangeFactory(vision=vision, code="lire", title_fr="Lire à 7 ans")
    return vision


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_anybody_reads_aspiration_changes_and_public_actions(ours: Side, vision: Vision, client_of: ClientOf) -> None:
    ActionFactory(coalition=ours.coalition, change_code="lire", title_fr="Bibliothèque", slug="biblio")
    ActionFactory(coalition=ours.coalition, change_code="lire", title_fr="Secret", is_public=False)
    page = text(client_of(None), URL)
    for words in (vision.aspiration_fr, "Lire à 7 ans", "Bibliothèque", "/coalitions/tisserands/actions/biblio/"):
        assert words in page
    assert "Secret" not in page
    assert "ecrire" not in page
    assert "Secret" in text(client_of(ours.partner), URL)
    assert vision.aspiration_fr in text(client_of(None), f"/en{URL}")


def test_without_a_plan_the_page_invites(ours: Side, client_of: ClientOf) -> None:
    type(ours.coalition).objects.update(is_public=True)
    assert 'class="empty"' in text(client_of(None), URL)
    draft_vision(coalition=ours.coalition, by=ours.coordinator, aspiration_fr="Encore un secret")
    assert "Encore un secret" not in text(client_of(None), URL)
    assert client_of(None).get(f"{URL}?version=1").status_code == 404


def test_earlier_versions_stay_readable_and_compare(ours: Side, vision: Vision, client_of: ClientOf) -> None:
    draft = draft_vision(coalition=ours.coalition, by=ours.coordinator, aspiration_fr="Tous les enfants.")
    assert vision.adopted_on is not None
    adopt_vision(vision=draft, on=vision.adopted_on, body="Assemblée", by=ours.coordinator)
    client = client_of(None)
    assert "Chaque enfant" in text(client, f"{URL}?version=1")
    page = text(client, f"{URL}comparer/")
    assert "Chaque enfant" in page
    assert "Tous les enfants." in page
    for wrong in ("?version=9", "?version=x", "?version=99999999999999999999", "comparer/?from=9"):
        assert client.get(URL + wrong).status_code == 404, wrong


def test_one_version_has_nothing_to_compare(vision: Vision, client_of: ClientOf) -> None:
    assert client_of(None).get(f"{URL}comparer/").status_code == 404


def test_a_coordinator_writes_and_adopts(ours: Side, client_of: ClientOf) -> None:
    client = client_of(ours.coordinator)
    sent = client.post(f"{URL}ecrire/", {"aspiration_fr": "Ici, chacun compte.", "version": ""})
    assert sent.status_code == 302
    change = {"title_fr": "Manger bien", "family": "conditions", "for_whom": "les familles", "by_when": "2030-01-01"}
    assert client.post(f"{URL}ecrire/changements/", change).status_code == 302
    draft = find_draft(ours.coalition)
    assert draft is not None
    pk = draft.changes.get().pk
    assert client.post(f"{URL}ecrire/changements/{pk}/", {**change, "title_fr": "Bien manger"}).status_code == 302
    assert "Bien manger" in text(client, f"{URL}ecrire/")
    assert "Bien manger" in text(client, f"{URL}adopter/")
    draft.refresh_from_db()
    adopted = client.post(f"{URL}adopter/", {"version": draft.version, "on": "2024-06-01", "body": "Assemblée"})
    assert adopted.status_code == 302
    assert find_adopted(ours.coalition) == draft


def test_refusals_are_said_on_the_form_and_nothing_typed_is_lost(ours: Side, client_of: ClientOf) -> None:
    client = client_of(ours.coordinator)
    client.post(f"{URL}ecrire/", {"aspiration_fr": "Ici, chacun compte."})
    late = client.post(f"{URL}ecrire/", {"aspiration_fr": "Perdu ?", "version": 99})
    assert late.status_code == 422
    assert "Perdu ?" in late.content.decode()
    early = client.post(f"{URL}adopter/", {"version": 1, "on": "2024-06-01", "body": "A"})
    assert early.status_code == 422
    assert client.post(f"{URL}ecrire/changements/", {"title_fr": "", "family": "x"}).status_code == 422
    assert not ChangeSought.objects.exists()


def test_dropping_and_discarding_take_a_post(ours: Side, client_of: ClientOf) -> None:
    client = client_of(ours.coordinator)
    client.post(f"{URL}ecrire/", {"aspiration_fr": "A"})
    client.post(f"{URL}ecrire/changements/", {"title_fr": "B", "family": "people"})
    drop = f"{URL}ecrire/changements/{ChangeSought.objects.get().pk}/retirer/"
    assert client.get(drop).status_code == 405
    assert client.post(drop).status_code == 302
    assert not ChangeSought.objects.exists()
    assert client.post(f"{URL}abandonner/").status_code == 302
    assert find_draft(ours.coalition) is None
    assert client.get(f"{URL}ecrire/changements/").status_code == 302


def test_what_is_adopted_cannot_be_reached_for_editing(ours: Side, vision: Vision, client_of: ClientOf) -> None:
    change = vision.changes.get()
    client = client_of(ours.coordinator)
    assert client.get(f"{URL}ecrire/changements/{change.pk}/").status_code == 404
    assert client.post(f"{URL}ecrire/changements/{change.pk}/retirer/").status_code == 404


@pytest.mark.parametrize("page", WRITING)
def test_writing_is_for_coordinators(people: People, client_of: ClientOf, page: str) -> None:
    url = URL + page
    assert client_of(None).get(url).status_code == 302
    for user, status in (
        (people.ours.partner, 403),
        (people.ours.coach, 403),
        (people.theirs.coordinator, 404),
        (people.stranger, 404),
    ):
        assert client_of(user).get(url).status_code == status
        assert client_of(user).post(url, {"aspiration_fr": "x"}).status_code == status


def test_a_private_coalition_shows_its_plan_to_its_own(people: People, client_of: ClientOf) -> None:
    type(people.ours.coalition).objects.update(is_public=False)
    assert client_of(people.ours.partner).get(URL).status_code == 200
    assert client_of(people.theirs.coordinator).get(URL).status_code == 404
    assert client_of(None).get(URL).status_code == 302
