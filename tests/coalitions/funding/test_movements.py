"""Do the tables of a report add up to its figures, whatever the ledger? On generated ledgers, to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from coalitions.funding.domain.balance import weigh
from coalitions.funding.domain.movements import NOT_KNOWN, Label, Movement, add_up, group
from coalitions.funding.domain.report import Facts, compose_report
from coalitions.funding.vocabulary import Stage, TableCode

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
names = st.sampled_from([NOT_KNOWN, Label("a", "Été"), Label("b", "Hiver"), Label("c", "Été")])
movements = st.builds(
    Movement,
    stage=st.sampled_from(list(Stage)),
    amount=st.integers(-(10**8), 10**8).map(lambda cents: Decimal(cents) / 100),
    on=st.dates(date(2025, 6, 1), date(2027, 6, 1)),
    funder=names, coalition=names, action=names, place=names, theme=names, payee=names, payee_kind=names, expense_kind=names,
)  # fmt: skip
ledgers = st.lists(movements, max_size=30)


def total_of(report, code: TableCode, column: str) -> Decimal:
    table = report.table(code)
    at = [str(c.code) for c in table.columns].index(column)
    return table.rows[-1][at] if table.rows else Decimal("0.00")


@given(ledgers)
def test_every_movement_is_in_exactly_one_line(ledger):
    lines = group(ledger, lambda m: m.place, tuple(Stage))
    for stage in Stage:
        assert sum((line.at(stage) for line in lines), Decimal("0.00")) == add_up(ledger, stage)
    assert len({line.label for line in lines}) == len(lines)


@given(ledgers)
def test_tables_add_up_to_the_figures(ledger):
    report = compose_report(Facts(FIRST, LAST, ledger, weigh([], [], 0, []), {}))
    for code in (TableCode.PLACES, TableCode.THEMES, TableCode.MONTHS):
        for stage in ("allocated", "paid", "spent"):
            assert total_of(report, code, stage) == report.figures[f"{stage}_in_period"]
    assert total_of(report, TableCode.ACTIONS, "allocated") == report.figures["allocated"]
    assert total_of(report, TableCode.FUNDERS, "pledged") == report.figures["pledged"]


@given(ledgers, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(ledger, chance):
    shuffled = chance.sample(ledger, len(ledger))
    facts = [Facts(FIRST, LAST, rows, weigh([], [], 0, []), {}) for rows in (ledger, shuffled)]
    assert compose_report(facts[0]).digest == compose_report(facts[1]).digest


def test_two_names_alike_stay_two_lines():
    ledger = [Movement(Stage.PAID, Decimal("1.00"), FIRST, place=Label(key, "Centre")) for key in ("x:1", "x:2")]
    assert len(group(ledger, lambda m: m.place, (Stage.PAID,))) == 2
