"""Can people sign in by password and by code, and can nobody learn who has an account, or try for ever?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.urls import reverse

from impactplatform.accounts.models import User
from tests.factories.accounts import PASSWORD
from tests.people import People

Open = Callable[[User | None], Client]


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/compte/connexion/", "account_login"),
        ("/compte/connexion/code/", "account_request_login_code"),
        ("/compte/mot-de-passe/oublie/", "account_reset_password"),
        ("/compte/ouvrir/", "account_signup"),
        ("/en/account/sign-in/", "account_login"),
        ("/en/account/open/", "account_signup"),
    ],
)
def test_the_way_in_has_addresses_in_both_languages(client: Client, db: None, path: str, name: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.resolver_match.view_name == name
    assert "<main" in answer.content.decode()


def test_password_opens_and_a_wrong_one_does_not(stranger: User) -> None:
    client = Client()
    assert sign_in(client, stranger.email, "not-this-one").status_code == 200
    assert "_auth_user_id" not in client.session
    assert sign_in(client, stranger.email.upper()).status_code == 302
    assert client.session["_auth_user_id"] == str(stranger.pk)


def test_a_person_lands_in_the_language_they_chose(stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(language="en")
    assert sign_in(Client(), stranger.email).url.startswith("/en/")


def test_a_code_by_mail_opens_once(stranger: User, mailoutbox) -> None:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": stranger.email})
    code = re.search(r"^[\w-]{6,}$", mailoutbox[0].body, re.MULTILINE)
    assert code, mailoutbox[0].body
    assert client.post(reverse("account_confirm_login_code"), {"code": "WRONG-1"}).status_code == 200
    client.post(reverse("account_confirm_login_code"), {"code": code[0]})
    assert client.session["_auth_user_id"] == str(stranger.pk)


def test_a_closed_account_does_not_open(stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(is_active=False)
    client = Client()
    sign_in(client, stranger.email)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("account_login", {"login": "{email}", "password": "not-this-one"}),
        ("account_request_login_code", {"email": "{email}"}),
        ("account_reset_password", {"email": "{email}"}),
        ("account_signup", {"email": "{email}", "password1": PASSWORD, "password2": PASSWORD}),
    ],
)
def test_nobody_learns_who_has_an_account(stranger: User, name: str, data: dict[str, str]) -> None:
    """Same status, same next page, same words for an address that has an account and one that has none."""
    seen = []
    for email in (stranger.email, "nobodyhere@example.org"):
        client = Client()
        answer = client.post(reverse(name), {k: v.format(email=email) for k, v in data.items()}, follow=True)
        body = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode()).replace(email, "")
        body = re.sub(r'"X-CSRFToken": "[^"]+"', "", body)
        seen.append((answer.status_code, answer.redirect_chain, body))
    assert seen[0] == seen[1]


def test_an_unknown_address_costs_the_same_work_as_a_wrong_password(stranger: User, settings, monkeypatch) -> None:
    """The time of an answer is the work of hashing: it is counted, since a clock would tell of the machine."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    stranger.set_password(PASSWORD)
    stranger.save()
    hashed: list[str] = []
    encode = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        PBKDF2PasswordHasher, "encode", lambda self, *args, **kwargs: hashed.append("") or encode(self, *args, **kwargs)
    )
    works = []
    for email in (stranger.email, "nobodyhere@example.org"):
        hashed.clear()
        sign_in(Client(), email, "not-this-one")
        works.append(len(hashed))
    assert works[0] == works[1] > 0


def test_after_five_wrong_passwords_the_right_one_waits(stranger: User) -> None:
    for _ in range(6):
        sign_in(Client(), stranger.email, "not-this-one")
    client = Client()
    sign_in(client, stranger.email)
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_the_link(stranger: User, mailoutbox) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": stranger.email})
    found = re.search(r"http://[^/]+(/\S+)", mailoutbox[0].body)
    assert found
    page = client.get(found[1], follow=True)
    new = "un-autre-mot-de-passe-2026"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert sign_in(Client(), stranger.email, new).status_code == 302


def test_no_page_of_the_account_asks_for_an_inline_script_or_style(people: People, client_of: Open) -> None:
    client = client_of(people.ours.coordinator)
    names = ["accounts:home", "account_email", "account_change_password", "mfa_index", "usersessions_list"]
    for name in names:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        body = answer.content.decode()
        assert not re.search(r"<script(?![^>]*\b(src|type=\"application/json\"))", body), name
        assert not re.search(r"\sstyle=|<style|\son\w+=", body), name
        assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_other_devices_are_signed_out_from_the_list(stranger: User) -> None:
    here, there = Client(), Client()
    sign_in(here, stranger.email)
    sign_in(there, stranger.email)
    for client in (here, there):
        client.get(reverse("accounts:home"))
    assert here.get(reverse("usersessions_list")).context["session_count"] == 2
    here.post(reverse("usersessions_list"))
    assert there.get(reverse("accounts:home")).status_code == 302
    assert here.get(reverse("accounts:home")).status_code == 200
