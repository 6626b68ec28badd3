"""Who sees what of an organisation, who edits it, and what leaves in the partners' file?"""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from coalitions.organisations.models import Organisation
from coalitions.organisations.operations import create_organisation, merge_organisations
from impactplatform.accounts.models import User
from tests.factories import ActionFactory, MembershipFactory, OrganisationFactory
from tests.people import People, Side

ClientOf = Callable[[User | None], Client]
URL = "/organisations/tisserands-member/"
LIST = "/coalitions/tisserands/partenaires/"
CANARY = "canari@example.org"


@pytest.fixture
def member(ours: Side) -> Organisation:
    type(ours.coalition).objects.filter(pk=ours.coalition.pk).update(is_public=True)
    Organisation.objects.filter(pk=ours.member.pk).update(
        email=CANARY, phone="+33320000000", street="1 rue du Canari", town="Roubaix", sector="community"
    )
    ours.member.refresh_from_db()
    return ours.member


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_visitor_reads_what_it_does_and_no_way_to_reach_it(
    ours: Side, member: Organisation, client_of: ClientOf
) -> None:
    ActionFactory(coalition=ours.coalition, lead=member, title_fr="Jardin")
    ActionFactory(coalition=ours.coalition, lead=member, title_fr="Interne", is_public=False)
    page = text(client_of(None), URL)
    for words in (member.name, "Roubaix", "Jardin", "/coalitions/tisserands/"):
        assert words in page
    for words in (CANARY, "20 00 00 00", "rue du Canari", "Interne"):
        assert words not in page


def test_members_of_its_coalition_see_how_to_reach_it_and_others_do_not(people: People, client_of: ClientOf) -> None:
    ours = people.ours
    type(ours.coalition).objects.update(is_public=True)
    Organisation.objects.filter(pk=ours.member.pk).update(email=CANARY)
    assert CANARY in text(client_of(ours.coordinator), URL)
    assert CANARY in text(client_of(ours.partner), URL)
    assert CANARY not in text(client_of(people.theirs.coordinator), URL)
    assert CANARY not in text(client_of(people.stranger), URL)


def test_an_organisation_of_private_coalitions_does_not_exist_for_others(people: People, client_of: ClientOf) -> None:
    type(people.ours.coalition).objects.update(is_public=False)
    assert client_of(people.ours.partner).get(URL).status_code == 200
    assert client_of(people.theirs.coordinator).get(URL).status_code == 404
    assert client_of(people.stranger).get(URL).status_code == 404
    assert client_of(None).get(URL).status_code == 302
    assert client_of(None).get("/organisations/rien/").status_code == 404


def test_a_page_shows_only_the_coalitions_its_reader_may_know(people: People, client_of: ClientOf) -> None:
    MembershipFactory(coalition=people.theirs.coalition, organisation=people.ours.member)
    type(people.ours.coalition).objects.filter(slug="tisserands").update(is_public=True)
    type(people.ours.coalition).objects.filter(slug="meuniers").update(is_public=False)
    assert "meuniers" not in text(client_of(None), URL)
    assert "meuniers" in text(client_of(people.theirs.partner), URL)


def test_a_merged_one_leads_to_the_survivor(ours: Side, member: Organisation, client_of: ClientOf) -> None:
    twin = OrganisationFactory(slug="jumelle")
    MembershipFactory(coalition=ours.coalition, organisation=twin, role="residents")
    MembershipFactory(coalition=ours.coalition, organisation=twin, role="partner")
    merge_organisations(survivor=member, absorbed=twin, by=ours.coordinator, roles={"coordinator"})
    answer = client_of(None).get("/organisations/jumelle/")
    assert (answer.status_code, answer["Location"]) == (302, URL)
    assert client_of(ours.coordinator).get("/organisations/jumelle/modifier/").status_code == 404


def _fields(member: Organisation, **more: object) -> dict[str, object]:
    return {"name": member.name, "sector": member.sector, "version": member.version, **more}


