"""How does a test ask for a figure, give it and approve it, in few words?"""

from __future__ import annotations

from decimal import Decimal

from coalitions.organisations.models import Organisation
from impactplatform.kernel.periods import Period
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import Duty
from indicators.catalogue.operations import assign_duty, create_indicator
from indicators.measurements.domain import Entry
from indicators.measurements.models import Measurement
from indicators.measurements.operations import approve_measurement, record_measurement, submit_measurements
from tests.people import Side

MARCH = Period.parse("2026-03")
JANUARY = Period.parse("2024-01")


def ask(
    side: Side, code: str = "ateliers", kind: str = "flow", organisation: Organisation | None = None, **more: object
) -> Duty:
    definition = Definition("Ateliers tenus", "ateliers", kind, threshold=0, **more)
    version = create_indicator(
        code=f"{side.coalition.slug}-{code}", definition=definition, by=side.coordinator, coalition=side.coalition
    )
    place = side.coalition.places.first().territory
    return assign_duty(
        coalition=side.coalition,
        indicator=version.indicator,
        territory=place,
        from_month=JANUARY,
        organisation=organisation,
        by=side.coordinator,
    )


def number(value: object) -> Entry:
    return Entry(value=Decimal(str(value)))


def give(duty: Duty, value: object, side: Side, period: Period = MARCH, seen: int = 0) -> Measurement:
    recorded = record_measurement(
        duty=duty, period=period, entry=number(value), expected_number=seen, by=side.coordinator
    )
    assert recorded.measurement is not None
    return recorded.measurement


def give_approved(duty: Duty, value: object, side: Side, period: Period = MARCH) -> Measurement:
    figure = give(duty, value, side, period)
    submit_measurements(coalition=side.coalition, period=period, by=side.coordinator)
    figure.refresh_from_db()
    return approve_measurement(measurement=figure, expected_number=1, by=side.second_coordinator)
