"""How do stored totals follow what changed? The orders are rows; a batch obeys them and deletes them in one transaction.

Running twice, in two workers at once, or after a worker died halfway gives the same rows (docs/algorithms/aggregation.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from coalitions.territories.models import TerritoryLink
from impactplatform.database.locks import try_lock
from indicators.aggregation.models import Run, SeenLink, Total
from indicators.aggregation.queries.computing import Computed, Order, compute_version, load_for, widen_order
from indicators.aggregation.queries.loading import Land, load_land, load_subject
from indicators.aggregation.queries.storing import FIELDS, list_differences, write_row
from indicators.catalogue.models import DirtyKey, Indicator
from indicators.measurements.models import Series

KEYS_PER_BATCH = 1000
REFRESH, FULL = "refresh", "full"
_LOCK_BASE = 7_100_000_000  # keeps the locks of indicators apart from any other


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a run did. `run` is the last one written, None when there was nothing to do."""

    run: int | None
    keys: int
    cells: int


def refresh_totals() -> Refreshed:
    """Obey every waiting order, indicator by indicator, until none is left that another worker does not hold."""
    run, keys, cells = None, 0, 0
    busy: set[int] = set()
    while True:
        waiting = DirtyKey.objects.exclude(indicator_id__in=busy).order_by("indicator_id")
        indicator = waiting.values_list("indicator_id", flat=True).first()
        if indicator is None:
            return Refreshed(run, keys, cells)
        done = _refresh_batch(indicator)
        if done is None:
            busy.add(indicator)
            continue
        run, keys, cells = done.run, keys + done.keys, cells + done.cells


def rebuild_totals() -> Refreshed:
    """Compute every total from scratch and write those that differ; waiting orders are obeyed on the way."""
    with transaction.atomic():
        DirtyKey.objects.bulk_create(
            [DirtyKey(indicator_id=pk) for pk in Indicator.objects.values_list("pk", flat=True)]
        )
    return refresh_totals()


@transaction.atomic
def mark_moved_places() -> int:
    """Compare the memberships of places with those last seen, and order what a change touches. Answers how many changed.

    Places are kept by a noun below this one, that knows nothing of totals: so the sweep looks, once a minute.
    """
    if not try_lock(_LOCK_BASE - 1):
        return 0
    columns = ("child_id", "parent_id", "valid_from", "valid_until")
    now = set(TerritoryLink.objects.values_list(*columns))
    seen = dict.fromkeys(SeenLink.objects.order_by("id").values_list(*columns))
    moved = now ^ set(seen)
    if not moved:
        return 0
    if gone := set(seen) - now:
        keys = {row: pk for pk, *row_ in SeenLink.objects.values_list("id", *columns) for row in [tuple(row_)]}
        SeenLink.objects.filter(pk__in=[keys[row] for row in gone][:30_000]).delete()
    SeenLink.objects.bulk_create(
        [SeenLink(**dict(zip(columns, row, strict=True))) for row in now - set(seen)], batch_size=500
    )
    _order_moved({place for child, parent, _, _ in moved for place in (child, parent)}, is_first=not seen)
    return len(moved)


def _order_moved(places: set[int], *, is_first: bool) -> None:
    """Every indicator that has totals is asked again for these places; for all places when there are many."""
    counted = set(Series.objects.order_by().values_list("version__indicator_id", flat=True).distinct())
    if is_first and not Total.objects.exists():
        return
    many: list[int | None] = [None] if len(places) > 200 else sorted(places)  # type: ignore[assignment]  # ints are fine here
    DirtyKey.objects.bulk_create(
        [DirtyKey(indicator_id=pk, territory_id=place) for pk in sorted(counted) for place in many], batch_size=500
    )


@transaction.atomic
def _refresh_batch(indicator: int) -> Refreshed | None:
    """Up to KEYS_PER_BATCH orders of one indicator; None when another worker has it."""
    if not try_lock(_LOCK_BASE + indicator):
        return None
    keys = list(DirtyKey.objects.filter(indicator_id=indicator).order_by("id")[:KEYS_PER_BATCH])
    if not keys:
        return Refreshed(None, 0, 0)
    order = Order.of_keys((key.territory_id, key.period) for key in keys)
    run = Run.objects.create(kind=FULL if order.is_all else REFRESH, keys=len(keys))
    cells = _write_indicator(indicator, order, load_land(), run)
    DirtyKey.objects.filter(pk__in=[key.pk for key in keys]).delete()
    Run.objects.filter(pk=run.pk).update(finished_at=timezone.now(), cells=cells)
    return Refreshed(run.pk, len(keys), cells)


def _write_indicator(indicator: int, order: Order, land: Land, run: Run) -> int:
    subject = load_subject(indicator)
    order = widen_order(subject, order)
    given = load_for(subject, land, order)
    return sum(
        _write_rows(version.pk, compute_version(subject, land, version, order, given.get(version.pk, {})), run)
        for version in subject.versions
    )


def _write_rows(version: int, computed: Computed, run: Run) -> int:
    """Write the rows that differ from what is stored, delete those that vanished. Answers how many changed."""
    now = timezone.now()
    changed: list[Total] = []
    gone: list[int] = []
    for key, row in sorted(computed.rows.items(), key=lambda pair: pair[0]):
        stored = computed.stored.get(key)
        if row is None:
            if stored is not None:
                gone.append(stored[0])
            continue
        columns = write_row(row)
        if stored is None or list_differences(write_row(stored[1]), columns):
            changed.append(_make_total(version, key, columns, run, now))
    Total.objects.bulk_create(
        changed,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["version", "territory", "category", "period"],
        update_fields=[*FIELDS, "run", "computed_at"],
    )
    for start in range(0, len(gone), KEYS_PER_BATCH):
        Total.objects.filter(pk__in=gone[start : start + KEYS_PER_BATCH]).delete()
    return len(changed) + len(gone)


def _make_total(version: int, key: tuple[int, int, int], columns: dict[str, Any], run: Run, now: Any) -> Total:
    category, period, place = key
    return Total(
        version_id=version, category=category, period=period, territory_id=place, run=run, computed_at=now, **columns
    )
