"""Can a platform admin, and nobody else, load a file of places in the browser: seen first, saved once?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from coalitions.territories import views
from coalitions.territories.models import Territory
from impactplatform.accounts.models import User
from impactplatform.jobs.models import Job
from tests.people import Side

ClientOf = Callable[[User | None], Client]
URL = "/territoires/charger/"
CSV = b"scheme,code,kind,name,parent_code,maire\nq,1,neighbourhood,Nord,2,X\nq,2,commune,Ville,,Y\n"


def send(client: Client, data: bytes = CSV, name: str = "lieux.csv") -> Any:
    return client.post(URL, {"file": SimpleUploadedFile(name, data)})


def test_a_file_is_seen_then_saved_once(admin: User, client_of: ClientOf) -> None:
    client = client_of(admin)
    seen = send(client)
    assert seen.status_code == 200
    assert not Territory.objects.exists()
    assert "maire" in seen.content.decode()
    token = seen.context["preview"].token
    done = client.post(URL, {"token": token})
    assert done.status_code == 302
    assert Territory.objects.count() == 2
    again = client.post(URL, {"token": token}, follow=True)
    assert again.status_code == 200
    assert Territory.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "says"), [(b"%PDF-1.7", "file"), (b"", "file"), (b"a,b\n1,2\n", "scheme, code, name")]
)
def test_a_file_that_cannot_be_read_says_why_on_the_form(
    admin: User, client_of: ClientOf, data: bytes, says: str
) -> None:
    answer = send(client_of(admin), data)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert answer.context["form"].errors["file"]


def test_bad_rows_are_listed_and_nothing_can_be_confirmed(admin: User, client_of: ClientOf) -> None:
    answer = send(client_of(admin), CSV + b"q,3,village,Sud,99,\n")
    assert answer.status_code == 422
    assert answer.context["problems"][0][:2] == (4, "kind")
    assert answer.context["preview"].token == ""
    answer = send(client_of(admin), CSV + b"q,3,sector,<b>Sud</b>,<i>99</i>,\n")
    assert "&lt;i&gt;99" in answer.content.decode()


def test_a_large_file_goes_to_a_worker(
    admin: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(views, "ROWS_AT_ONCE", 1)
    client = client_of(admin)
    token = send(client).context["preview"].token
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(URL, {"token": token})
    job = Job.objects.get()
    assert answer["Location"] == reverse("jobs:detail", args=[job.pk])
    assert (job.state, job.result["created"]) == ("done", 2)
    assert Territory.objects.count() == 2


def test_nobody_else_loads_places(ours: Side, stranger: User, client_of: ClientOf) -> None:
    assert client_of(None).get(URL).status_code == 302
    assert client_of(stranger).get(URL).status_code == 403
    for user in (ours.coordinator, ours.partner, ours.coach):
        assert send(client_of(user)).status_code == 403
    assert not Territory.objects.filter(scheme="q").exists()


def test_another_admin_cannot_confirm_what_they_did_not_see(admin: User, client_of: ClientOf) -> None:
    from tests.factories import UserFactory

    token = send(client_of(admin)).context["preview"].token
    client_of(UserFactory(is_platform_admin=True)).post(URL, {"token": token})
    client_of(admin).post(URL, {"token": token + "x"})
    assert not Territory.objects.exists()
