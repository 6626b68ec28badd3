"""Two workers at once, and orders that keep coming: the totals are those of one worker. Needs a server that serves two."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, transaction

from coalitions.territories.models import Territory
from impactplatform.accounts.queries import get_system_user
from impactplatform.database.locks import try_lock
from impactplatform.kernel.periods import Period
from indicators.aggregation.models import DirtyKey, Total
from indicators.aggregation.operations import refresh_totals, verify_totals
from indicators.catalogue import operations
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.operations import create_indicator
from indicators.measurements.domain import Entry
from indicators.measurements.operations.importing import FigureRow, import_figures
from tests.factories import TerritoryFactory, TerritoryLinkFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
MONTHS = [Period.parse(f"2025-{month:02}") for month in range(1, 13)]


@pytest.fixture(autouse=True)
def server() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one transaction writes at a time on SQLite")


def make_world() -> tuple[list[IndicatorVersion], list[Territory]]:
    whole = TerritoryFactory(kind="commune", code="W")
    leaves = [TerritoryFactory(code=f"L{n}") for n in range(6)]
    for leaf in leaves:
        TerritoryLinkFactory(child=leaf, parent=whole)
    definition = Definition("Essai", "u", "flow", min_coverage=0)
    versions = [create_indicator(code=f"essai-{n}", definition=definition, by=get_system_user()) for n in range(3)]
    return versions, leaves


def give(versions: list[IndicatorVersion], leaves: list[Territory], step: int) -> None:
    """One figure at a time, each in a transaction of its own, as people type."""
    for number, (leaf, month) in enumerate((leaf, month) for leaf in leaves for month in MONTHS):
        entry = Entry(value=Decimal(number + step))
        row = FigureRow(0, versions[number % len(versions)], leaf, month, None, entry)
        import_figures(rows=[row], by=get_system_user(), approves=True)


def closing(work: object, *arguments: object) -> None:
    """Each thread has its own connection, closed at its end."""
    try:
        work(*arguments)  # type: ignore[operator]
    finally:
        connection.close()


def keep_refreshing() -> None:
    for _ in range(40):
        refresh_totals()


def test_two_workers_and_two_writers_at_once() -> None:
    versions, leaves = make_world()
    with ThreadPoolExecutor(max_workers=4) as pool:
        jobs = [pool.submit(closing, keep_refreshing) for _ in range(2)]
        jobs += [
            pool.submit(closing, give, versions, leaves[:3], 1),
            pool.submit(closing, give, versions, leaves[3:], 7),
        ]
        for job in jobs:
            job.result(timeout=120)
    refresh_totals()
    assert not DirtyKey.objects.exists()
    assert verify_totals()[1] == []
    year = Total.objects.filter(territory__code="W", period=Period.parse("2025").id)
    numbers = [2 * n + 8 for n in range(len(leaves[:3]) * len(MONTHS))]
    assert sum(total.value or 0 for total in year) == sum(numbers)


def test_a_worker_leaves_what_another_holds_and_it_is_done_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "ring_bell", lambda: None)
    versions, leaves = make_world()
    give(versions[:1], leaves[:1], 1)
    indicator = versions[0].indicator_id

    def try_meanwhile() -> int:
        try:
            return refresh_totals().keys
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(max_workers=1) as pool:
        assert try_lock(7_100_000_000 + indicator)
        assert pool.submit(try_meanwhile).result(timeout=60) == 0
    assert DirtyKey.objects.filter(indicator=indicator).exists()
    assert refresh_totals().keys > 0
    assert not DirtyKey.objects.exists()
