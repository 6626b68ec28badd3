"""What did this place count this month? The screen where a coordinator types twelve figures in ninety seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import Person, get_coalition
from coalitions.funding.queries import list_roles
from coalitions.territories.models import Territory
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import gate
from impactplatform.charts.words import say_of_period, say_period
from impactplatform.kernel.periods import MONTH, NotAPeriod, Period
from indicators.measurements.queries import GridRow, MonthGrid, get_month_grid, list_review_queue
from indicators.measurements.views.rows import Outcome, build_faces
from indicators.measurements.vocabulary import State


@dataclass(frozen=True, slots=True)
class PlaceTab:
    """One of the places of the coalition, with how far its month is."""

    name: str
    url: str
    done: int
    expected: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is at the page of which month, and what they may do there."""

    coalition: Coalition
    month: Period
    roles: frozenset[str]
    grid: MonthGrid
    place: Territory | None
    by: Person

    @property
    def rows(self) -> list[GridRow]:
        """The rows of the chosen place."""
        return [row for row in self.all_rows if self.place is None or row.place.pk == self.place.pk]

    @property
    def all_rows(self) -> list[GridRow]:
        """Every row this person may see: a partner sees those of their own organisation."""
        sees_all = bool(decide("measurement.view_draft", self.roles))
        return [row for row in self.grid.rows if sees_all or row.may_write]

    def may(self, verb: str) -> bool:
        return bool(decide(verb, self.roles))

    def address(self, name: str = "month", month: Period | None = None, **query: str) -> str:
        url = reverse(f"measurements:{name}", args=[self.coalition.slug, (month or self.month).code])
        chosen = {"place": f"{self.place.scheme}:{self.place.code}"} if self.place and len(self.places) > 1 else {}
        return f"{url}?{urlencode(chosen | query)}" if chosen | query else url

    @property
    def places(self) -> list[Territory]:
        return sorted({row.place.pk: row.place for row in self.all_rows}.values(), key=lambda place: place.name)


def read_month(code: str) -> Period:
    """The month an address names; anything else is no page."""
    try:
        month = Period.parse(code)
    except NotAPeriod as error:
        raise Http404 from error
    if month.level != MONTH:
        raise Http404
    return month


def find_coalition(slug: str) -> Coalition:
    try:
        return get_coalition(slug)
    except Coalition.DoesNotExist as error:
        raise Http404 from error


def open_desk(request: HttpRequest, slug: str, code: str, verb: str = "measurement.view_draft") -> Desk:
    """The month as this person may see it; the sign-in page, 404 or 403 otherwise."""
    coalition = find_coalition(slug)
    roles = list_roles(request.user, coalition)
    gate(request, verb, roles, owns=True)
    month = read_month(code)
    grid = get_month_grid(coalition, month, request.user)
    desk = Desk(coalition, month, roles, grid, None, request.user)
    wanted = request.GET.get("place", "")
    named = [place for place in desk.places if f"{place.scheme}:{place.code}" == wanted]
    if wanted and not named:
        raise Http404
    chosen = named or desk.places[:1]
    return Desk(coalition, month, roles, grid, chosen[0] if chosen else None, request.user)


def month_context(
    desk: Desk, outcomes: Mapping[str, Outcome] | None = None, *, asks_to_finish: bool = False
) -> dict[str, Any]:
    """Everything the template of the month needs."""
    faces = build_faces(desk.rows, desk.coalition.slug, desk.month.code, dict(outcomes or {}))
    return {
        "page": {
            **_head(desk), **_addresses(desk), **_rights(desk),
            "faces": faces, "problems": [face for face in faces if face.problem],
            "empty": count_empty(desk), "asks_to_finish": asks_to_finish, "count_words": count_words(desk),
        },
        "fictitious": desk.coalition.is_fictitious, "band_slug": desk.coalition.slug,
    }  # fmt: skip


def _head(desk: Desk) -> dict[str, Any]:
    language = get_language() or "fr"
    name = say_period(desk.month, language)
    return {
        "title": gettext("Figures %(of_month)s") % {"of_month": say_of_period(desk.month, language)},
        "month_name": name[0].upper() + name[1:], "coalition": desk.coalition, "place": desk.place, "month": desk.month,
        "previous": desk.month.previous(), "next": desk.month.next(), "places": _tabs(desk),
        "crumbs": [(desk.coalition.name, reverse("collectives:detail", args=[desk.coalition.slug]))],
        "is_future": desk.month.starts_on > timezone.localdate(),
    }  # fmt: skip


def _addresses(desk: Desk) -> dict[str, str]:
    following = desk.month.next()
    return {
        "url": desk.address(), "cell_url": desk.address("cell"), "finish_url": desk.address("finish"),
        "reopen_url": desk.address("reopen"), "sheet_url": desk.address("sheet"),
        "previous_url": desk.address(month=desk.month.previous()),
        "next_url": desk.address(month=following) if following.starts_on <= timezone.localdate() else "",
        "review_url": reverse("measurements:review", args=[desk.coalition.slug]),
        "library_url": reverse("catalogue:library", args=[desk.coalition.slug]),
    }  # fmt: skip


def _rights(desk: Desk) -> dict[str, Any]:
    may_review = desk.may("measurement.approve")
    return {
        "may_edit": any(row.may_write for row in desk.rows), "may_finish": desk.may("period.lock"),
        "may_submit": bool(decide("measurement.submit", desk.roles, owns=True)), "is_finished": desk.grid.finished is not None,
        "may_review": may_review,
        "to_review": sum(item.may_decide for item in list_review_queue(desk.coalition, desk.by)) if may_review else 0,
    }  # fmt: skip


def _tabs(desk: Desk) -> list[PlaceTab]:
    tabs = []
    for place in desk.places:
        rows = [row for row in desk.all_rows if row.place.pk == place.pk]
        there = Desk(desk.coalition, desk.month, desk.roles, desk.grid, place, desk.by)
        tabs.append(
            PlaceTab(place.name, there.address(), sum(is_done(r) for r in rows), len(rows), place == desk.place)
        )
    return tabs


def is_done(row: GridRow) -> bool:
    return bool(row.cell.number) and row.cell.state != State.PENDING


def count_empty(desk: Desk) -> int:
    """How many cells of all places this person could still fill."""
    return sum(not is_done(row) for row in desk.all_rows if row.may_write)


def count_words(desk: Desk) -> str:
    """Say "9 of 12 figures saved"."""
    done, expected = sum(map(is_done, desk.all_rows)), len(desk.all_rows)
    words = ngettext("%(done)s of %(expected)s figure saved.", "%(done)s of %(expected)s figures saved.", expected)
    return words % {"done": done, "expected": expected}
