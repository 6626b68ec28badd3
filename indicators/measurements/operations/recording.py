"""How is a figure given, corrected and sent to be read? Each change is a new version; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_own_organisations, list_roles
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.operations import record_entries, record_entry
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.periods import Period
from indicators.catalogue.models import Category, Duty, IndicatorVersion
from indicators.catalogue.operations import get_scope, mark_stale
from indicators.catalogue.queries import find_version
from indicators.measurements.domain import Entry, Warning, check_entry, check_period, find_outlier, find_shown, settle
from indicators.measurements.models import Measurement, Series
from indicators.measurements.queries import find_latest, find_series, list_periods_due
from indicators.measurements.vocabulary import Flag, SeriesRole, State, Status

EARLIER = 12


class CannotRecord(CannotProceed):
    """conflict, approved, negative, numerator_above_denominator, future_period, wrong_frequency, not_expected, retired…"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written (None when an empty cell stayed empty), and what deserves a second look."""

    measurement: Measurement | None
    warnings: tuple[Warning, ...] = ()


@transaction.atomic
def record_measurement(
    *,
    period: Period,
    entry: Entry,
    expected_number: int,
    by: User,
    duty: Duty | None = None,
    series: Series | None = None,
    category: Category | None = None,
) -> Recorded:
    """Give a figure, as a draft: for a duty, or for a series that exists.

    `expected_number` is the version the person saw (0: none); another one since then is a conflict, told with who and
    when. An approved figure is corrected, not recorded again. The same figure and note again changes nothing.
    """
    if duty is not None:
        _require_record(by, duty.coalition, duty.organisation_id)
        series = _open_series(duty, period)
    if series is None:
        raise CannotRecord("not_expected", period=period.code)
    if duty is None:
        _require_record(by, series.coalition, series.organisation_id)
    current = (
        Series.objects.select_for_update(of=("self",))
        .select_related("version__indicator", "territory")
        .get(pk=series.pk)
    )
    _check(current.version, period, entry)
    latest = find_latest(current, period.id, category)
    _check_seen(latest, expected_number)
    if latest is not None and latest.status == Status.APPROVED:
        raise CannotRecord("approved", **_told(latest))
    settled = settle(current.version.kind, entry)
    if latest is None and settled.state == State.PENDING:
        return Recorded(None)
    if latest is not None and latest.status == Status.DRAFT and _says_the_same(latest, settled):
        return Recorded(latest, _warn(current, period, settled, category))
    written = write_version(current, period, settled, latest, by=by, category=category)
    _trail("measurement.recorded", by, written)
    return Recorded(written, _warn(current, period, settled, category))


@transaction.atomic
def correct_measurement(
    *, measurement: Measurement, entry: Entry, reason: str, expected_number: int, by: User
) -> Recorded:
    """Correct an approved figure: a new version with its reason, sent to be read. The old one holds until it is approved."""
    series = (
        Series.objects.select_for_update(of=("self",))
        .select_related("version__indicator", "territory")
        .get(pk=measurement.series_id)
    )
    require("measurement.correct", _roles(by, series.coalition))
    period = Period.from_id(measurement.period)
    category = measurement.category
    if not reason.strip():
        raise CannotRecord("reason_missing")
    _check(series.version, period, entry)
    latest = find_latest(series, measurement.period, category)
    _check_seen(latest, expected_number)
    if latest is None or latest.status != Status.APPROVED:
        raise CannotRecord("not_approved")
    settled = settle(series.version.kind, entry)
    written = write_version(
        series, period, settled, latest, by=by, category=category, reason=reason.strip(), status=Status.SUBMITTED
    )
    _trail("measurement.corrected", by, written)
    mark_stale(indicator=series.version.indicator_id, territories=[series.territory_id], periods=[measurement.period])
    return Recorded(written, _warn(series, period, settled, category))


@transaction.atomic
def submit_measurements(
    *, coalition: Coalition, period: Period, by: User, measurements: Iterable[Measurement] | None = None
) -> int:
    """Send the drafts of a month (those this person may send, or the given ones) to be read. Answers how many."""
    roles, own = list_roles(by, coalition), list_own_organisations(by, coalition)
    if not (decide("measurement.submit", roles) or own):
        require("measurement.submit", roles)
    drafts = Measurement.objects.select_for_update(of=("self",)).filter(
        series__coalition=coalition, is_latest=True, status=Status.DRAFT, period__in=_list_periods(period)
    )
    if measurements is not None:
        drafts = drafts.filter(pk__in=[one.pk for one in measurements])
    related = drafts.select_related("series__version__indicator", "series__territory", "series__organisation")
    mine = [one for one in related if decide("measurement.submit", roles, owns=one.series.organisation_id in own)]
    mine = [one for one in mine if one.state != State.PENDING]
    Measurement.objects.filter(pk__in=[one.pk for one in mine], status=Status.DRAFT).update(
        status=Status.SUBMITTED, submitted_by=by, submitted_at=timezone.now()
    )
    told = [(one, _details(one)) for one in mine]
    record_entries(action="measurement.submitted", by=by, subjects=told, scope=coalition.scope)
    for one in mine:
        mark_stale(
            indicator=one.series.version.indicator_id, territories=[one.series.territory_id], periods=[one.period]
        )
    return len(mine)


