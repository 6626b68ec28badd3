"""How does a test run the platform's real processes, on a database, queue and broker of their own?"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql

ROOT = Path(settings.BASE_DIR)
SWEEP_SECONDS = "2"


def find_redis() -> str:
    """The address of a Redis database of the tests' own; empty when none answers."""
    given = urlsplit(os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379")
    address = urlunsplit(given._replace(path="/13"))
    try:
        connect_redis(address).ping()
    except Exception:  # whatever the reason, it does not answer
        return ""
    return address


def connect_redis(address: str) -> Any:
    import redis

    return redis.Redis.from_url(address, socket_connect_timeout=2, socket_timeout=5)


@dataclass
class Platform:
    """The commands, worker and schedule of one installation, made for one test."""

    folder: Path
    redis: str = ""
    name: str = ""
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def is_embedded(self) -> bool:
        return "sqlite" in settings.DATABASES["default"]["ENGINE"]

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL", "CI"}}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "impactplatform.settings.local",
            "DATABASE_URL": self._database_url(),
            "REDIS_URL": self.redis,
            "QUEUE_DIR": str(self.folder / "queue"),
            "REFRESH_SECONDS": SWEEP_SECONDS,
            "SWEEP_SECONDS": "60",
            "LOG_LEVEL": "INFO",
        }

    def _database_url(self) -> str:
        if self.is_embedded:
            return f"sqlite:///{self.folder / 'platform.sqlite3'}"
        given = settings.DATABASES["default"]
        secret = f":{given['PASSWORD']}" if given.get("PASSWORD") else ""
        return f"postgres://{given['USER']}{secret}@{given['HOST']}:{given['PORT'] or 5432}/{self.name}"

    def create(self) -> None:
        """An empty database with every table, an empty broker."""
        if not self.is_embedded:
            self._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}")
        if self.redis:
            connect_redis(self.redis).flushdb()
        self.manage("migrate", "-v0", is_json=False)

    def drop(self) -> None:
        for name in list(self.running):
            self.kill(name)
        if self.redis:
            connect_redis(self.redis).flushdb()
        if not self.is_embedded:
            self._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)")

    def _administer(self, *statements: str) -> None:
        given = settings.DATABASES["default"]
        with psycopg.connect(
            host=given["HOST"],
            port=given["PORT"] or 5432,
            user=given["USER"],
            password=given.get("PASSWORD"),
            dbname="postgres",
            autocommit=True,
        ) as connection:
            for statement in statements:
                connection.execute(sql.SQL(statement).format(sql.Identifier(self.name)))

    def manage(self, *arguments: str, is_json: bool = True) -> dict[str, Any]:
        """Run a command of the platform; its JSON answer."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments, *(["--json"] if is_json else [])]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return json.loads(done.stdout) if is_json else {}

    def start(self, name: str, *arguments: str) -> None:
        """Start a Celery process in a session of its own, so that it can be killed with all its children."""
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "impactplatform", *arguments], env=self.environment, cwd=ROOT, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def start_worker(self) -> None:
        self.start(
            "worker", "worker", "--concurrency", "1", "--loglevel", "INFO", "--without-mingle", "--without-gossip"
        )

    def start_beat(self) -> None:
        self.start("beat", "beat", "--schedule", str(self.folder / "schedule"), "--pidfile=")

    def kill(self, name: str) -> None:
        """kill -9, children included: no chance to say goodbye."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)

    def lose_messages(self) -> None:
        """Everything the broker held is gone."""
        if self.redis:
            connect_redis(self.redis).flushdb()
        for message in (self.folder / "queue").glob("*.msg"):
            message.unlink(missing_ok=True)

    def is_computing(self) -> bool:
        """Is a transaction of the worker open that writes totals?"""
        if not self.is_embedded:
            return (
                self.ask(
                    "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE l.locktype = 'advisory' AND d.datname = current_database()"
                )
                > 0
            )
        connection = sqlite3.connect(self.folder / "platform.sqlite3", timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
        finally:
            connection.close()
        return False

    def ask(self, question: str) -> int:
        """One number out of the database, as committed."""
        if self.is_embedded:
            with sqlite3.connect(
                f"file:{self.folder / 'platform.sqlite3'}?mode=ro", uri=True, timeout=20
            ) as connection:
                return int(connection.execute(question).fetchone()[0])
        with psycopg.connect(self._database_url()) as server:
            row = server.execute(question).fetchone()  # type: ignore[arg-type]  # a literal of this file or its callers
            return int(row[0]) if row else 0

    def read_log(self, name: str) -> str:
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace")[-3000:] if path.exists() else ""


def wait_until(condition: Callable[[], bool], seconds: float, every: float = 0.1) -> bool:
    """Look again and again, for so many seconds at most."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(every)
    return False
