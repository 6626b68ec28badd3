"""A coalition at its desk: twelve figures are due for the month, in one place, and last month was given."""

from __future__ import annotations

from decimal import Decimal

from coalitions.territories.models import Territory
from impactplatform.accounts.models import User
from impactplatform.kernel.periods import Period
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import Duty
from indicators.catalogue.operations import assign_duty, create_indicator
from indicators.measurements.domain import Entry
from indicators.measurements.models import Measurement
from indicators.measurements.operations import approve_measurements, record_measurement, submit_measurements
from tests.people import Side

MARCH = Period.parse("2026-03")
NAMES = (
    "Présence à l’école", "Familles suivies", "Logements traités", "Habitants aux rencontres", "Jeunes en emploi", "Paniers distribués",
    "Adultes en atelier", "Places de garde", "Demandes sans réponse", "Bénévoles actifs", "Décisions mises en œuvre", "Jardins ouverts",
)  # fmt: skip


def place_of(side: Side, number: int = 1) -> Territory:
    return Territory.objects.get(code=f"{side.coalition.slug[:6]}-{number}")


def follow(
    side: Side,
    name: str,
    *,
    kind: str = "flow",
    place: Territory | None = None,
    position: int = 0,
    giver: object = None,
    **more: object,
) -> Duty:
    """An indicator of the coalition's own, expected from January 2026 in a place."""
    definition = Definition(
        name_fr=name, unit_fr=str(more.pop("unit_fr", "personnes")), kind=kind, direction="up", **more
    )  # type: ignore[arg-type]
    code = (
        f"{side.coalition.slug}-{name}".lower().replace(" ", "-").replace("’", "-").encode("ascii", "ignore").decode()
    )
    version = create_indicator(code=code, definition=definition, by=side.coordinator, coalition=side.coalition)
    return assign_duty(
        coalition=side.coalition, indicator=version.indicator, territory=place or place_of(side), from_month=Period.parse("2026-01"),
        by=side.coordinator, position=position, organisation=giver,  # type: ignore[arg-type]
    )  # fmt: skip


def give(duty: Duty, period: Period, by: User, value: str = "", number: int = 0, **entry: object) -> Measurement:
    """A draft figure for a duty."""
    filled = Entry(value=Decimal(value), **entry) if value else Entry(**entry)  # type: ignore[arg-type]
    recorded = record_measurement(duty=duty, period=period, entry=filled, expected_number=number, by=by)
    assert recorded.measurement is not None
    return recorded.measurement


def publish(side: Side, period: Period) -> None:
    """One coordinator sends the month, the other approves it."""
    submit_measurements(coalition=side.coalition, period=period, by=side.coordinator)
    waiting = Measurement.objects.filter(series__coalition=side.coalition, status="submitted", is_latest=True)
    approve_measurements(measurements=waiting, by=side.second_coordinator)


def twelve(side: Side) -> list[Duty]:
    """Twelve duties, the first a share; February is approved."""
    duties = [follow(side, name, kind="share" if n == 0 else "flow", position=n) for n, name in enumerate(NAMES)]
    for number, duty in enumerate(duties):
        if number == 0:
            give(duty, MARCH.previous(), side.coordinator, numerator=Decimal(84), denominator=Decimal(100))
        else:
            give(duty, MARCH.previous(), side.coordinator, str(10 + number))
    publish(side, MARCH.previous())
    return duties
