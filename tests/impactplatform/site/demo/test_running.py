"""Do web, worker and schedule start, compute and stop together, on SQLite and files as on PostgreSQL and Redis?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from impactplatform.site.demo.processes import (
    CannotStart,
    check_alive,
    is_taken,
    list_commands,
    run_processes,
    stop,
    wait_until,
)
from tests.consistency.repository import ROOT


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def surroundings(tmp_path: Path, free_port: int) -> Iterator[dict[str, str]]:
    """An empty database and queue of the kind this run is about."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "impactplatform.settings.local",
        "PORT": str(free_port),
        "REFRESH_SECONDS": "3",
    }
    env |= {"QUEUE_DIR": str(tmp_path / "queue"), "VAR_DIR": str(tmp_path)}
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield {**env, "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}", "REDIS_URL": ""}
        return
    name = f"demo_{os.getpid()}"
    with psycopg.connect(server.replace("postgres:", "postgresql:", 1), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {
                **env,
                "DATABASE_URL": f"{server.rsplit('/', 1)[0]}/{name}",
                "REDIS_URL": f"{os.environ['REDIS_URL'].rsplit('/', 1)[0]}/11",
            }
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.long
def test_from_nothing_to_the_first_totals(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "demo", "--once"]
    first = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=420, check=False
    )
    assert first.returncode == 0, first.stdout + first.stderr
    assert f"http://127.0.0.1:{surroundings['PORT']}/" in first.stdout
    for person in ("awa@", "samir@", "paul@", "ines@", "claire@", "camille@"):
        assert person in first.stdout
    assert not is_taken("127.0.0.1", int(surroundings["PORT"])), "everything stopped"
    again = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=240, check=False
    )
    assert again.returncode == 0, again.stdout + again.stderr


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match="port_taken"), run_processes(host="127.0.0.1", port=port, logs=tmp_path):
            pytest.fail("nothing may start")


def test_one_that_stops_by_itself_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    (tmp_path / "worker.log").write_text("line one\nno such broker\n")
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    ended.wait()
    with pytest.raises(CannotStart) as told:
        check_alive({"worker": ended}, tmp_path)
    assert told.value.args[:2] == ("stopped", "worker")
    assert "no such broker" in told.value.args[2]


def test_one_that_does_not_listen_is_ended() -> None:
    deaf = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert deaf.stdout is not None
    deaf.stdout.readline()
    stop({"web": deaf}, patience=0.3)
    assert deaf.poll() == -9


def test_patience_has_an_end() -> None:
    with pytest.raises(CannotStart, match="silent"):
        wait_until(lambda: False, lambda: None, patience=0.1)


def test_the_schedule_and_the_worker_run_the_same_application() -> None:
    commands = list_commands("127.0.0.1", 8000)
    assert list(commands) == ["web", "worker", "beat"]
    assert all("impactplatform.celery" in commands[name] for name in ("worker", "beat"))
