"""Are those whose role opens other people's figures led to add a second key, and nobody else?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from impactplatform.accounts.models import User
from tests.factories.accounts import PASSWORD
from tests.people import People

Open = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def _required(settings) -> None:
    settings.MFA_REQUIRED = True


@pytest.mark.parametrize(
    ("who", "led"),
    [("coordinator", True), ("coach", True), ("operator", True), ("partner", False), ("funder", False)],
)
def test_who_is_led_to_add_one(people: People, client_of: Open, who: str, led: bool) -> None:
    answer = client_of(getattr(people.ours, who)).get(reverse("collectives:list"))
    assert (answer.status_code == 302) is led
    if led:
        assert answer.url == reverse("mfa_index")


def test_admins_too_and_strangers_not(people: People, client_of: Open) -> None:
    assert client_of(people.admin).get(reverse("collectives:list")).status_code == 302
    assert client_of(people.stranger).get(reverse("collectives:list")).status_code == 200
    assert client_of(None).get(reverse("collectives:list")).status_code == 200


def test_the_pages_that_add_one_and_sign_out_stay_open(people: People, client_of: Open) -> None:
    client = client_of(people.ours.coordinator)
    page = client.get(reverse("collectives:list"), follow=True)
    assert page.status_code == 200
    assert "deuxième clé" in page.content.decode() or "second key" in page.content.decode()
    for name in ("accounts:home", "account_logout", "usersessions_list"):
        assert client.get(reverse(name)).status_code == 200, name


def test_with_one_the_way_is_free(people: People, client_of: Open) -> None:
    TOTP.activate(people.ours.coordinator, generate_totp_secret())
    assert client_of(people.ours.coordinator).get(reverse("collectives:list")).status_code == 200


def test_a_role_that_ended_no_longer_asks(people: People, client_of: Open) -> None:
    people.ours.coordinator.seats.update(ends_before="2020-01-01")
    assert client_of(people.ours.coordinator).get(reverse("collectives:list")).status_code == 200


def test_switched_off_nobody_is_led(people: People, client_of: Open, settings) -> None:
    settings.MFA_REQUIRED = False
    assert client_of(people.ours.coordinator).get(reverse("collectives:list")).status_code == 200


def test_a_password_alone_then_stops_at_the_second_key(people: People) -> None:
    user = people.ours.coordinator
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert Authenticator.objects.filter(user=user).count() == 1


def test_the_pages_of_the_second_key_answer(people: People) -> None:
    client = Client()
    user = people.ours.partner
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"):
        assert client.get(reverse(name), follow=True).status_code == 200, name
