"""How do twenty-four months of invented figures enter? As people enter them: typed, handed in, read by somebody else."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from zlib import crc32

from impactplatform.accounts.models import User
from impactplatform.kernel.periods import Period
from impactplatform.site.demo.copies import copy_tracks, find_original
from impactplatform.site.demo.people import LOCK, MILLERS, PEOPLE, WEAVERS
from impactplatform.site.demo.stage import MONTHS, Stage
from impactplatform.site.demo.tracks import (
    AFTER_BREAK,
    BREAK,
    CORRECTION,
    INTERRUPTIONS,
    NOT_YET,
    STILL_DRAFT,
    TRACKS,
    Track,
)
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import Duty, Indicator
from indicators.catalogue.operations import assign_duty, create_indicator, load_library, revise_indicator
from indicators.measurements.domain import Entry
from indicators.measurements.models import Measurement
from indicators.measurements.operations import (
    approve_measurements,
    correct_measurement,
    finish_month,
    record_measurement,
    submit_measurements,
)

HOLIDAYS = {7, 8}
# who enters for the coalition itself, and who reads what others handed in
WRITER = {WEAVERS: "awa@tisserands.example", MILLERS: "hugo@meuniers.example", LOCK: "maude@ecluse.example"}
READER = {WEAVERS: "lea@tisserands.example", MILLERS: "hugo@meuniers.example", LOCK: "felix@ecluse.example"}


def make_figures(stage: Stage) -> None:
    """The shared library, own indicators, duties, then month after month; last a correction."""
    stage.counts["library"] += load_library(by=stage.system)
    tracks = [*TRACKS, *copy_tracks(stage.scale)]
    duties = {track: define_track(stage, track, position) for position, track in enumerate(tracks)}
    for ago in range(MONTHS, 0, -1):
        if ago == BREAK[1]:
            break_series(stage)
        fill_month(stage, duties, ago)
    correct_one(stage)


def define_track(stage: Stage, track: Track, position: int) -> list[Duty]:
    """The indicator of a coalition and one duty for each of its places."""
    coordinator = stage.people[WRITER[find_original(track.coalition)]]
    coalition = stage.coalitions[track.coalition]
    version = create_indicator(
        code=track.code, definition=Definition(**track.definition), coalition=coalition, change_code=track.change,
        is_fictitious=True, by=coordinator,
    )  # fmt: skip
    stage.counts["indicators"] += 1
    return [
        assign_duty(
            coalition=coalition, indicator=version.indicator, territory=stage.places[place], from_month=stage.month(MONTHS),
            organisation=stage.organisations[track.giver] if track.giver else None, position=position,
            by=coordinator,
        )
        for place in track.places
    ]  # fmt: skip


def fill_month(stage: Stage, duties: dict[Track, list[Duty]], ago: int) -> None:
    """Every figure of a month, handed in by whom typed it and approved by another; the latest month is still open."""
    month, written = stage.month(ago), defaultdict[tuple[str, User], list[Measurement]](list)
    for track, own in duties.items():
        by = writer_of(stage, track)
        typed = [record(stage, track, position, duty, ago) for position, duty in enumerate(own)]
        if ago > 1 or track.code not in STILL_DRAFT:
            written[track.coalition, by] += [one for one in typed if one is not None]
    for (coalition, by), measurements in written.items():
        submit_measurements(coalition=stage.coalitions[coalition], period=month, measurements=measurements, by=by)
        if ago > 1:
            handed_in = Measurement.objects.filter(pk__in=[one.pk for one in measurements])
            approve_measurements(measurements=handed_in, by=stage.people[READER[find_original(coalition)]])
    for slug in (WEAVERS, LOCK) if ago > 1 else ():
        finish_month(coalition=stage.coalitions[slug], period=month, by=stage.people[READER[slug]])


def record(stage: Stage, track: Track, position: int, duty: Duty, ago: int) -> Measurement | None:
    """One cell typed; None when the month holds none, or nobody filled it in."""
    period = period_of(track, stage.month(ago))
    entry = make_entry(track, position, period, ago) if period else None
    if period is None or entry is None or (ago == 1 and (track.code, track.places[position]) in NOT_YET):
        return None
    stage.counts["measurements"] += 1
    by = writer_of(stage, track)
    return record_measurement(duty=duty, period=period, entry=entry, expected_number=0, by=by).measurement


def period_of(track: Track, month: Period) -> Period | None:
    """The month itself, or the quarter that ends with it; None in the other months of a quarter."""
    if track.definition.get("frequency") != "quarter":
        return month
    quarter = month.parents()[0]
    return quarter if quarter.ends_before == month.ends_before else None


def make_entry(track: Track, position: int, period: Period, ago: int) -> Entry | None:
    """The invented cell; None when nobody filled it in. The same on every machine in the same month."""
    place, calendar = track.places[position], period.ends_before.month - 1 or 12
    state = INTERRUPTIONS.get((track.code, place, ago))
    if state is not None:
        return Entry(state=state, value=Decimal(0) if state == "zero" else None) if state else None
    if "presence-ecole" in track.code and calendar in HOLIDAYS:
        return Entry(state="na")
    level = level_of(track, position, period, ago)
    if track.definition["kind"] == "share":
        whole = track.whole[position] + stray(f"{track.code}{place}{period}w", track.whole[position] // 40)
        part = whole * level // 100 + stray(f"{track.code}{place}{period}p", whole // 200)
        return Entry(numerator=Decimal(part), denominator=Decimal(whole))
    if track.definition["kind"] == "mean":
        return Entry(value=Decimal(level) / 10, n=track.whole[position] + stray(f"{place}{period}", 3))
    return Entry(value=Decimal(level)) if level else Entry(state="zero", value=Decimal(0))


def level_of(track: Track, position: int, period: Period, ago: int) -> int:
    calendar = period.ends_before.month - 1 or 12
    level = track.bases[position] + track.yearly * (MONTHS - ago) // 12 + track.season[calendar - 1]
    level += stray(f"{track.code}{track.places[position]}{period}", track.wobble)
    return max(0, level + (AFTER_BREAK if track.code == BREAK[0] and ago <= BREAK[1] else 0))


def stray(seed: str, most: int) -> int:
    """A number from -most to most that depends on the text alone."""
    return crc32(seed.encode()) % (2 * most + 1) - most


def writer_of(stage: Stage, track: Track) -> User:
    """The partner whose organisation gives the figure, else the coordinator."""
    seated = (person.email for person in PEOPLE for seat in person.seats if seat[1:] == ("partner", track.giver))
    return stage.people[next(seated, WRITER[find_original(track.coalition)])]


def break_series(stage: Stage) -> None:
    """From that month on the definition is another one, and no bridge is declared."""
    code, ago, note_fr, note_en, changed = BREAK
    track = next(track for track in TRACKS if track.code == code)
    definition = Definition(
        **{**track.definition, **changed},
        starts_on=stage.month(ago).starts_on,
        break_note_fr=note_fr,
        break_note_en=note_en,
    )
    revise_indicator(
        indicator=Indicator.objects.get(code=code), definition=definition, by=stage.people[WRITER[track.coalition]]
    )


def correct_one(stage: Stage) -> None:
    """A figure approved long ago was wrong: a new version with its reason, read by the second coordinator."""
    code, place, ago, value, reason = CORRECTION
    wrong = Measurement.objects.get(
        series__version__indicator__code=code, series__territory=stage.places[place], period=stage.month(ago).id,
        is_in_force=True,
    )  # fmt: skip
    corrected = correct_measurement(
        measurement=wrong, entry=Entry(value=Decimal(value)), reason=reason, expected_number=wrong.number,
        by=stage.people[WRITER[WEAVERS]],
    ).measurement  # fmt: skip
    if corrected is not None:
        approve_measurements(measurements=[corrected], by=stage.people[READER[WEAVERS]])
