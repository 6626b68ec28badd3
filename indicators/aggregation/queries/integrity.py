"""Can a hidden cell be read back from what is shown beside it? (docs/algorithms/disclosure.md; nothing is written.)"""

from __future__ import annotations

from collections.abc import Iterator

from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.disclosure import Table, is_small
from indicators.aggregation.domain.totals import Row
from indicators.aggregation.queries.publishing import COUNTS, KNOWN, Publisher, Shown, list_tables
from indicators.aggregation.queries.storing import Place, load_rows
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.vocabulary import Kind, Method
from indicators.measurements.vocabulary import State


def list_hidden_problems() -> list[Refused]:
    """Small counts that would be shown, and lone hidden cells beside a shown whole. Some queries a protected definition."""
    return [problem for version in IndicatorVersion.objects.order_by("pk") for problem in _look_at(version)]


def _look_at(version: IndicatorVersion) -> Iterator[Refused]:
    publisher = Publisher(version, public=True)
    if not publisher.threshold:
        return
    rows = {key: row for key, (_, row) in load_rows(version.pk, None, None).items()}
    shown = {key: publisher.show(key, row) for key, row in rows.items()}
    for key, one in shown.items():
        if _is_small(version, rows[key], one, publisher.threshold):
            yield _name("small_count_shown", version, key)
    if version.method != Method.SUPPRESS:
        return  # rounded totals do not add up, by design
    for table in list_tables(version, rows):
        if lone := find_lone_hidden(table, rows, shown):
            yield _name("hidden_cell_recoverable", version, lone)


def find_lone_hidden(table: Table[Place], rows: dict[Place, Row], shown: dict[Place, Shown]) -> Place | None:
    """The one part that subtraction would give back: hidden alone among known parts of a shown total."""
    if shown[table.total].value is None:
        return None
    known = [part for part in table.parts if rows[part].outcome.state in KNOWN]
    hidden = [part for part in known if shown[part].state == State.HIDDEN]
    return hidden[0] if len(hidden) == 1 else None


def _is_small(version: IndicatorVersion, row: Row, one: Shown, threshold: int) -> bool:
    if one.value is None or row.outcome.state not in KNOWN:
        return False
    count = row.partial.numerator if version.kind == Kind.SHARE else row.outcome.value
    counts_people = version.kind in COUNTS or version.kind == Kind.SHARE
    return counts_people and count is not None and is_small(count, threshold, is_sensitive=version.is_sensitive)


def _name(code: str, version: IndicatorVersion, key: Place) -> Refused:
    category, period, place = key
    details = {"indicator": version.indicator.code, "territory": str(place), "category": str(category)}
    return Refused(code, {**details, "period": Period.from_id(period).code})