def get_or_create_series(
    *,
    version: IndicatorVersion,
    territory: Territory,
    organisation: Organisation | None,
    coalition: Coalition | None,
    source: str = "",
    role: str = SeriesRole.PART,
) -> Series:
    """The series of a contributor; made on its first figure. One that belonged to nobody is taken over by the coalition."""
    found = find_series(version, territory.pk, organisation.pk if organisation else None, coalition)
    if found is not None:
        if found.coalition_id is None and coalition is not None:
            found.coalition = coalition
            found.save(update_fields=["coalition"])
        return found
    taken = Series.objects.filter(
        version=version, territory=territory, organisation=organisation, source=source
    ).exists()
    named = f"{source} ({coalition.slug})"[:200] if taken and coalition is not None else source
    return Series.objects.create(
        version=version, territory=territory, organisation=organisation, coalition=coalition, source=named, role=role
    )


def write_version(
    series: Series,
    period: Period,
    entry: Entry,
    latest: Measurement | None,
    *,
    by: User,
    category: Category | None = None,
    reason: str = "",
    status: str = Status.DRAFT,
) -> Measurement:
    """Write the next version of a figure; the one before is kept, no longer the latest."""
    if latest is not None:
        Measurement.objects.filter(pk=latest.pk).update(is_latest=False)
    sent = {"submitted_by": by, "submitted_at": timezone.now()} if status == Status.SUBMITTED else {}
    flag = entry.flag or (Flag.REVISED if reason else "")
    return Measurement.objects.create(
        series=series, period=period.id, category=category, number=latest.number + 1 if latest else 1, state=entry.state,
        value=entry.value, numerator=entry.numerator, denominator=entry.denominator, n=entry.n, note=entry.note[:500],
        as_of=entry.as_of, vintage=entry.vintage, flag=flag, reason=reason[:300], status=status, entered_by=by, **sent,
    )  # fmt: skip


def _open_series(duty: Duty, period: Period) -> Series:
    indicator = duty.indicator
    version = find_version(indicator, period)
    if version is None or (indicator.retired_on is not None and indicator.retired_on <= period.starts_on):
        raise CannotRecord("retired", indicator=indicator.code)
    months = [month.id for month in period.months()]
    if duty.from_month > months[-1] or (duty.until_month is not None and duty.until_month <= months[0]):
        raise CannotRecord("not_expected", period=period.code)
    if period.level != version.frequency:
        raise CannotRecord("wrong_frequency", period=period.code, frequency=version.frequency)
    return get_or_create_series(
        version=version, territory=duty.territory, organisation=duty.organisation, coalition=duty.coalition
    )


def _check(version: IndicatorVersion, period: Period, entry: Entry) -> None:
    CannotRecord.unless(check_period(period, timezone.localdate()))
    CannotRecord.unless(check_entry(version.kind, entry))


def _check_seen(latest: Measurement | None, expected_number: int) -> None:
    if (latest.number if latest else 0) != expected_number:
        raise CannotRecord("conflict", **(_told(latest) if latest else {"number": 0}))


def _told(latest: Measurement) -> dict[str, object]:
    return {
        "number": latest.number, "state": latest.state, "value": latest.value, "numerator": latest.numerator,
        "denominator": latest.denominator, "n": latest.n, "author": str(latest.entered_by), "at": latest.entered_at,
    }  # fmt: skip


def _says_the_same(latest: Measurement, entry: Entry) -> bool:
    same = (latest.state, latest.value, latest.numerator, latest.denominator, latest.n) == entry.figures
    return same and latest.note == entry.note and (latest.as_of, latest.vintage) == (entry.as_of, entry.vintage)


def _warn(series: Series, period: Period, entry: Entry, category: Category | None) -> tuple[Warning, ...]:
    kind = series.version.kind
    span = period
    ids = []
    for _ in range(EARLIER):
        span = span.previous()
        ids.append(span.id)
    earlier = Measurement.objects.filter(series=series, category=category, period__in=ids, is_latest=True).order_by(
        "period"
    )
    known = [find_shown(kind, one.state, one.value, one.numerator, one.denominator) for one in earlier]
    shown = find_shown(kind, entry.state, entry.value, entry.numerator, entry.denominator)
    warning = find_outlier(shown, known)
    return (warning,) if warning else ()


def _list_periods(month: Period) -> list[int]:
    """The month, and the quarter and years that end with it."""
    due = [list_periods_due(level, month) for level in ("month", "quarter", "year", "school_year")]
    return [period.id for period in due if period is not None]


def _roles(by: User, coalition: Coalition | None) -> frozenset[str]:
    return list_roles(by, coalition) if coalition is not None else list_platform_roles(by)


def _require_record(by: User, coalition: Coalition | None, organisation_id: int | None) -> None:
    own = list_own_organisations(by, coalition) if coalition is not None else frozenset()
    require("measurement.record", _roles(by, coalition), owns=organisation_id in own)


def _details(one: Measurement) -> dict[str, object]:
    return {
        "indicator": one.series.version.indicator.code,
        "place": one.series.territory.name,
        "period": Period.from_id(one.period).code,
        "number": one.number,
        "state": one.state,
    }


def _trail(action: str, by: User, written: Measurement) -> None:
    scope = get_scope(written.series.coalition)
    record_entry(
        action=action, by=by, subject=written, scope=scope, details={**_details(written), "reason": written.reason}
    )
