"""Which moves of an action ask for a reason?"""

from __future__ import annotations

from datetime import date

import pytest

from coalitions.actions.domain import FORWARD, STOPPED, decide_dates, decide_move
from impactplatform.kernel.decisions import Refused

ALL = (*FORWARD, STOPPED)
FREE = {
    ("idea", "planned"),
    ("idea", "under_way"),
    ("planned", "under_way"),
    ("planned", "done"),
    ("under_way", "done"),
}


@pytest.mark.parametrize("current", ALL)
@pytest.mark.parametrize("new", ALL)
def test_every_move(current: str, new: str) -> None:
    bare, explained = decide_move(current, new, " "), decide_move(current, new, "Parce que")
    if current == new:
        assert isinstance(explained, Refused)
        assert explained.code == "same_status"
    else:
        assert explained
        assert bool(bare) == ((current, new) in FREE)


def test_an_unknown_status_is_refused() -> None:
    refused = decide_move("idea", "lost", "x")
    assert isinstance(refused, Refused)
    assert refused.code == "unknown_status"


def test_an_action_ends_after_it_starts() -> None:
    assert decide_dates(None, date(2024, 1, 1))
    assert decide_dates(date(2024, 1, 1), date(2024, 1, 2))
    assert not decide_dates(date(2024, 1, 1), date(2024, 1, 1))
