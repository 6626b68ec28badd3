"""Can two operators at once give more than the pot holds? On PostgreSQL the row of the pot is locked; nobody slips by."""

from __future__ import annotations

import contextlib
import threading
from decimal import Decimal

import pytest
from django.db import connection, connections

from coalitions.funding import operations as ops
from coalitions.funding.models import Allocation
from coalitions.funding.queries import weigh_fund
from impactplatform.kernel.decisions import CannotProceed
from tests.coalitions.funding.pots import DAY, Pot, open_pot
from tests.people import make_side

D = Decimal
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway"),
]


def together(*calls) -> list[str]:
    """Run the calls at the same moment, each in its own connection; answers their refusals ("" when done)."""
    gate, answers = threading.Barrier(len(calls)), [""] * len(calls)

    def run(at: int) -> None:
        try:
            gate.wait()
            calls[at]()
        except CannotProceed as refusal:
            answers[at] = refusal.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.postgres
def test_sixteen_clerks_ask_for_a_tenth_of_the_pot_each():
    pot = open_pot(make_side("tisserands"))
    pot.receive("100.00")
    people = [pot.operator, pot.second_operator]
    answers = together(*[lambda by=people[n % 2]: pot.allocate("10.00", pot.food, by=by) for n in range(16)])
    assert sorted(answers) == [""] * 10 + ["over_allocated"] * 6
    assert weigh_fund(pot.fund).left == D("0.00")
    assert Allocation.objects.count() == 10


@pytest.mark.postgres
def test_allocating_and_taking_the_receipt_back_at_once():
    pot = open_pot(make_side("tisserands"))
    for _ in range(5):
        answers, left = race_receipt(pot)
        assert sorted(answers) in (["", "already_allocated"], ["", "over_allocated"])
        assert left >= 0


def race_receipt(pot: Pot) -> tuple[list[str], D]:
    """A receipt comes; at one moment it is allocated and taken back. What won is then undone."""
    receipt = pot.receive("100.00")
    answers = together(
        lambda: pot.allocate("100.00", pot.food),
        lambda: ops.reverse_entry(entry=receipt, on=DAY, by=pot.second_operator, why="Impayé"),
    )
    left = weigh_fund(pot.fund).left
    for entry in (Allocation.objects.filter(reverses=None, reversed_by=None).first(), receipt):
        with contextlib.suppress(CannotProceed, AttributeError):
            ops.reverse_entry(entry=entry, on=DAY, by=pot.operator, why="Tour suivant")
    return answers, left


@pytest.mark.postgres
def test_two_people_decide_the_same_proposal():
    pot = open_pot(make_side("tisserands"))
    pot.receive("100.00")
    ops.edit_fund(fund=pot.fund, version=1, by=pot.operator, four_eyes_above=D("10.00"))
    proposal = pot.allocate("50.00", pot.food)
    answers = together(
        *[
            lambda agree=agree: ops.decide_allocation(allocation=proposal, agree=agree, by=pot.second_operator)
            for agree in (True, False)
        ]
    )
    assert sorted(answers) == ["", "already_decided"]
