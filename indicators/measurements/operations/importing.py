"""How do many figures enter at once? A plan first; then all of it in one transaction, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_roles
from coalitions.territories.models import Territory
from impactplatform.accounts.domain import ADMIN, SYSTEM, decide
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import get_system_user, list_platform_roles
from impactplatform.audit.operations import record_entries
from impactplatform.kernel.periods import Period
from indicators.catalogue.models import Category, Duty, IndicatorVersion
from indicators.catalogue.operations import get_scope, mark_stale
from indicators.measurements.domain import Entry
from indicators.measurements.models import Measurement, Series
from indicators.measurements.vocabulary import SeriesRole, State, Status

BATCH = 1000
REASON = "import"
Key = tuple[int, int, int, int]  # version, territory, period, category


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a file, with everything it names found."""

    number: int
    version: IndicatorVersion
    territory: Territory
    period: Period
    category: Category | None
    entry: Entry
    source: str = ""

    @property
    def key(self) -> Key:
        return (self.version.pk, self.territory.pk, self.period.id, self.category.pk if self.category else 0)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do. `forbidden` are the rows this person may not write."""

    created: int = 0
    corrected: int = 0
    unchanged: int = 0
    forbidden: tuple[int, ...] = ()


@transaction.atomic
def import_figures(*, rows: Sequence[FigureRow], by: User, commit: bool = True, approves: bool = False) -> Imported:
    """Write the figures that are new or differ; a correction is a new version. Queries grow by batches, not by row.

    Without approval they wait to be read by somebody else. `approves` puts them in force at once: an act of the host, for
    figures published elsewhere; nobody approves what they sent, so the platform's own account decides.
    """
    series = _load_series(rows)
    latest = _load_latest(rows)
    coalitions = _find_coalitions(rows, series)
    if forbidden := _list_forbidden(rows, coalitions, by, approves=approves):
        return Imported(forbidden=forbidden)
    changed = [(row, latest.get(row.key)) for row in rows if _differs(row, latest.get(row.key), approves=approves)]
    corrected = sum(1 for _, before in changed if before is not None)
    counts = Imported(len(changed) - corrected, corrected, len(rows) - len(changed))
    if commit and changed:
        _write(changed, series, coalitions, by, approves=approves)
    return counts


def _differs(row: FigureRow, before: Measurement | None, *, approves: bool) -> bool:
    if before is None:
        return row.entry.state != State.PENDING
    figures = (before.state, before.value, before.numerator, before.denominator, before.n)
    return figures != row.entry.figures or (approves and before.status != Status.APPROVED)


def _write(
    changed: Sequence[tuple[FigureRow, Measurement | None]],
    series: dict[tuple[int, int], Series],
    coalitions: Mapping[tuple[int, int], Coalition | None],
    by: User,
    *,
    approves: bool,
) -> None:
    _make_series([row for row, _ in changed], series, coalitions)
    replaced = [before.pk for _, before in changed if before is not None]
    for start in range(0, len(replaced), BATCH):
        part = Measurement.objects.filter(pk__in=replaced[start : start + BATCH])
        part.update(is_latest=False)
    if approves:
        _retire_in_force(changed)
    status = _status_columns(by, approves=approves)
    written = Measurement.objects.bulk_create(
        [_make_measurement(row, before, series, by, status) for row, before in changed], batch_size=BATCH
    )
    _trail(written, by, approves=approves)
    touched: dict[int, tuple[set[int], set[int]]] = {}
    for row, _ in changed:
        places, periods = touched.setdefault(row.version.indicator_id, (set(), set()))
        places.add(row.territory.pk)
        periods.add(row.period.id)
    for indicator, (places, periods) in touched.items():
        mark_stale(indicator=indicator, territories=places, periods=periods)


def _retire_in_force(changed: Iterable[tuple[FigureRow, Measurement | None]]) -> None:
    """What was in force stops being so, for figures that had a version already."""
    wanted = {row.key for row, before in changed if before is not None}
    series = {before.series_id for _, before in changed if before is not None}
    listed = sorted(series)
    found: list[int] = []
    for start in range(0, len(listed), BATCH):
        part = Measurement.objects.filter(series_id__in=listed[start : start + BATCH], is_in_force=True)
        columns = part.values_list("id", "series__version_id", "series__territory_id", "period", "category_id")
        found += [pk for pk, *key in columns if (key[0], key[1], key[2], key[3] or 0) in wanted]
    for start in range(0, len(found), BATCH):
        Measurement.objects.filter(pk__in=found[start : start + BATCH]).update(is_in_force=False)


def _make_measurement(
    row: FigureRow,
    before: Measurement | None,
    series: Mapping[tuple[int, int], Series],
    by: User,
    status: Mapping[str, object],
) -> Measurement:
    entry = row.entry
    return Measurement(
        series=series[row.version.pk, row.territory.pk], period=row.period.id, category=row.category,
        number=before.number + 1 if before else 1, state=entry.state, value=entry.value, numerator=entry.numerator,
        denominator=entry.denominator, n=entry.n, as_of=entry.as_of, vintage=entry.vintage, flag=entry.flag, note=entry.note,
        reason=REASON if before else "", entered_by=by, **status,
    )  # fmt: skip


def _status_columns(by: User, *, approves: bool) -> dict[str, object]:
    now: datetime = timezone.now()
    if not approves:
        return {"status": Status.SUBMITTED, "submitted_by": by, "submitted_at": now}
    host = get_system_user()
    sender = None if by.pk == host.pk else by
    return {
        "status": Status.APPROVED, "is_in_force": True, "submitted_by": sender, "submitted_at": now, "decided_by": host, "decided_at": now,
    }  # fmt: skip


def _make_series(
    rows: Iterable[FigureRow],
    series: dict[tuple[int, int], Series],
    coalitions: Mapping[tuple[int, int], Coalition | None],
) -> None:
    wanted: dict[tuple[int, int], Series] = {}
    for row in rows:
        key = (row.version.pk, row.territory.pk)
        if key not in series and key not in wanted:
            wanted[key] = Series(
                version=row.version,
                territory=row.territory,
                coalition=coalitions.get(key),
                source=row.source[:200],
                role=SeriesRole.PART,
            )
    for made in Series.objects.bulk_create(wanted.values(), batch_size=BATCH):
        series[made.version_id, made.territory_id] = made


def _load_series(rows: Iterable[FigureRow]) -> dict[tuple[int, int], Series]:
    """The series of the place itself (of no organisation) for each version and place. One query."""
    versions = {row.version.pk: row.version for row in rows}
    places = {row.territory.pk: row.territory for row in rows}
    found: dict[tuple[int, int], Series] = {}
    listed = Series.objects.filter(version__in=versions, organisation__isnull=True).exclude(role=SeriesRole.OFFICIAL)
    for one in listed.select_related("coalition").order_by("-id"):
        if one.territory_id in places:
            one.version, one.territory = versions[one.version_id], places[one.territory_id]
            found[one.version_id, one.territory_id] = one
    return found


def _load_latest(rows: Iterable[FigureRow]) -> dict[Key, Measurement]:
    """The newest version of each figure of the file, of the place itself. One query for each version and period."""
    groups: dict[tuple[int, int], set[int]] = {}
    for row in rows:
        groups.setdefault((row.version.pk, row.period.id), set()).add(row.territory.pk)
    found: dict[Key, Measurement] = {}
    for (version, period), places in groups.items():
        listed = Measurement.objects.filter(
            series__version_id=version, series__organisation__isnull=True, period=period, is_latest=True
        ).exclude(series__role=SeriesRole.OFFICIAL)
        if len(places) <= BATCH // 2:
            listed = listed.filter(series__territory_id__in=places)
        for one in listed.select_related("series").order_by("-series_id"):
            if one.series.territory_id in places:
                found[version, one.series.territory_id, period, one.category_id or 0] = one
    return found


def _find_coalitions(
    rows: Iterable[FigureRow], series: Mapping[tuple[int, int], Series]
) -> dict[tuple[int, int], Coalition | None]:
    """Whose figure each is: that of the series, of the coalition that expects it, else of the indicator. One query."""
    versions = {row.version.pk: row.version for row in rows}
    expected: dict[tuple[int, int], Coalition] = {}
    for duty in Duty.objects.filter(indicator__in={v.indicator_id for v in versions.values()}).select_related(
        "coalition"
    ):
        expected.setdefault((duty.indicator_id, duty.territory_id), duty.coalition)
    found: dict[tuple[int, int], Coalition | None] = {}
    for row in rows:
        key = (row.version.pk, row.territory.pk)
        owner = series[key].coalition if key in series else None
        found[key] = (
            owner or expected.get((row.version.indicator_id, row.territory.pk)) or row.version.indicator.coalition
        )
    return found


def _list_forbidden(
    rows: Sequence[FigureRow], coalitions: Mapping[tuple[int, int], Coalition | None], by: User, *, approves: bool
) -> tuple[int, ...]:
    """The rows this person may not write: a coalition's are for those it lets import, the others for the host."""
    platform = list_platform_roles(by)
    if SYSTEM in platform:
        return ()
    verbs = ["import.confirm", *(["measurement.approve"] if approves else [])]
    may: dict[int | None, bool] = {None: ADMIN in platform}
    for coalition in coalitions.values():
        if coalition is not None and coalition.pk not in may:
            roles = list_roles(by, coalition)
            may[coalition.pk] = all(decide(verb, roles) for verb in verbs)

    def owner(row: FigureRow) -> int | None:
        coalition = coalitions[row.version.pk, row.territory.pk]
        return coalition.pk if coalition else None

    return tuple(row.number for row in rows if not may[owner(row)])


def _trail(written: Sequence[Measurement], by: User, *, approves: bool) -> None:
    """An entry for each figure, in the trail of its coalition."""
    action = "measurement.imported_approved" if approves else "measurement.imported"
    scopes: dict[str, list[tuple[Measurement, dict[str, object]]]] = {}
    for one in written:
        details: dict[str, object] = {
            "number": one.number,
            "state": one.state,
            "period": Period.from_id(one.period).code,
        }
        scopes.setdefault(get_scope(one.series.coalition), []).append((one, details))
    for scope, subjects in scopes.items():
        record_entries(action=action, by=by, subjects=subjects, scope=scope)
