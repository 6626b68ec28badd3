"""Do readers find the actions they may see, and do coordinators and partners keep them true?"""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from coalitions.actions.models import Action
from impactplatform.accounts.models import User
from tests.factories import ActionFactory, ChangeFactory, VisionFactory
from tests.people import People, Side

ClientOf = Callable[[User | None], Client]
URL = "/coalitions/tisserands/actions/"


@pytest.fixture
def garden(ours: Side) -> Action:
    type(ours.coalition).objects.filter(pk=ours.coalition.pk).update(is_public=True)
    action: Action = ActionFactory(
        coalition=ours.coalition, slug="jardin", title_fr="Jardin", title_en="Garden", lead=ours.member, theme="food"
    )
    ActionFactory(coalition=ours.coalition, slug="interne", title_fr="Interne", lead=ours.backbone, is_public=False)
    return action


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_visitor_reads_public_actions_in_both_languages(garden: Action, client_of: ClientOf) -> None:
    client = client_of(None)
    page = text(client, URL)
    assert "Jardin" in page
    assert "Interne" not in page
    assert "Garden" in text(client, f"/en{URL}")
    assert "Garden" in text(client, f"/en{URL}jardin/")
    assert client.get(f"{URL}interne/").status_code == 302
    assert client.get(f"{URL}rien/").status_code == 404
    assert "modifier" not in text(client, f"{URL}jardin/")


def test_filters_narrow_and_unknown_ones_are_refused(garden: Action, ours: Side, client_of: ClientOf) -> None:
    client = client_of(ours.partner)
    assert "Interne" not in text(client, f"{URL}?theme=food")
    assert 'class="empty"' in text(client, f"{URL}?status=done")
    assert client.get(f"{URL}?theme=zzz").status_code == 404
    assert client.get(f"{URL}?status=zzz").status_code == 404


def test_files_hold_what_the_reader_may_see(garden: Action, ours: Side, client_of: ClientOf) -> None:
    csv = client_of(None).get(f"{URL}?format=csv")
    assert csv["Content-Disposition"] == 'attachment; filename="actions-tisserands.csv"'
    assert "Jardin" in csv.content.decode()
    assert "Interne" not in csv.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client_of(ours.partner).get(f"{URL}?format=xlsx").content))
    assert {row[0].value for row in book.active.iter_rows(min_row=2)} == {"Jardin", "Interne"}


def test_a_coordinator_adds_edits_and_moves(ours: Side, client_of: ClientOf) -> None:
    ChangeFactory(vision=VisionFactory(coalition=ours.coalition), code="manger")
    client = client_of(ours.coordinator)
    place = ours.coalition.places.first()
    assert place is not None
    sent = {
        "title_fr": "Marché", "change_code": "manger", "theme": "food", "lead": ours.backbone.pk,
        "place": place.territory_id, "starts_on": "2024-01-01", "is_public": "on",
    }  # fmt: skip
    assert client.post(f"{URL}ajouter/", sent).status_code == 302
    action = Action.objects.get()
    assert (action.slug, action.lead, action.is_public) == ("marche", ours.backbone, True)
    assert client.post(f"{URL}marche/modifier/", {**sent, "title_fr": "Marchés", "version": 1}).status_code == 302
    late = client.post(f"{URL}marche/modifier/", {**sent, "title_fr": "Trop tard", "version": 1})
    assert (late.status_code, "Trop tard" in late.content.decode()) == (422, True)
    why = client.post(f"{URL}marche/statut/", {"status": "stopped", "reason": "", "version": 2})
    assert (why.status_code, bool(why.context["form"].errors["reason"])) == (422, True)
    stop = {"status": "stopped", "reason": "Plus de local", "version": 2}
    assert client.post(f"{URL}marche/statut/", stop).status_code == 302
    assert "Plus de local" in text(client, f"{URL}marche/")


def test_dates_out_of_order_are_said(ours: Side, client_of: ClientOf) -> None:
    sent = {"title_fr": "x", "lead": ours.member.pk, "starts_on": "2024-02-01", "ends_before": "2024-01-01"}
    answer = client_of(ours.coordinator).post(f"{URL}ajouter/", sent)
    assert answer.status_code == 422
    assert not Action.objects.exists()


def test_a_partner_adds_and_edits_for_its_own_organisation_only(
    garden: Action, ours: Side, client_of: ClientOf
) -> None:
    client = client_of(ours.partner)
    assert [o.pk for o in client.get(f"{URL}ajouter/").context["form"].fields["lead"].queryset] == [ours.member.pk]
    assert client.post(f"{URL}ajouter/", {"title_fr": "À nous", "lead": ours.member.pk}).status_code == 302
    assert client.post(f"{URL}ajouter/", {"title_fr": "Pas à nous", "lead": ours.backbone.pk}).status_code == 422
    assert client.get(f"{URL}jardin/modifier/").status_code == 200
    assert client.get(f"{URL}interne/modifier/").status_code == 403
    assert client.post(f"{URL}jardin/retirer/").status_code == 403


def test_partners_join_and_leave(garden: Action, ours: Side, client_of: ClientOf) -> None:
    coordinator, partner = client_of(ours.coordinator), client_of(ours.partner)
    assert coordinator.post(f"{URL}jardin/partenaires/", {"organisation": ours.backbone.pk}).status_code == 302
    assert coordinator.post(f"{URL}jardin/partenaires/", {"organisation": ours.member.pk}).status_code == 422
    assert partner.post(f"{URL}interne/partenaires/", {"organisation": ours.giver.pk}).status_code == 422
    assert partner.post(f"{URL}interne/partenaires/", {"organisation": ours.member.pk}).status_code == 302
    joined = garden.partners.get()
    assert partner.post(f"{URL}jardin/partenaires/{joined.pk}/retirer/").status_code == 302
    assert not garden.partners.exists()


def test_a_coordinator_takes_an_action_out(garden: Action, ours: Side, client_of: ClientOf) -> None:
    client = client_of(ours.coordinator)
    assert client.get(f"{URL}jardin/retirer/").status_code == 405
    assert client.post(f"{URL}jardin/retirer/").status_code == 302
    assert not Action.objects.filter(slug="jardin").exists()


@pytest.mark.parametrize("page", ["ajouter/", "jardin/modifier/", "jardin/statut/", "jardin/partenaires/"])
def test_the_others_cannot_write(people: People, client_of: ClientOf, page: str) -> None:
    type(people.ours.coalition).objects.update(is_public=True)
    ActionFactory(coalition=people.ours.coalition, slug="jardin", lead=people.ours.backbone)
    expected = [(people.ours.coach, 403), (people.theirs.partner, 404), (people.stranger, 404)]
    for user, status in expected:
        assert client_of(user).get(URL + page).status_code == status
        assert client_of(user).post(URL + page, {"title_fr": "x", "status": "done"}).status_code == status
    assert client_of(None).post(URL + page, {}).status_code == 302
