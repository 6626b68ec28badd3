"""Which pots do the tests of the common pot find ready?"""

from __future__ import annotations

import pytest

from tests.coalitions.funding.pots import Pot, fill_worked_example, open_pot
from tests.people import Side


@pytest.fixture
def pot(ours: Side) -> Pot:
    """An empty pot in dollars, with its actions and funders."""
    return open_pot(ours)


@pytest.fixture
def full(pot: Pot) -> Pot:
    """The same, with what the worked example pays in."""
    fill_worked_example(pot)
    return pot
