"""Who and what is already on the stage while the demonstration is being made?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from impactplatform.accounts.models import User
from impactplatform.kernel.periods import MONTH, Period

MONTHS = 24


def keep_silent(text: str) -> None:
    """Nobody is listening."""


@dataclass
class Stage:
    """Everything made so far, by the name the tables use. `today` decides which 24 months have figures."""

    today: date
    system: User
    say: Callable[[str], None] = keep_silent
    scale: int = 1
    password: str = ""
    people: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    coalitions: dict[str, Coalition] = field(default_factory=dict)
    places: dict[str, Territory] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def month(self, ago: int) -> Period:
        """The month that lies `ago` months before the present one."""
        return Period(MONTH, Period.month_of(self.today).first_month - ago)

    def day(self, ago: int, day: int = 1) -> date:
        """A day of that month; never after today."""
        return min(self.month(ago).starts_on.replace(day=day), self.today)
