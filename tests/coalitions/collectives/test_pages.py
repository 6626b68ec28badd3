"""Do the pages of a coalition show what they should, to whom they should, and save what is typed?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coalitions.collectives.models import BrokenSeal, Coalition, Invitation, Membership, Seat
from impactplatform.accounts.models import User
from tests.factories import OrganisationFactory, TerritoryFactory
from tests.people import People

Open = Callable[[User | None], Client]


def strip(body: bytes, name: bytes) -> bytes:
    """The page without the address asked for and the token of the visit."""
    return re.sub(rb'X-CSRFToken": "\w+|csrfmiddlewaretoken" value="\w+', b"", body).replace(name, b"")


def url(name: str, *args: object) -> str:
    return reverse(f"collectives:{name}", args=args)


@pytest.mark.parametrize("who", [None, "stranger", "coordinator", "partner"])
def test_a_public_coalition_is_read_by_everybody(people: People, client_of: Open, who: str | None) -> None:
    user = None if who is None else getattr(people, who, None) or getattr(people.theirs, who)
    answer = client_of(user).get(url("detail", "tisserands"))
    assert answer.status_code == 200
    for words in ("Tisserands", "member tisserands", "Tisserands 1"):
        assert words in answer.content.decode()


def test_a_coalition_without_public_page_does_not_exist_for_others(people: People, client_of: Open) -> None:
    Coalition.objects.update(is_public=False)
    page = url("detail", "tisserands")
    assert client_of(None).get(page).status_code == 302
    for user in (people.stranger, people.theirs.coordinator):
        answer, missing = client_of(user).get(page), client_of(user).get(url("detail", "nowhere"))
        assert (answer.status_code, missing.status_code) == (404, 404)
        assert strip(answer.content, b"tisserands") == strip(missing.content, b"nowhere")
        assert "Tisserands" not in client_of(user).get(url("list")).content.decode()
    for user in (people.ours.partner, people.ours.funder, people.admin):
        assert client_of(user).get(page).status_code == 200, user


def test_the_doors_lead_only_where_the_reader_may_go(people: People, client_of: Open) -> None:
    page = url("detail", "tisserands")
    seen = {
        who: client_of(getattr(people.ours, who)).get(page).content.decode()
        for who in ("coordinator", "partner", "coach")
    }
    assert url("edit", "tisserands") in seen["coordinator"]
    assert url("edit", "tisserands") not in seen["partner"] + seen["coach"]
    assert url("journal", "tisserands") in seen["coach"]
    assert url("journal", "tisserands") not in seen["partner"]
    visitor = client_of(None).get(page).content.decode()
    assert url("team", "tisserands") not in visitor
    assert url("members", "tisserands") in visitor


class TestEditing:
    def form(self, client: Client) -> dict[str, object]:
        page = client.get(url("edit", "tisserands"))
        form = page.context["form"]
        values = {name: form[name].value() for name in form.fields}
        return {k: v for k, v in values.items() if v not in (None, False)}

    def test_a_coordinator_saves(self, people: People, client_of: Open) -> None:
        client = client_of(people.ours.coordinator)
        answer = client.post(url("edit", "tisserands"), {**self.form(client), "contact_email": "awa@example.org"})
        assert answer.status_code == 302
        assert Coalition.objects.get(slug="tisserands").contact_email == "awa@example.org"

    def test_two_people_save_and_the_second_sees_both(self, people: People, client_of: Open) -> None:
        first, second = client_of(people.ours.coordinator), client_of(people.ours.second_coordinator)
        before = self.form(second)
        first.post(url("edit", "tisserands"), {**self.form(first), "name_en": "Weavers"})
        late = second.post(url("edit", "tisserands"), {**before, "name_en": "Spinners"})
        assert late.status_code == 409
        assert "Weavers" in late.content.decode()
        assert "Spinners" in late.content.decode()
        again = late.context["form"].data
        assert second.post(url("edit", "tisserands"), again).status_code == 302
        assert Coalition.objects.get(slug="tisserands").name_en == "Spinners"

    def test_a_bad_value_is_said(self, people: People, client_of: Open) -> None:
        client = client_of(people.ours.coordinator)
        answer = client.post(url("edit", "tisserands"), {**self.form(client), "contact_email": "awa"})
        assert answer.status_code == 422
        assert 'id="errors"' in answer.content.decode()

    def test_others_do_not(self, people: People, client_of: Open) -> None:
        for user, status in (
            (people.ours.partner, 403),
            (people.ours.coach, 403),
            (people.admin, 403),
            (people.theirs.coordinator, 404),
            (people.stranger, 404),
            (None, 302),
        ):
            assert client_of(user).post(url("edit", "tisserands"), {}).status_code == status, user


class TestSeal:
    def test_an_admin_gives_a_reason_and_may_then_edit(self, people: People, client_of: Open) -> None:
        client = client_of(people.admin)
        assert client.get(url("edit", "tisserands")).status_code == 403
        assert client.post(url("seal", "tisserands"), {"reason": "court"}).status_code == 422
        client.post(url("seal", "tisserands"), {"reason": "Le nom public porte une faute de frappe"})
        assert client.get(url("edit", "tisserands")).status_code == 200
        assert client.get(url("edit", "meuniers")).status_code == 403

    def test_after_the_hour_it_is_closed_again(self, people: People, client_of: Open) -> None:
        over = timezone.now() - timedelta(minutes=1)
        BrokenSeal.objects.create(coalition=people.ours.coalition, user=people.admin, reason="x", expires_at=over)
        assert client_of(people.admin).get(url("edit", "tisserands")).status_code == 403

    def test_nobody_else_finds_it(self, people: People, client_of: Open) -> None:
        for user, status in ((people.ours.coordinator, 403), (people.theirs.coordinator, 404), (None, 302)):
            assert client_of(user).get(url("seal", "tisserands")).status_code == status


class TestPlacesAndMembers:
    def test_a_place_is_found_added_and_ended(self, people: People, client_of: Open) -> None:
        client, place = client_of(people.ours.coordinator), TerritoryFactory(name="Faubourg du Lin")
        assert "Faubourg du Lin" in client.get(url("places", "tisserands"), {"q": "faubourg"}).content.decode()
        client.post(url("places", "tisserands"), {"territory": place.pk})
        row = people.ours.coalition.places.get(territory=place)
        client.post(url("end_place", "tisserands", row.pk), {"ends_before": "2026-12-01"})
        row.refresh_from_db()
        assert str(row.ends_before) == "2026-12-01"

    def test_a_place_of_another_coalition_is_not_found(self, people: People, client_of: Open) -> None:
        row = people.theirs.coalition.places.all()[0]
        client = client_of(people.ours.coordinator)
        assert client.post(url("end_place", "tisserands", row.pk), {"ends_before": "2026-12-01"}).status_code == 404

    def test_a_member_known_from_a_public_coalition_is_added(self, people: People, client_of: Open) -> None:
        client = client_of(people.ours.coordinator)
        page = client.get(url("members", "tisserands"), {"q": "member meuniers"})
        assert "member meuniers" in page.content.decode()
        client.post(url("add_member", "tisserands"), {"organisation": people.theirs.member.pk, "role": "partner"})
        assert Membership.objects.filter(coalition=people.ours.coalition, organisation=people.theirs.member).exists()

    def test_the_partners_of_a_hidden_coalition_stay_unknown(self, people: People, client_of: Open) -> None:
        Coalition.objects.filter(slug="meuniers").update(is_public=False)
        client = client_of(people.ours.coordinator)
        page = client.get(url("members", "tisserands"), {"q": "member meuniers"})
        assert people.theirs.member not in page.context["found"]
        known = client.post(
            url("add_member", "tisserands"), {"organisation": people.theirs.member.pk, "role": "partner"}
        )
        unknown = client.post(url("add_member", "tisserands"), {"organisation": 999_999, "role": "partner"})
        assert (known.status_code, unknown.status_code) == (404, 404)

    def test_a_new_organisation_is_created_and_added(self, people: People, client_of: Open) -> None:
        client = client_of(people.ours.coordinator)
        client.post(
            url("new_member", "tisserands"), {"name": "Les Navettes", "sector": "community", "role": "residents"}
        )
        membership = Membership.objects.get(organisation__name="Les Navettes")
        assert (membership.coalition, membership.role) == (people.ours.coalition, "residents")
        client.post(url("end_member", "tisserands", membership.pk), {"ends_before": "2027-01-01"})
        membership.refresh_from_db()
        assert str(membership.ends_before) == "2027-01-01"


class TestTeam:
    def test_addresses_are_for_those_who_manage(self, people: People, client_of: Open) -> None:
        page = url("team", "tisserands")
        assert "coach.tisserands@example.org" in client_of(people.ours.coordinator).get(page).content.decode()
        partner = client_of(people.ours.partner).get(page).content.decode()
        assert "coach.tisserands@example.org" not in partner
        assert "Coach tisserands" in partner

    def test_a_coordinator_invites_withdraws_and_ends(self, people: People, client_of: Open) -> None:
        client = client_of(people.ours.coordinator)
        form = client.get(url("invite", "tisserands")).context["form"]
        assert [code for code, _label in form.fields["role"].choices] == ["partner", "coach"]
        assert people.theirs.member not in form.fields["organisation"].queryset
        data = {"email": "new@example.org", "role": "partner", "language": "fr"}
        assert client.post(url("invite", "tisserands"), data).status_code == 422
        client.post(url("invite", "tisserands"), {**data, "organisation": people.ours.member.pk})
        invitation = Invitation.objects.get()
        client.post(url("withdraw_invitation", "tisserands", invitation.pk))
        invitation.refresh_from_db()
        assert invitation.withdrawn_at
        seat = Seat.objects.get(user=people.ours.coach)
        client.post(url("end_seat", "tisserands", seat.pk), {"ends_before": timezone.localdate().isoformat()})
        seat.refresh_from_db()
        assert seat.ends_before == timezone.localdate()

    def test_a_coordinator_cannot_post_a_coordinator(self, people: People, client_of: Open) -> None:
        data = {"email": "new@example.org", "role": "coordinator", "language": "fr"}
        assert client_of(people.ours.coordinator).post(url("invite", "tisserands"), data).status_code == 422
        assert not Invitation.objects.exists()
        assert client_of(people.admin).post(url("invite", "tisserands"), data).status_code == 302


def test_the_journal_tells_in_sentences(people: People, client_of: Open) -> None:
    client = client_of(people.ours.coordinator)
    client.post(url("add_member", "tisserands"), {"organisation": people.theirs.member.pk, "role": "backbone"})
    english = client.get("/en/coalitions/tisserands/journal/").content.decode()
    assert "Coordinator tisserands added member meuniers to the members." in english
    assert "backbone organisation" in english
    assert client_of(people.ours.partner).get(url("journal", "tisserands")).status_code == 403
    assert client_of(people.theirs.coach).get(url("journal", "tisserands")).status_code == 404


def test_an_admin_begins_a_coalition_and_closes_it(people: People, client_of: Open) -> None:
    client = client_of(people.admin)
    data = {"name_fr": "Quartier du Port", "currency": "EUR", "country": "FR"}
    assert client.post(url("new"), data).status_code == 302
    assert client.post(url("new"), data).status_code == 422
    client.post(url("archive", "quartier-du-port"))
    assert Coalition.objects.get(slug="quartier-du-port").archived_on == timezone.localdate()
    assert client_of(people.ours.coordinator).post(url("new"), data).status_code == 403


@pytest.mark.parametrize("page", ["detail", "members", "team", "journal"])
def test_more_rows_cost_no_more_queries(
    people: People, client_of: Open, page: str, django_assert_max_num_queries
) -> None:
    client, address = client_of(people.ours.coordinator), url(page, "tisserands")
    client.get(address)
    for _ in range(12):
        organisation = OrganisationFactory()
        Membership.objects.create(coalition=people.ours.coalition, organisation=organisation, role="partner")
        user = User.objects.create_user(f"p{_}@example.org")
        Seat.objects.create(coalition=people.ours.coalition, user=user, role="partner", organisation=organisation)
    with django_assert_max_num_queries(14):
        assert client.get(address).status_code == 200
