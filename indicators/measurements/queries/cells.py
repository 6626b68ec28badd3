"""What does one figure say, who gave it, and which versions did it have?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from indicators.measurements.domain import Warning, find_outlier, find_shown
from indicators.measurements.models import Measurement
from indicators.measurements.vocabulary import State


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure ready for a page. `number` is its version, 0 when nothing was given yet; `shown` is a share in percent."""

    measurement_id: int | None = None
    number: int = 0
    state: str = State.PENDING
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    n: int | None = None
    shown: Decimal | None = None
    status: str = ""
    flag: str = ""
    author: str = ""
    author_id: int | None = None
    at: datetime | None = None
    submitted_by: str = ""
    submitted_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    is_in_force: bool = False
    is_latest: bool = True
    note: str = ""
    message: str = ""
    reason: str = ""
    as_of: date | None = None
    vintage: str = ""
    warning: Warning | None = None


EMPTY = Cell()
PEOPLE = ("entered_by", "submitted_by", "decided_by")


def make_cell(kind: str, found: Measurement | None, earlier: Sequence[Decimal | None] = ()) -> Cell:
    """The figure of a measurement read with PEOPLE; with earlier figures (old to new), the warning it deserves."""
    if found is None:
        return EMPTY
    shown = find_shown(kind, found.state, found.value, found.numerator, found.denominator)
    return Cell(
        measurement_id=found.pk, number=found.number, state=found.state, value=found.value, numerator=found.numerator,
        denominator=found.denominator, n=found.n, shown=shown, status=found.status, flag=found.flag,
        author=str(found.entered_by), author_id=found.entered_by_id, at=found.entered_at,
        submitted_by=str(found.submitted_by or ""), submitted_at=found.submitted_at,
        decided_by=str(found.decided_by or ""), decided_at=found.decided_at, is_in_force=found.is_in_force,
        is_latest=found.is_latest, note=found.note, message=found.message, reason=found.reason, as_of=found.as_of,
        vintage=found.vintage, warning=find_outlier(shown, earlier),
    )  # fmt: skip


def get_measurement(pk: int) -> Measurement:
    """The version of a figure, with all that names it; raises Measurement.DoesNotExist. One query."""
    return Measurement.objects.select_related(
        "series__version__indicator",
        "series__territory",
        "series__organisation",
        "series__coalition",
        "category",
        *PEOPLE,
    ).get(pk=pk)


def list_cell_history(measurement_id: int) -> tuple[Cell, ...]:
    """Every version of the figure this one belongs to, newest first. Two queries."""
    one = get_measurement(measurement_id)
    versions = Measurement.objects.filter(series_id=one.series_id, period=one.period, category=one.category)
    found = versions.select_related(*PEOPLE).order_by("-number")
    kind = one.series.version.kind
    return tuple(replace(make_cell(kind, version), warning=None) for version in found)
