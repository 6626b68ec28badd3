"""Does the nightly check find nothing in what the operations wrote, and each thing that was spoilt behind their back?"""

from __future__ import annotations

import io
import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command

from coalitions.funding.models import Allocation, Expense, Payment
from coalitions.territories.models import Territory
from impactplatform.accounts.queries import get_system_user
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.disclosure import Table
from indicators.aggregation.models import Total
from indicators.aggregation.operations import refresh_totals
from indicators.aggregation.queries.integrity import find_lone_hidden, list_hidden_problems
from indicators.aggregation.queries.publishing import HIDDEN, Publisher
from indicators.aggregation.queries.storing import load_rows
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.operations import create_indicator
from indicators.measurements.models import Measurement, Series
from tests.coalitions.funding.pots import Pot, fill_worked_example, open_pot
from tests.factories import TerritoryFactory, TerritoryLinkFactory
from tests.people import Side

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2024")


def check(*, finds: bool = True) -> list[dict[str, Any]]:
    out = io.StringIO()
    with pytest.raises(SystemExit, match="1") if finds else nullcontext():
        call_command("check_integrity", "--json", stdout=out)
    problems: list[dict[str, Any]] = json.loads(out.getvalue())["problems"]
    return problems


@pytest.fixture
def pot(ours: Side) -> Pot:
    made = open_pot(ours)
    fill_worked_example(made)
    return made


@pytest.fixture
def version() -> IndicatorVersion:
    """The worked example of measurement.md section 10, protected by suppression at 11."""
    place = TerritoryFactory(code="P", name="P")
    definition = Definition(
        "Présence", "%", "share", time_rule="latest", frequency="year", method="suppress", threshold=11
    )
    made = create_indicator(code="presence", definition=definition, by=get_system_user())
    for code, numerator, denominator in (("A", 45, 60), ("B", 10, 200), ("D", 0, 40)):
        part = TerritoryFactory(code=code, name=code)
        TerritoryLinkFactory(child=part, parent=place)
        Measurement.objects.create(
            series=Series.objects.create(version=made, territory=part), period=YEAR.id, number=1, status="approved",
            state="number" if numerator else "zero", numerator=Decimal(numerator), denominator=Decimal(denominator),
            is_in_force=True, entered_by=get_system_user(),
        )  # fmt: skip
    call_command("aggregate", "--full", stdout=io.StringIO())
    return made


def test_what_operations_wrote_has_no_problem(pot: Pot, version: IndicatorVersion) -> None:
    assert check(finds=False) == []


def test_a_pot_that_promises_more_than_it_has(pot: Pot) -> None:
    row = {"fund": pot.fund, "coalition": pot.coalition, "on": date(2026, 1, 1), "written_by": pot.operator}
    allocation = Allocation.objects.create(amount=Decimal("99999.00"), state="in_force", **row)
    assert [(one["about"], one["code"]) for one in check()] == [("ledger", "over_allocated")]
    paid = {"allocation": allocation, "on": date(2026, 1, 2), "written_by": pot.operator, "payee": pot.a}
    Payment.objects.create(amount=Decimal("100000.00"), state=Payment.State.SENT, **paid)
    Expense.objects.create(amount=Decimal("100000.01"), **paid)
    assert {one["code"] for one in check()} == {"over_allocated", "paid_beyond_allocation", "spent_beyond_payments"}


def test_a_figure_that_counts_though_nobody_approved_it(version: IndicatorVersion) -> None:
    Measurement.objects.filter(numerator=45).update(status="draft")
    assert ("history", "in_force_unapproved") in {(one["about"], one["code"]) for one in check()}


def test_a_total_that_was_changed_by_hand(version: IndicatorVersion) -> None:
    Total.objects.filter(territory__code="P").update(value=Decimal("26.7"))
    found = [one for one in check() if one["about"] == "totals"]
    assert [(one["territory"], one["stored"], one["computed"]) for one in found] == [("essai:P", "26.7000", "18.3333")]


def test_a_cell_hidden_alone_beside_its_total_is_named(version: IndicatorVersion) -> None:
    refresh_totals()
    rows = {key: row for key, (_, row) in load_rows(version.pk, None, None).items()}
    publisher = Publisher(version, public=False)
    shown = {key: publisher.show(key, row) for key, row in rows.items()}
    places = {code: (0, YEAR.id, Territory.objects.get(code=code).pk) for code in "PABD"}
    table = Table(places["P"], tuple(places[code] for code in "ABD"))
    assert find_lone_hidden(table, rows, shown) is None
    shown[places["B"]] = HIDDEN
    assert find_lone_hidden(table, rows, shown) == places["B"]
    shown[places["A"]] = replace(HIDDEN)
    assert find_lone_hidden(table, rows, shown) is None
    assert list_hidden_problems() == []
