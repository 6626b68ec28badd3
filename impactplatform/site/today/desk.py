"""What is on somebody's desk today: what is due, what waits to be read, what moved?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_coalitions_of, list_roles
from coalitions.funding.models import Fund
from coalitions.funding.queries import list_funds_of
from impactplatform.accounts.domain import ADMIN, COACH, COORDINATOR, PARTNER
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.charts.words import say_change, say_of_period, say_value
from impactplatform.jobs.models import Job
from impactplatform.jobs.queries import list_own_jobs
from impactplatform.kernel.periods import Period
from indicators.aggregation.queries import Summary, list_summaries
from indicators.catalogue.vocabulary import Kind
from indicators.measurements.queries import get_month_grid, list_review_queue
from indicators.measurements.vocabulary import State, Status

MOST_TASKS, MOST_MOVES = 5, 5
YEAR_AND_MONTH = 13


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the list: the whole line is the link. `state` is todo, started, done or blocked."""

    title: str
    url: str
    state: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A figure that went somewhere: what it is now, how much it changed since the one before."""

    name: str
    place: str
    period: Period | None
    text: str
    change: str
    status: str
    url: str


@dataclass(frozen=True, slots=True)
class CoalitionDesk:
    """One of somebody's coalitions, with what they are there."""

    coalition: Coalition
    roles: frozenset[str]
    tasks: list[Task]
    moves: list[Move]

    @property
    def is_coordinator(self) -> bool:
        return COORDINATOR in self.roles

    @property
    def is_coach_only(self) -> bool:
        return COACH in self.roles and not self.roles & {COORDINATOR, PARTNER}


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole page."""

    name: str
    coalitions: list[CoalitionDesk]
    funds: list[Fund]
    jobs: list[Job]
    is_admin: bool

    @property
    def tasks(self) -> list[Task]:
        """Open tasks of every coalition, five at most; done ones last."""
        found = [task for one in self.coalitions for task in one.tasks]
        return sorted(found, key=lambda task: task.state == "done")[:MOST_TASKS]

    @property
    def open_tasks(self) -> int:
        return sum(task.state != "done" for task in self.tasks)

    @property
    def is_bare(self) -> bool:
        """Nothing is theirs yet."""
        return not (self.coalitions or self.funds or self.is_admin)

    @property
    def is_fictitious(self) -> bool:
        return any(one.coalition.is_fictitious for one in self.coalitions)


def compose_desk(user: User) -> Desk:
    """About ten queries for each coalition somebody belongs to."""
    month = Period.month_of(timezone.localdate()).previous()
    desks = [_coalition_desk(coalition, user, month) for coalition in list_coalitions_of(user)]
    return Desk(
        name=user.get_short_name(), coalitions=desks, funds=list(list_funds_of(user)),
        jobs=list(list_own_jobs(user).filter(state__in=[Job.State.WAITING, Job.State.RUNNING])[:MOST_TASKS]),
        is_admin=ADMIN in list_platform_roles(user),
    )  # fmt: skip


def _coalition_desk(coalition: Coalition, user: User, month: Period) -> CoalitionDesk:
    roles = list_roles(user, coalition)
    tasks: list[Task] = []
    if roles & {COORDINATOR, PARTNER}:
        tasks += _figure_tasks(coalition, user, month)
    if COORDINATOR in roles:
        tasks += _review_task(coalition, user)
    moves = _list_moves(list_summaries(coalition, public=False))
    return CoalitionDesk(coalition, roles, tasks, moves)


def _list_moves(summaries: Iterable[Summary]) -> list[Move]:
    """Those that go one way or the other first, then the steady ones; five at most."""
    known = [one for one in summaries if one.value is not None]
    return [_move(one) for one in sorted(known, key=lambda one: one.status not in {"ok", "slipping"})[:MOST_MOVES]]


def _move(one: Summary) -> Move:
    language = get_language() or "fr"
    unit = "%" if one.kind == Kind.SHARE else one.unit
    place = urlencode({"place": f"{one.place.scheme}:{one.place.code}"})
    return Move(
        one.name, one.place.name, one.period, say_value(one.value or Decimal(0), unit, language), _say_year(one, unit, language), one.status,
        f"{reverse('aggregation:indicator', args=[one.indicator_code])}?{place}",
    )  # fmt: skip


def _say_year(one: Summary, unit: str, language: str) -> str:
    """The change since the same month a year before, which is what the status speaks of; nothing when it is not known."""
    before, now = (one.trend[0], one.trend[-1]) if len(one.trend) == YEAR_AND_MONTH else (None, None)
    if before is None or now is None:
        return ""
    return gettext("%(change)s in a year") % {"change": say_change(now - before, unit, language)}


def _figure_tasks(coalition: Coalition, user: User, month: Period) -> list[Task]:
    """The month's figures this person may write, and those that were sent back."""
    grid = get_month_grid(coalition, month, user)
    own = [row for row in grid.rows if row.may_write]
    if not own:
        return []
    done = sum(bool(row.cell.number) and row.cell.state != State.PENDING for row in own)
    url = reverse("measurements:month", args=[coalition.slug, month.code])
    words = {"of_month": say_of_period(month, get_language() or "fr"), "done": done, "expected": len(own)}
    state = "done" if grid.finished else "started" if done else "todo"
    tasks = [Task(gettext("Figures %(of_month)s: %(done)s of %(expected)s") % words, url, state, coalition.name)]
    returned = sum(row.cell.status == Status.RETURNED for row in own)
    if returned:
        text = ngettext(
            "%(count)s figure was sent back: look at it again",
            "%(count)s figures were sent back: look at them again",
            returned,
        )
        tasks.append(Task(text % {"count": returned}, url, "todo", coalition.name))
    return tasks


def _review_task(coalition: Coalition, user: User) -> list[Task]:
    waiting = sum(item.may_decide for item in list_review_queue(coalition, user))
    if not waiting:
        return []
    text = ngettext("%(count)s figure to review", "%(count)s figures to review", waiting) % {"count": waiting}
    return [Task(text, reverse("measurements:review", args=[coalition.slug]), "todo", coalition.name)]


def greet(desk: Desk) -> dict[str, Any]:
    """The heading: "Hello Awa. Three things for today"."""
    count = desk.open_tasks
    if not count:
        return {"name": desk.name, "words": gettext("All caught up. A good moment to call someone.")}
    words = {
        1: gettext("One thing for today."), 2: gettext("Two things for today."), 3: gettext("Three things for today."),
        4: gettext("Four things for today."),
    }.get(count, gettext("Five things for today."))  # fmt: skip
    return {"name": desk.name, "words": words}
