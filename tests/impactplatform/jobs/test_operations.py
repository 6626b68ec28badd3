"""Is an order done once, whatever happens to bells, workers and brokers?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy
from kombu.exceptions import OperationalError

from impactplatform.accounts.models import User
from impactplatform.jobs import handlers, operations
from impactplatform.jobs.models import Job
from impactplatform.jobs.operations import (
    CannotCancel,
    JobStopped,
    Watch,
    cancel_job,
    claim_job,
    order_job,
    relaunch_job,
    sweep,
)
from impactplatform.jobs.tasks import run_job
from impactplatform.kernel.decisions import CannotProceed

pytestmark = pytest.mark.django_db(transaction=True)


class Work:
    """A handler that counts how often it ran and does as it is told."""

    def __init__(self) -> None:
        self.runs = 0
        self.raises: Exception | None = None

    def __call__(self, job: Job, watch: Watch) -> dict[str, Any]:
        self.runs += 1
        watch.begin("counting", total=2)
        watch.advance(2)
        if self.raises:
            raise self.raises
        return {"counted": 2}


@pytest.fixture
def work() -> Iterator[Work]:
    work = Work()
    handlers.handles("tests.count", title=gettext_lazy("Counting"))(work)
    yield work
    del handlers._HANDLERS["tests.count"]


@pytest.fixture
def silent_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "ring", lambda job_id: None)


def order(user: User, **fields: Any) -> Job:
    return order_job(**{"kind": "tests.count", "payload": {}, "by": user, "scope": "coalition:x", **fields})


def test_an_order_rings_on_commit_and_is_done(work: Work, stranger: User) -> None:
    job = Job.objects.get(pk=order(stranger).pk)
    assert (job.state, job.result, job.attempts, work.runs) == ("done", {"counted": 2}, 1, 1)
    assert job.finished_at is not None


def test_the_same_key_is_the_same_order(work: Work, stranger: User) -> None:
    assert order(stranger, key="k").pk == order(stranger, key="k").pk
    assert work.runs == 1


def test_a_doubled_bell_does_the_work_once(work: Work, stranger: User, silent_bell: None) -> None:
    job = order(stranger)
    run_job(job.pk)
    run_job(job.pk)
    assert work.runs == 1


def test_a_page_does_not_fail_when_the_broker_is_away(
    work: Work, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(run_job, "apply_async", refuse)
        job = order(stranger)
    assert Job.objects.get(pk=job.pk).state == "waiting"
    assert sweep()["rung"] == 1
    assert Job.objects.get(pk=job.pk).state == "done"


def test_a_killed_worker_is_noticed_and_the_work_done_by_another(work: Work, stranger: User, silent_bell: None) -> None:
    job = order(stranger)
    assert claim_job(job_id=job.pk) is not None  # this worker is killed here: nothing more is heard of it
    assert sweep() == {"freed": 0, "failed": 0, "rung": 0}
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=3))
    assert sweep()["freed"] == 1
    Job.objects.update(not_before=None)  # its pause is over
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


def test_a_job_that_kills_its_worker_fails_visibly_after_three_tries(
    work: Work, stranger: User, silent_bell: None
) -> None:
    job = order(stranger)
    for _ in range(3):
        Job.objects.update(not_before=None)
        assert claim_job(job_id=job.pk) is not None
        Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=3))
        sweep()
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "worker_lost")


def test_a_slow_worker_that_lost_its_job_saves_nothing(work: Work, stranger: User, silent_bell: None) -> None:
    job = order(stranger)
    slow = claim_job(job_id=job.pk)
    assert slow is not None
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=3))
    sweep()
    with pytest.raises(JobStopped):
        Watch(slow).begin("counting")
    with pytest.raises(JobStopped):
        Watch(slow).finish({})


def test_one_at_a_time_in_a_scope(work: Work, stranger: User, silent_bell: None) -> None:
    first, second, elsewhere = order(stranger), order(stranger), order(stranger, scope="coalition:y")
    assert claim_job(job_id=first.pk) is not None
    assert claim_job(job_id=second.pk) is None
    assert claim_job(job_id=elsewhere.pk) is not None


def test_the_next_of_the_scope_is_rung_when_one_ends(
    work: Work, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(operations, "ring", lambda job_id: None)
        first, second = order(stranger), order(stranger)
    run_job(first.pk)
    assert Job.objects.get(pk=second.pk).state == "done"


def test_an_unexpected_error_is_tried_again_and_a_refusal_is_not(work: Work, stranger: User) -> None:
    work.raises = RuntimeError("a passing trouble")
    job = order(stranger)
    job.refresh_from_db()
    assert (job.state, job.problem) == ("waiting", "unexpected")
    assert job.not_before is not None
    work.raises = CannotProceed("not_ready", row=4)
    job = order(stranger, scope="coalition:z")
    job.refresh_from_db()
    assert (job.state, job.problem, job.result) == ("failed", "not_ready", {"details": {"row": 4}})


def test_cancel_and_start_again(work: Work, stranger: User, silent_bell: None) -> None:
    job = order(stranger)
    claimed = claim_job(job_id=job.pk)
    assert claimed is not None
    assert cancel_job(job=job, by=stranger).state == "cancelled"
    with pytest.raises(JobStopped):
        Watch(claimed).advance(5)
    with pytest.raises(CannotCancel):
        cancel_job(job=job, by=stranger)
    Job.objects.update(state="failed")
    assert relaunch_job(job=job, by=stranger).state == "waiting"


def test_long_work_ends_with_a_letter_and_short_work_does_not(
    work: Work, stranger: User, silent_bell: None, mailoutbox: list[Any]
) -> None:
    short, long = order(stranger), order(stranger, scope="coalition:y")
    Job.objects.filter(pk=long.pk).update(ordered_at=timezone.now() - timedelta(minutes=5))
    run_job(short.pk)
    run_job(long.pk)
    (letter,) = mailoutbox
    assert letter.to == [stranger.email]
    assert f"/travaux/{long.pk}/" in letter.body
