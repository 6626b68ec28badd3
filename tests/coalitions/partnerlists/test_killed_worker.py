"""A worker killed -9 in the middle of an import, its messages lost: nothing half saved, nothing doubled, done without a person."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.indicators.aggregation.processes import Platform, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.long]
ROWS = 3000
WITHIN = 120
STATE = "SELECT count(*) FROM jobs_job WHERE state = '{}'"
ORGANISATIONS = "SELECT count(*) FROM coalitions_organisation"
BRING = """
from coalitions.collectives.models import Coalition, Seat
from coalitions.partnerlists.operations import receive_partner_list
from coalitions.partnerlists.tasks import PLAN, SAVE, order_step
from impactplatform.accounts.models import User
from coalitions.partnerlists.models import PartnerList
"""


class Swept(Platform):
    """Sweeps often, so that the test waits for the worker to count as dead and for nothing else."""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "SWEEP_SECONDS": "3"}


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    made = Swept(tmp_path, "", f"killed_import_{tmp_path.name[-8:]}".replace("-", "_").lower())
    made.create()
    yield made
    made.drop()


def bring(platform: Platform, code: str) -> None:
    platform.manage("shell", "-c", BRING + code, is_json=False)


def order_plan(platform: Platform) -> None:
    """A coordinator brings 3,000 rows and asks for the comparison."""
    path = platform.folder / "liste.csv"
    rows = (f"Organisation {number} {number * 7919 % 10007};a{number}@example.org\n" for number in range(ROWS))
    path.write_text("Nom;Courriel\n" + "".join(rows), encoding="utf-8")
    bring(
        platform,
        f"""
user = User.objects.create_user("c@example.org")
coalition = Coalition.objects.create(slug="c", name_fr="C", country="FR")
Seat.objects.create(coalition=coalition, user=user, role="coordinator")
data = open({str(path)!r}, "rb").read()
received = receive_partner_list(coalition=coalition, by=user, data=data, file_name="liste.csv")
order_step(kind=PLAN, partner_list=received, by=user)
""",
    )


def order_save(platform: Platform) -> None:
    bring(platform, "one = PartnerList.objects.get(); order_step(kind=SAVE, partner_list=one, by=one.uploaded_by)")


def is_running(platform: Platform) -> bool:
    return platform.ask(STATE.format("running")) == 1


def kill_in_the_middle(platform: Platform) -> None:
    assert wait_until(lambda: is_running(platform), 60, 0.02), platform.read_log("worker")
    time.sleep(0.2)
    assert is_running(platform), "the work was over before it could be interrupted"
    platform.kill("worker")
    platform.lose_messages()


def test_an_import_survives_two_kills(platform: Platform) -> None:
    platform.start_beat()
    platform.start_worker()
    order_plan(platform)
    kill_in_the_middle(platform)
    platform.start_worker()
    assert wait_until(lambda: platform.ask(STATE.format("done")) == 1, WITHIN, 0.5), platform.read_log("worker")
    assert platform.ask("SELECT count(*) FROM coalitions_partnerrow") == ROWS
    assert platform.ask(ORGANISATIONS) == 0
    order_save(platform)
    kill_in_the_middle(platform)
    assert platform.ask(ORGANISATIONS) in (0, ROWS), "half an import was saved"
    platform.start_worker()
    assert wait_until(lambda: platform.ask(STATE.format("done")) == 2, WITHIN, 0.5), platform.read_log("worker")
    assert platform.ask(ORGANISATIONS) == ROWS
    assert platform.ask("SELECT count(*) FROM coalitions_membership") == ROWS
    platform.kill("beat")
    platform.kill("worker")