def test_its_own_people_edit_it_and_numbers_are_checked(ours: Side, member: Organisation, client_of: ClientOf) -> None:
    client = client_of(ours.partner)
    bad = client.post(f"{URL}modifier/", _fields(member, siret="2,43E+13", siren="5000005", phone="bureau"))
    assert bad.status_code == 422
    assert set(bad.context["form"].errors) == {"siret", "siren", "phone"}
    assert "005000005" in bad.content.decode()
    good = _fields(member, siret="732 829 320 00074", phone="06 12 34 56 78", website="example.org")
    assert client.post(f"{URL}modifier/", good).status_code == 302
    member.refresh_from_db()
    assert (member.phone, member.website) == ("+33612345678", "https://example.org")
    assert member.identifiers.get().verdict == "valid"
    late = client.post(f"{URL}modifier/", _fields(member, name="Perdu ?", version=1))
    assert (late.status_code, "Perdu ?" in late.content.decode()) == (422, True)


def test_a_number_imported_as_it_is_does_not_block_the_rest(ours: Side, client_of: ClientOf) -> None:
    made = create_organisation(
        name="Ancienne", identifiers=(("siret", "123"), ("local", "A1")), by=ours.coordinator, roles={"coordinator"}
    )
    MembershipFactory(coalition=ours.coalition, organisation=made)
    sent = _fields(made, siret="123", town="Lens")
    assert client_of(ours.coordinator).post("/organisations/ancienne/modifier/", sent).status_code == 302
    assert set(made.identifiers.values_list("scheme", flat=True)) == {"siret", "local"}


def test_a_number_of_another_organisation_is_refused(ours: Side, member: Organisation, client_of: ClientOf) -> None:
    create_organisation(name="Autre", identifiers=(("siren", "732829320"),), by=ours.coordinator, roles={"coordinator"})
    answer = client_of(ours.partner).post(f"{URL}modifier/", _fields(member, siren="732829320"))
    assert answer.status_code == 422
    assert "Autre" in answer.content.decode()


def test_only_coordinators_and_its_own_people_edit(people: People, client_of: ClientOf) -> None:
    type(people.ours.coalition).objects.update(is_public=True)
    edit = f"{URL}modifier/"
    assert client_of(people.ours.coordinator).get(edit).status_code == 200
    assert client_of(None).get(edit).status_code == 302
    for user, status in ((people.ours.coach, 403), (people.theirs.coordinator, 404), (people.stranger, 404)):
        assert client_of(user).get(edit).status_code == status
    assert client_of(people.ours.partner).get("/organisations/tisserands-backbone/modifier/").status_code == 403


def test_the_list_filters_and_each_organisation_stands_once(
    ours: Side, member: Organisation, client_of: ClientOf
) -> None:
    MembershipFactory(coalition=ours.coalition, organisation=member, role="residents")
    Organisation.objects.filter(pk=ours.giver.pk).update(sector="philanthropy")
    client = client_of(None)
    assert text(client, LIST).count(f'href="{URL}"') == 1
    assert f'href="{URL}"' not in text(client, f"{LIST}?sector=philanthropy")
    assert f'href="{URL}"' in text(client, f"{LIST}?q=MEMBER")
    assert 'class="empty"' in text(client, f"{LIST}?q=zzz")
    assert client.get(f"{LIST}?sector=zzz").status_code == 404


def test_files_hold_contacts_only_for_those_who_may_see_them(
    ours: Side, member: Organisation, client_of: ClientOf
) -> None:
    assert CANARY not in client_of(None).get(f"{LIST}?format=csv").content.decode()
    answer = client_of(ours.partner).get(f"{LIST}?format=xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="partenaires-tisserands.xlsx"'
    cells = {str(c.value) for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active for c in row}
    assert CANARY in cells
    assert member.name in cells


def test_the_number_of_queries_does_not_grow_with_the_members(
    ours: Side, member: Organisation, client_of: ClientOf, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(25):
        MembershipFactory(coalition=ours.coalition, organisation=OrganisationFactory())
    with django_assert_max_num_queries(12):
        text(client_of(None), LIST)
