"""What does every test find ready? The people, a client for each of them, and a promise that CI skips nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from impactplatform.accounts.models import User
from tests.machine import CHROMIUM_FLAGS, find_chromium
from tests.people import People, Side, make_admin, make_people, make_side, make_stranger

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop and Django's ORM share one thread
settings.register_profile(
    "here",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("here")
skipped_in_ci: list[str] = []


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Rate limits of one test are not those of the next."""
    yield
    cache.clear()


@pytest.fixture
def people(db: None) -> People:
    """Two rival coalitions with everybody in them, a stranger and an admin."""
    return make_people()


@pytest.fixture
def ours(db: None) -> Side:
    """Our own coalition alone, for a test that needs no rival."""
    return make_side("tisserands")


@pytest.fixture
def theirs(db: None) -> Side:
    return make_side("meuniers")


@pytest.fixture
def coordinator(ours: Side) -> User:
    return ours.coordinator


@pytest.fixture
def partner_of_another(theirs: Side) -> User:
    return theirs.partner


@pytest.fixture
def stranger(db: None) -> User:
    return make_stranger()


@pytest.fixture
def admin(db: None) -> User:
    return make_admin()


@pytest.fixture
def client_of() -> Callable[[User | None], Client]:
    """A browser-like client signed in as somebody; `None` is a visitor."""

    def open_client(user: User | None = None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_client


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser of the machine, when there is one; else the one Playwright brings."""
    found = find_chromium()
    return {**browser_type_launch_args, "args": CHROMIUM_FLAGS, **({"executable_path": found} if found else {})}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that open a page are marked; they run last, so that a quick mistake shows early."""
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    outcome = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail"):
        skipped_in_ci.append(report.nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """With several workers the reports arrive here."""
    if report.skipped and not hasattr(report, "wasxfail") and report.nodeid not in skipped_in_ci:
        skipped_in_ci.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing is skipped: a test that cannot run there is a failure."""
    if os.environ.get("CI") and skipped_in_ci and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if os.environ.get("CI") and skipped_in_ci:
        terminalreporter.write_line("In CI nothing may be skipped, yet these were:")
        for nodeid in skipped_in_ci:
            terminalreporter.write_line(f"  {nodeid}")


@pytest.fixture(autouse=True)
def _in_the_default_language():
    """A page read in English leaves its thread in English; the next test starts as a new process would."""
    translation.deactivate()
    yield
    translation.deactivate()
