"""Do people find the visits, and record their own?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from exchanges.gatherings.models import Gathering
from exchanges.gatherings.operations import record_gathering
from impactplatform.accounts.models import User
from tests.factories import TerritoryFactory
from tests.people import People, Side

ClientOf = Callable[[User | None], Client]


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_anybody_reads_public_visits(admin: User, client_of: ClientOf) -> None:
    record_gathering(
        kind="visit", title_fr="Visite à Montréal", title_en="Visit to Montréal", visitors=19, when_stated="2022",
        source="Article", by=admin,
    )  # fmt: skip
    client = client_of(None)
    assert "Visite à Montréal" in text(client, "/echanges/")
    assert "Visit to Montréal" in text(client, "/en/exchanges/")
    page = text(client, "/echanges/visite-a-montreal/")
    for words in ("19", "2022", "Article"):
        assert words in page
    assert "modifier" not in page
    assert 'class="empty"' in text(client, "/echanges/?kind=festival")
    assert client.get("/echanges/?kind=zzz").status_code == 404
    assert client.get("/echanges/rien/").status_code == 404


def test_an_empty_list_invites(db: None, client_of: ClientOf) -> None:
    assert 'class="empty"' in text(client_of(None), "/echanges/")


def test_a_coordinator_records_edits_and_takes_back(ours: Side, client_of: ClientOf) -> None:
    TerritoryFactory(scheme="montreal-quartier", code="20", name="Saint-Léonard")
    client = client_of(ours.coordinator)
    assert "/coalitions/tisserands/echanges/ajouter/" in text(client, "/echanges/")
    sent = {
        "kind": "visit", "title_fr": "Chez nos voisins", "stops": "montreal-quartier:20\nKahnawà:ke\n",
        "guests": [ours.member.pk], "visitors": "7", "is_public": "on",
    }  # fmt: skip
    assert client.post("/coalitions/tisserands/echanges/ajouter/", sent).status_code == 302
    made = Gathering.objects.get()
    assert [s.label for s in made.stops.all()] == ["Saint-Léonard", "Kahnawà:ke"]
    assert made.coalition == ours.coalition
    url = "/echanges/chez-nos-voisins/"
    assert "montreal-quartier:20" in text(client, f"{url}modifier/")
    assert client.post(f"{url}modifier/", {**sent, "version": 1, "town": "Lens"}).status_code == 302
    late = client.post(f"{url}modifier/", {**sent, "version": 1, "town": "Perdu ?"})
    assert (late.status_code, "Perdu ?" in late.content.decode()) == (422, True)
    assert client.get(f"{url}retirer/").status_code == 405
    assert client.post(f"{url}retirer/").status_code == 302
    assert not Gathering.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "party"}, {"title_fr": ""}, {"visitors": "-1"}, {"starts_on": "2024-02-01", "ends_before": "2024-01-01"}],
)
def test_mistakes_are_said(ours: Side, client_of: ClientOf, wrong: dict[str, str]) -> None:
    sent = {"kind": "visit", "title_fr": "x", **wrong}
    assert client_of(ours.coordinator).post("/coalitions/tisserands/echanges/ajouter/", sent).status_code == 422
    assert not Gathering.objects.exists()


def test_an_admin_records_one_of_no_coalition(admin: User, client_of: ClientOf) -> None:
    client = client_of(admin)
    assert "/echanges/ajouter/" in text(client, "/echanges/")
    assert client.post("/echanges/ajouter/", {"kind": "festival", "title_fr": "Festival"}).status_code == 302
    assert Gathering.objects.get().coalition is None


def test_the_others_do_not_write(people: People, client_of: ClientOf) -> None:
    type(people.ours.coalition).objects.update(is_public=True)
    made = record_gathering(kind="visit", title_fr="V", coalition=people.ours.coalition, by=people.ours.coordinator)
    for url in ("/coalitions/tisserands/echanges/ajouter/", f"/echanges/{made.slug}/modifier/"):
        assert client_of(None).get(url).status_code == 302
        assert client_of(people.ours.partner).post(url, {}).status_code == 403
        assert client_of(people.theirs.coordinator).post(url, {}).status_code == 404
    assert client_of(people.ours.coordinator).get("/echanges/ajouter/").status_code == 403


def test_a_private_coalitions_visit_is_for_its_own(people: People, client_of: ClientOf) -> None:
    type(people.ours.coalition).objects.update(is_public=False)
    made = record_gathering(kind="visit", title_fr="V", coalition=people.ours.coalition, by=people.ours.coordinator)
    url = f"/echanges/{made.slug}/"
    assert client_of(people.ours.partner).get(url).status_code == 200
    assert client_of(people.theirs.partner).get(url).status_code == 404
    assert client_of(None).get(url).status_code == 302
