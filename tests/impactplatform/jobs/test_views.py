"""Can somebody follow their own work, with and without JavaScript, and nobody else's?"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from impactplatform.accounts.models import User
from impactplatform.jobs.models import Job
from tests.people import Side

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User | None], Client]


def a_job(user: User, **fields: object) -> Job:
    start = {"kind": "tests.unknown", "key": "k", "scope": "coalition:x", "ordered_by": user, "state": "running"}
    return Job.objects.create(**{**start, "started_at": timezone.now(), "heartbeat_at": timezone.now(), **fields})


def test_the_page_refreshes_without_javascript_while_work_is_open(coordinator: User, client_of: ClientOf) -> None:
    job = a_job(coordinator, progress_done=140, progress_total=300)
    page = client_of(coordinator).get(f"/travaux/{job.pk}/").content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'value="140" max="300"' in page
    Job.objects.update(state="done")
    assert "http-equiv" not in client_of(coordinator).get(f"/travaux/{job.pk}/").content.decode()


def test_only_who_ordered_it_sees_it(ours: Side, stranger: User, client_of: ClientOf) -> None:
    job = a_job(ours.coordinator)
    for path in ("", "avancement/"):
        assert client_of(ours.second_coordinator).get(f"/travaux/{job.pk}/{path}").status_code == 404
        assert client_of(None).get(f"/travaux/{job.pk}/{path}").status_code == 302
    for path in ("annuler/", "relancer/"):
        assert client_of(stranger).post(f"/travaux/{job.pk}/{path}").status_code == 404
        assert client_of(ours.coordinator).get(f"/travaux/{job.pk}/{path}").status_code == 405


def test_cancelling_from_the_page(coordinator: User, client_of: ClientOf) -> None:
    job = a_job(coordinator)
    assert client_of(coordinator).post(f"/en/jobs/{job.pk}/cancel/").status_code == 302
    assert Job.objects.get().state == "cancelled"


def test_my_list_shows_mine_with_one_query_whatever_their_number(
    ours: Side, client_of: ClientOf, django_assert_max_num_queries: Callable
) -> None:
    for number in range(30):
        a_job(ours.coordinator, key=str(number), state="done")
    a_job(ours.second_coordinator, key="other", kind="tests.other", state="done")
    client = client_of(ours.coordinator)
    with django_assert_max_num_queries(12):
        page = client.get("/travaux/").content.decode()
    assert page.count("tests.unknown") == 30
    assert "tests.other" not in page
