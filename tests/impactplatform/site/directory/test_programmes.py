"""Does a programme show what was said with its sources, rank nobody, and tell a coach what is recent?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from coalitions.collectives.models import Coalition
from coalitions.programmes.models import Programme
from coalitions.programmes.operations import add_programme_partner, create_programme, record_statement
from coalitions.vision.operations import draft_vision
from exchanges.gatherings.operations import record_gathering
from impactplatform.accounts.models import User
from tests.factories import ActionFactory, CoalitionFactory, OrganisationFactory
from tests.people import People

ClientOf = Callable[[User | None], Client]
URL = "/programmes/impact/"


@pytest.fixture
def programme(people: People) -> Programme:
    programme = create_programme(name_fr="Impact", slug="impact", by=people.admin, summary_fr="Ensemble.")
    Coalition.objects.update(programme=programme, is_public=True)
    return programme


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_statements_that_disagree_stand_side_by_side(people: People, programme: Programme, client_of: ClientOf) -> None:
    for words, source in (("21,5 M$", "fgmtl.org"), ("22,5 M$", "mcconnell")):
        record_statement(programme=programme, subject="pot", text_fr=words, source=source, by=people.admin)
    page = text(client_of(None), URL)
    for words in ("21,5 M$", "22,5 M$", "fgmtl.org", "mcconnell", "Ensemble."):
        assert words in page
    assert 'class="tag tag--warn"' in page


def test_coalitions_stand_in_alphabetical_order_and_private_ones_do_not(
    programme: Programme, client_of: ClientOf
) -> None:
    CoalitionFactory(name_fr="Aubépine", programme=programme, is_public=True)
    CoalitionFactory(name_fr="Cachée", programme=programme, is_public=False)
    page = text(client_of(None), URL)
    assert page.index("Aubépine") < page.index("Meuniers") < page.index("Tisserands")
    assert "Cachée" not in page


def test_partners_and_gatherings_are_named(people: People, programme: Programme, client_of: ClientOf) -> None:
    giver = OrganisationFactory(name="Fondation du Fil", slug="fil")
    add_programme_partner(programme=programme, organisation=giver, role="funder", phase="1", by=people.admin)
    record_gathering(kind="visit", title_fr="Visite", host_programme=programme, when_stated="2022", by=people.admin)
    page = text(client_of(None), URL)
    assert "Fondation du Fil" in page
    assert "Visite" in page
    assert client_of(None).get("/organisations/fil/").status_code == 200
    assert "Impact" in text(client_of(None), "/programmes/")
    assert client_of(None).get("/programmes/rien/").status_code == 404


def test_a_coach_sees_their_coalitions_by_name_with_what_is_recent(
    people: People, programme: Programme, client_of: ClientOf
) -> None:
    ActionFactory(coalition=people.ours.coalition, status="under_way")
    draft_vision(coalition=people.ours.coalition, aspiration_fr="a", by=people.ours.coordinator)
    answer = client_of(people.ours.coach).get(f"{URL}accompagnement/")
    rows = answer.context["rows"]
    assert [row.coalition.slug for row in rows] == ["tisserands"]
    assert (rows[0].under_way, rows[0].writes_vision, rows[0].is_quiet) == (1, True, False)
    assert "Meuniers" not in answer.content.decode()
    assert "accompagnement" in text(client_of(people.ours.coach), URL)


def test_coordinators_see_their_own_and_the_others_nothing(
    people: People, programme: Programme, client_of: ClientOf
) -> None:
    url = f"{URL}accompagnement/"
    own = client_of(people.ours.coordinator).get(url)
    assert [row.coalition.slug for row in own.context["rows"]] == ["tisserands"]
    for user in (people.ours.partner, people.ours.funder, people.stranger, people.admin):
        assert client_of(user).get(url).status_code == 403
    assert client_of(None).get(url).status_code == 302
