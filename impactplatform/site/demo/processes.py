"""How do web, worker and schedule run side by side on one machine, and stop together?"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

CELERY = ["-m", "celery", "-A", "impactplatform.celery"]
PATIENCE = 90  # seconds until a page must answer
PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """port_taken, stopped (name, log), silent: `args` hold the code and what a person needs to know."""


def list_commands(host: str, port: int) -> dict[str, list[str]]:
    """The same three processes as in docker-compose.yml, sized for one machine.

    With a queue of files more than one worker process, gossip and mingling may race (docs/decisions/0010).
    """
    web = ["-m", "gunicorn", "impactplatform.wsgi", "--bind", f"{host}:{port}", "--worker-class", "gthread"]
    return {
        "web": [*web, "--workers", "2", "--threads", "4", "--access-logfile", "-"],
        "worker": [*CELERY, "worker", "-l", "INFO", "-c", "1", "--without-gossip", "--without-mingle", "-n", "demo@%h"],
        "beat": [*CELERY, "beat", "-l", "INFO", "--pidfile", ""],
    }


@contextmanager
def run_processes(*, host: str, port: int, logs: Path) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Web, worker and schedule with this process's own settings; each writes its log; all stop when the block ends."""
    if is_taken(host, port):
        raise CannotStart("port_taken", port)
    logs.mkdir(parents=True, exist_ok=True)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in list_commands(host, port).items():
            with (logs / f"{name}.log").open("wb") as log:
                running[name] = subprocess.Popen(  # noqa: S603  # our own commands
                    [sys.executable, *command],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    preexec_fn=_follow_parent if sys.platform == "linux" else None,  # noqa: PLW1509  # no thread yet
                )
        yield running
    finally:
        stop(running)


def stop(running: dict[str, subprocess.Popen[bytes]], patience: float = 15) -> None:
    """Ask all to finish what they do; end those that do not within the time."""
    for process in running.values():
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    until = time.monotonic() + patience
    for process in running.values():
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def check_alive(running: dict[str, subprocess.Popen[bytes]], logs: Path) -> None:
    """Raise CannotStart with the end of its log when one of them has stopped by itself."""
    for name, process in running.items():
        if process.poll() is not None:
            lines = (logs / f"{name}.log").read_text(encoding="utf-8", errors="replace").splitlines()
            raise CannotStart("stopped", name, "\n".join(lines[-15:]))


def wait_until(question: Callable[[], bool], each: Callable[[], None], patience: float = PATIENCE) -> None:
    """Ask until the answer is yes, calling `each` in between; raises CannotStart when patience is over."""
    until = time.monotonic() + patience
    while not question():
        each()
        if time.monotonic() > until:
            raise CannotStart("silent", patience)
        time.sleep(0.3)


def answers(address: str) -> bool:
    """Does a page answer there, be it with a refusal?"""
    try:
        with urlopen(address, timeout=10):  # noqa: S310  # our own address
            return True
    except HTTPError as refusal:
        return refusal.code < 500
    except (URLError, OSError):
        return False


def has_fired(logs: Path) -> bool:
    """Did the schedule send its first task?"""
    return "Sending due task" in (logs / "beat.log").read_text(encoding="utf-8", errors="replace")


def is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


def _follow_parent() -> None:
    """On Linux a child ends with its parent, even when that one is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
