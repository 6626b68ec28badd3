"""Do the stored totals equal what a computation from scratch gives? Every difference is named."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from coalitions.territories.models import Territory
from impactplatform.kernel.periods import Period
from indicators.aggregation.models import Run
from indicators.aggregation.queries.computing import Order, compute_version, load_for
from indicators.aggregation.queries.loading import Land, load_land, load_subject
from indicators.aggregation.queries.storing import list_differences, write_row
from indicators.catalogue.models import Indicator
from indicators.catalogue.operations import mark_stale

VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored total that is not what its inputs give: the field, what is stored and what should be."""

    indicator: str
    territory: str
    territory_id: int
    period: str
    category: int
    field: str
    stored: str | None
    computed: str | None


@transaction.atomic
def verify_totals(*, heals: bool = False) -> tuple[Run, list[Difference]]:
    """Compute every total from scratch beside the stored ones and report all differences, exactly.

    With `heals`, each differing total is ordered again; otherwise nothing but the report is written.
    """
    run = Run.objects.create(kind=VERIFY)
    land = load_land()
    found: list[Difference] = []
    cells = 0
    for indicator in Indicator.objects.order_by("pk"):
        differing, seen = _verify_indicator(indicator, land)
        cells += seen
        found += differing
        if heals and differing:
            mark_stale(indicator=indicator.pk, territories={one.territory_id for one in differing})
    Run.objects.filter(pk=run.pk).update(
        finished_at=timezone.now(), cells=cells, differences=[asdict(one) for one in found[:1000]]
    )
    run.refresh_from_db()
    return run, found


def _verify_indicator(indicator: Indicator, land: Land) -> tuple[list[Difference], int]:
    subject = load_subject(indicator.pk)
    order = Order(is_all=True)
    given = load_for(subject, land, order)
    found: list[Difference] = []
    cells = 0
    for version in subject.versions:
        computed = compute_version(subject, land, version, order, given.get(version.pk, {}), from_scratch=True)
        cells += len(computed.rows)
        for key, row in computed.rows.items():
            stored = computed.stored.get(key)
            before = write_row(stored[1]) if stored else None
            after = write_row(row) if row else None
            found += _name_differences(indicator, key, before, after)
    return found, cells


def _name_differences(
    indicator: Indicator, key: tuple[int, int, int], before: dict[str, Any] | None, after: dict[str, Any] | None
) -> list[Difference]:
    if before is None or after is None:
        if before is after:
            return []
        pairs = [("row", "stored" if before else None, "computed" if after else None)]
    else:
        pairs = [(name, _text(before[name]), _text(after[name])) for name in list_differences(before, after)]
    category, period, place = key
    name = Territory.objects.filter(pk=place).values_list("scheme", "code").first() if pairs else None
    territory = ":".join(name) if name else str(place)
    return [
        Difference(indicator.code, territory, place, Period.from_id(period).code, category, field, stored, computed)
        for field, stored, computed in pairs
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
