"""Does an account open, change, close and open again as it should, with a trace each time?"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.accounts.operations import (
    CannotClose,
    CannotOpen,
    close_account,
    edit_profile,
    open_account,
    reopen_account,
)
from impactplatform.accounts.queries import get_system_user
from impactplatform.audit.models import Entry
from tests.factories.accounts import PASSWORD
from tests.people import People

Open = Callable[[User | None], Client]


def actions() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


def test_an_account_opens_with_a_confirmed_address(db: None) -> None:
    user = open_account(email=" Awa@Example.org ", name="Awa", password=PASSWORD, language="fr-ca")
    assert (user.email, user.language, user.check_password(PASSWORD)) == ("awa@example.org", "fr-ca", True)
    assert user.emailaddress_set.get().verified
    assert actions() == ["account.opened"]
    with pytest.raises(CannotOpen, match="taken"):
        open_account(email="awa@example.org")
    assert open_account(email="lea@example.org", language="klingon").language == ""


def test_only_the_platform_opens_accounts_for_others(people: People) -> None:
    open_account(email="one@example.org", by=people.admin)
    open_account(email="two@example.org", by=get_system_user())
    with pytest.raises(CannotAct):
        open_account(email="three@example.org", by=people.ours.coordinator)


def test_the_profile_page_saves(stranger: User, client_of: Open) -> None:
    client = client_of(stranger)
    data = {"name": "Une Passante", "language": "en", "digest": "never"}
    assert client.post(reverse("accounts:home"), data).status_code == 302
    client.post(reverse("accounts:home"), data)
    stranger.refresh_from_db()
    assert (stranger.name, stranger.language, stranger.digest) == ("Une Passante", "en", "never")
    assert actions() == ["account.edited"]
    assert client.post(reverse("accounts:home"), {**data, "digest": "hourly"}).status_code == 422
    assert client_of(None).get(reverse("accounts:home")).status_code == 302


def test_a_profile_carries_no_right(stranger: User, client_of: Open) -> None:
    data = {"name": "x", "digest": "never", "is_platform_admin": "on", "is_staff": "on", "is_superuser": "on"}
    client_of(stranger).post(reverse("accounts:home"), data)
    stranger.refresh_from_db()
    assert {stranger.is_platform_admin, stranger.is_staff, stranger.is_superuser} == {False}
    with pytest.raises(CannotAct):
        edit_profile(by=User(email="ghost@example.org", is_active=False), name="x", language="", digest="never")


def test_a_closed_account_leaves_everywhere_at_once(people: People) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": people.stranger.email, "password": PASSWORD})
    client.get(reverse("accounts:home"))
    close_account(user=people.stranger, by=people.admin, reason="asked")
    close_account(user=people.stranger, by=people.admin)
    assert client.get(reverse("accounts:home")).status_code == 302
    assert reopen_account(user=people.stranger, by=people.admin).is_active
    assert actions() == ["account.closed", "account.reopened"]


def test_who_may_not_close(people: People) -> None:
    for by in (people.ours.coordinator, people.stranger):
        with pytest.raises(CannotAct):
            close_account(user=people.theirs.partner, by=by)
    with pytest.raises(CannotClose, match="own_account"):
        close_account(user=people.admin, by=people.admin)


def test_own_data_holds_what_names_the_person_and_no_secret(people: People, client_of: Open) -> None:
    answer = client_of(people.ours.partner).get(reverse("accounts:own_data"))
    data = json.loads(answer.content)
    assert data["person"] == people.ours.partner.email
    assert any(kind.startswith("coalitions.seat") for kind in data["rows"])
    text = answer.content.decode()
    assert people.ours.partner.password not in text
    assert "attachment" in answer["Content-Disposition"]
    assert people.theirs.partner.email not in text
    assert client_of(None).get(reverse("accounts:own_data")).status_code == 302


def test_the_trail_of_the_platform_is_for_those_who_look_after_it(people: People, client_of: Open) -> None:
    close_account(user=people.stranger, by=people.admin)
    page = client_of(people.admin).get("/en/journal/")
    assert "Admin closed the account of Stranger." in page.content.decode()
    assert client_of(people.ours.coordinator).get(reverse("accounts:trail")).status_code == 403
    assert client_of(None).get(reverse("accounts:trail")).status_code == 302


def test_an_admin_finds_closes_and_opens_an_account(people: People, client_of: Open) -> None:
    client = client_of(people.admin)
    page = client.get(reverse("accounts:people"), {"q": "stranger"}).content.decode()
    assert people.stranger.email in page
    assert people.ours.partner.email not in page
    client.post(reverse("accounts:close", args=[people.stranger.pk]), {"reason": "left"})
    people.stranger.refresh_from_db()
    assert not people.stranger.is_active
    client.post(reverse("accounts:reopen", args=[people.stranger.pk]))
    people.stranger.refresh_from_db()
    assert people.stranger.is_active
    client.post(reverse("accounts:close", args=[people.admin.pk]))
    people.admin.refresh_from_db()
    assert people.admin.is_active
    assert client.post(reverse("accounts:close", args=[get_system_user().pk])).status_code == 404
    assert client_of(people.ours.coordinator).get(reverse("accounts:people")).status_code == 403


class TestMaintenanceSite:
    def test_there_is_one_way_in(self, client: Client, db: None) -> None:
        assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))

    def test_rows_are_looked_at_and_never_written(self, people: People, client_of: Open) -> None:
        root = User.objects.create_superuser("root@example.org", PASSWORD)
        client = client_of(root)
        for page in ("", "accounts/user/", "audit/entry/", "coalitions/coalition/", f"accounts/user/{root.pk}/change/"):
            answer = client.get(f"/admin/{page}")
            assert answer.status_code == 200, page
            assert "unsafe-inline" in answer["Content-Security-Policy"]
        assert client.post("/admin/accounts/user/add/", {}).status_code == 403
        assert client.post(f"/admin/accounts/user/{root.pk}/delete/", {}).status_code == 403
        assert client_of(people.ours.coordinator).get("/admin/").status_code in (302, 403)
