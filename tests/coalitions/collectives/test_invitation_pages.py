"""Does the link lead everybody where they should go: newcomer, known person, wrong person, too late?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from coalitions.collectives.models import Invitation, Seat
from coalitions.collectives.operations import invite_person
from impactplatform.accounts.models import User
from tests.factories.accounts import PASSWORD
from tests.people import People

Open = Callable[[User | None], Client]


@pytest.fixture
def invite(people: People, mailoutbox, django_capture_on_commit_callbacks) -> Callable[[str], str]:
    """The address in the letter."""

    def send(email: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            invite_person(
                coalition=people.ours.coalition,
                by=people.ours.coordinator,
                email=email,
                role="partner",
                organisation=people.ours.member,
                language="fr",
            )
        found = re.search(r"http://[^/]+(/\S+)", mailoutbox[-1].body)
        assert found
        return found[1]

    return send


def test_a_newcomer_opens_an_account_and_takes_the_seat_at_once(people: People, client_of: Open, invite) -> None:
    client, link = client_of(None), invite("awa@example.org")
    assert "awa@example.org" in client.get(link).content.decode()
    assert client.post(link, {"name": "Awa", "password": "court"}).status_code == 422
    answer = client.post(link, {"name": "Awa", "password": PASSWORD})
    assert answer.status_code == 302
    user = User.objects.get(email="awa@example.org")
    assert Seat.objects.get(user=user).organisation == people.ours.member
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client_of(None).get(link).status_code == 409


def test_without_a_password_the_code_by_mail_remains(client_of: Open, invite) -> None:
    client_of(None).post(invite("awa@example.org"), {"name": "Awa", "password": ""})
    assert not User.objects.get(email="awa@example.org").has_usable_password()


def test_a_known_person_signs_in_then_accepts(people: People, client_of: Open, invite) -> None:
    link = invite(people.stranger.email)
    page = client_of(None).get(link).content.decode()
    assert f"?next={link}" in page
    client = client_of(people.stranger)
    assert client.get(link).status_code == 200
    assert not Seat.objects.filter(user=people.stranger).exists()
    assert client.post(link).status_code == 302
    assert Seat.objects.filter(user=people.stranger).exists()


def test_another_person_is_told_so(people: People, client_of: Open, invite) -> None:
    link = invite("awa@example.org")
    assert client_of(people.theirs.coordinator).post(link).status_code == 409
    assert not Seat.objects.filter(user=people.theirs.coordinator, coalition=people.ours.coalition).exists()


@pytest.mark.parametrize("change", [{"expires_at": 0}, {"withdrawn_at": 0}, {"accepted_at": 0}])
def test_a_closed_link_says_why(client_of: Open, invite, change: dict[str, int]) -> None:
    link = invite("awa@example.org")
    Invitation.objects.update(**dict.fromkeys(change, timezone.now()))
    assert client_of(None).post(link, {"name": "Awa", "password": ""}).status_code == 409
    assert not User.objects.filter(email="awa@example.org").exists()


def test_an_invented_link_is_not_found(client_of: Open, db: None) -> None:
    assert client_of(None).get("/invitations/" + "x" * 43 + "/").status_code == 404
