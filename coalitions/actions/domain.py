"""May an action's status become another, and must one say why?"""

from __future__ import annotations

from datetime import date

from impactplatform.kernel.decisions import ALLOWED, Decision, Refused

FORWARD = ("idea", "planned", "under_way", "done")
STOPPED = "stopped"


def decide_move(current: str, new: str, reason: str) -> Decision:
    """Forward needs no reason; stopping, going back, starting again and skipping to the end do.

    >>> bool(decide_move("planned", "under_way", "")), bool(decide_move("under_way", "stopped", ""))
    (True, False)
    """
    if new not in (*FORWARD, STOPPED):
        return Refused("unknown_status", {"status": new})
    if new == current:
        return Refused("same_status", {"status": new})
    if needs_reason(current, new) and not reason.strip():
        return Refused("reason_missing", {"status": new})
    return ALLOWED


def needs_reason(current: str, new: str) -> bool:
    """Would people ask why?"""
    if STOPPED in (current, new):
        return True
    return FORWARD.index(new) - FORWARD.index(current) not in (1, 2)


def decide_dates(starts_on: date | None, ends_before: date | None) -> Decision:
    """An action ends after it starts."""
    if starts_on and ends_before and ends_before <= starts_on:
        return Refused("dates_not_in_order", {"starts_on": str(starts_on), "ends_before": str(ends_before)})
    return ALLOWED
