"""How is a figure given, sent, approved, returned, corrected and withdrawn, and a month finished?"""

from indicators.measurements.operations.deciding import (
    CannotDecide,
    approve_measurement,
    approve_measurements,
    return_measurement,
    withdraw_measurement,
)
from indicators.measurements.operations.months import finish_month, reopen_month
from indicators.measurements.operations.recording import (
    CannotRecord,
    Recorded,
    correct_measurement,
    get_or_create_series,
    record_measurement,
    submit_measurements,
)

__all__ = [
    "CannotDecide",
    "CannotRecord",
    "Recorded",
    "approve_measurement",
    "approve_measurements",
    "correct_measurement",
    "finish_month",
    "get_or_create_series",
    "record_measurement",
    "reopen_month",
    "return_measurement",
    "submit_measurements",
    "withdraw_measurement",
]
