"""A worker killed -9 halfway through an aggregation, its messages lost: the same totals within two minutes, without a person.

The order is a row in the database, the message only a bell, the schedule sweeps. On Redis and on the embedded broker.
The test plays the part of what restarts a dead process (docker, systemd, dev.py); it never asks for a computation.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.indicators.aggregation.processes import Platform, find_redis, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.long]
PLACES, MONTHS = 400, 12
WITHIN = 120
WAITING = "SELECT count(*) FROM indicators_dirtykey"
STORED = "SELECT count(*) FROM indicators_total"


@pytest.fixture(params=["filesystem", pytest.param("redis", marks=pytest.mark.redis)])
def platform(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Platform]:
    address = find_redis() if request.param == "redis" else ""
    if request.param == "redis" and not address:
        pytest.skip("no Redis answers")
    made = Platform(tmp_path, address, f"killed_worker_{request.param}_{tmp_path.name[-8:]}".replace("-", "_").lower())
    made.create()
    yield made
    made.drop()


def write(path: Path, rows: list[list[object]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def load(platform: Platform) -> None:
    """400 places of 8 towns in one region, 12 months each: 4,800 figures, 7,771 totals to make."""
    towns = [["essai", f"T{n}", "commune", f"Ville {n}", "essai:R"] for n in range(8)]
    leaves = [["essai", f"Q{n}", "neighbourhood", f"Quartier {n}", f"essai:T{n % 8}"] for n in range(PLACES)]
    places = [
        ["scheme", "code", "kind", "name", "parent_code"],
        ["essai", "R", "region", "Région", ""],
        *towns,
        *leaves,
    ]
    platform.manage("load_territories", write(platform.folder / "places.csv", places))
    indicator = [["code", "name_fr", "kind", "unit", "threshold"], ["ateliers", "Ateliers", "flow", "ateliers", 0]]
    platform.manage("load_indicators", write(platform.folder / "indicators.csv", indicator))
    figures: list[list[object]] = [["indicator", "territory", "period", "value"]]
    figures += [["ateliers", f"essai:Q{n}", f"2025-{m:02}", n + m] for n in range(PLACES) for m in range(1, MONTHS + 1)]
    answer = platform.manage(
        "import_measurements", write(platform.folder / "figures.csv", figures), "--commit", "--approve"
    )
    assert answer["created"] == PLACES * MONTHS


def test_the_same_totals_within_two_minutes(platform: Platform) -> None:
    load(platform)
    orders = platform.ask(WAITING)
    assert orders > 0
    platform.start_beat()
    platform.start_worker()
    assert wait_until(platform.is_computing, 60, 0.02), platform.read_log("worker")
    time.sleep(0.3)
    assert platform.is_computing(), "the computation was over before it could be interrupted"
    platform.kill("worker")
    platform.lose_messages()
    begun = time.monotonic()
    assert platform.ask(WAITING) > 0, "the orders must survive the worker that took them"
    stored = platform.ask(STORED)
    platform.start_worker()
    assert wait_until(lambda: platform.ask(WAITING) == 0, WITHIN, 0.5), platform.read_log("worker") + platform.read_log(
        "beat"
    )
    assert time.monotonic() - begun < WITHIN
    assert platform.ask(STORED) > stored
    platform.kill("beat")
    platform.kill("worker")
    check_totals(platform)


def check_totals(platform: Platform) -> None:
    """Equal to a computation from scratch, and to the sum done by hand."""
    assert platform.manage("aggregate", "--verify")["differences"] == []
    arguments = ("--indicator", "ateliers", "--territory", "essai:R", "--period", "2025")
    result = platform.manage("show_result", *arguments)
    assert result["value"] == str(sum(n + m for n in range(PLACES) for m in range(1, MONTHS + 1)))
    assert result["coverage"]["approved"] == result["coverage"]["expected"] == PLACES * MONTHS
    assert result["is_stale"] is False
