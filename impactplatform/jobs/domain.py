"""Is a job tried again, how far is it, and how long will it still take?"""

from __future__ import annotations

from dataclasses import dataclass

ATTEMPTS_AT_MOST = 3
STALE_SECONDS = (
    45  # a worker says it lives every second, or how long it will be silent; beyond this it is taken for dead
)
PAUSES = (0, 30, 120)  # seconds before the second, third … try


def pause_before_retry(attempts: int) -> int | None:
    """Seconds to wait after `attempts` failed tries, or None when the job has had its chances.

    >>> pause_before_retry(1), pause_before_retry(2), pause_before_retry(3)
    (0, 30, None)
    """
    return PAUSES[attempts - 1] if 0 < attempts < ATTEMPTS_AT_MOST else None


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a job is: whole percents, the quarter passed (0, 25, 50, 75, 100), and seconds left or None."""

    percent: int
    quarter: int
    seconds_left: int | None


def measure_distance(done: int, total: int, elapsed: float) -> Distance:
    """Work of unknown length (`total` 0) is at its start.

    >>> measure_distance(140, 300, 14.0)
    Distance(percent=46, quarter=25, seconds_left=16)
    """
    if total <= 0:
        return Distance(0, 0, None)
    done = min(done, total)
    percent = done * 100 // total
    left = round(elapsed * (total - done) / done) if done and elapsed >= 1 else None
    return Distance(percent, percent // 25 * 25, left)
