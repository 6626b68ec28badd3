"""What is read of figures: nothing of another coalition, and the same cost for more of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impactplatform.accounts.queries import get_system_user
from indicators.catalogue.domain import Definition
from indicators.catalogue.operations import assign_duty, create_indicator
from indicators.measurements.models import Measurement
from indicators.measurements.operations import submit_measurements
from indicators.measurements.queries import get_month_grid, list_review_queue, summarise_progress
from tests.indicators.measurements.giving import JANUARY, MARCH, ask, give
from tests.people import People

pytestmark = pytest.mark.django_db


def test_what_is_read_of_one_coalition_never_shows_another(people: People) -> None:
    give(ask(people.theirs), 987654, people.theirs)
    submit_measurements(coalition=people.theirs.coalition, period=MARCH, by=people.theirs.coordinator)
    ask(people.ours)
    assert list_review_queue(people.ours.coalition, people.ours.coordinator) == ()
    grid = get_month_grid(people.ours.coalition, MARCH, people.ours.coordinator)
    assert [row.cell.value for row in grid.rows] == [None]
    assert summarise_progress(people.ours.coalition, MARCH).waiting == 0


def test_two_coalitions_in_one_place_keep_their_series_apart(people: People) -> None:
    version = create_indicator(
        code="commun", definition=Definition("Ateliers", "ateliers", "flow"), by=get_system_user()
    )
    place = people.ours.coalition.places.first().territory
    duties = [
        assign_duty(
            coalition=side.coalition,
            indicator=version.indicator,
            territory=place,
            from_month=JANUARY,
            by=side.coordinator,
        )
        for side in (people.ours, people.theirs)
    ]
    give(duties[0], 10, people.ours)
    give(duties[1], 5, people.theirs)
    assert Measurement.objects.values("series").distinct().count() == 2


def test_the_pages_cost_the_same_for_more_figures(people: People) -> None:
    ours = people.ours
    for code in "abc":
        give(ask(ours, code), 1, ours)
    submit_measurements(coalition=ours.coalition, period=MARCH, by=ours.coordinator)

    def count(load: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as context:
            load()
        return len(context)

    def grid() -> object:
        return get_month_grid(ours.coalition, MARCH, ours.second_coordinator)

    def queue() -> object:
        return list_review_queue(ours.coalition, ours.second_coordinator)

    before = count(grid), count(queue)
    for code in "defgh":
        give(ask(ours, code), 1, ours)
    submit_measurements(coalition=ours.coalition, period=MARCH, by=ours.coordinator)
    assert (count(grid), count(queue)) == before
    assert before[0] <= 9
    assert before[1] <= 5
