"""Does every benchmark carry its floor, and keep nothing?"""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from coalitions.organisations.models import Organisation
from impactplatform.site.benchmarks import Figure, write_list
from tests.people import People

pytestmark = pytest.mark.django_db


def test_a_ratio_is_the_work_over_its_floor():
    assert Figure("x", 1, 0.3, 0.1).as_answer()["ratio"] == 3.0
    assert Figure("x", 1, 0.3, 0.0).as_answer()["ratio"] is None


def test_the_list_that_is_brought_in_has_no_two_alike():
    lines = write_list(200).decode().splitlines()
    assert len(set(lines)) == 201


@pytest.mark.parametrize("what", ["aggregation", "dashboard", "import"])
def test_every_figure_has_its_floor_and_nothing_stays(people: People, what: str):
    before = Organisation.objects.count()
    answer = StringIO()
    call_command("bench", what, rows=20, json=True, stdout=answer)
    told = json.loads(answer.getvalue())
    assert told["database"] in {"sqlite", "postgresql"}
    assert all({"name", "size", "seconds", "floor", "ratio"} <= set(figure) for figure in told["figures"])
    assert Organisation.objects.count() == before
