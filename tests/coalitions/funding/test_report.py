"""Does the report say one figure, whoever reads it and in whatever form, and can it be made again as it was?"""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from coalitions.funding import operations as ops
from coalitions.funding.exports import build_report
from coalitions.funding.models import Allocation
from coalitions.funding.vocabulary import TableCode
from tests.coalitions.funding.pots import DAY, Pot, fill_worked_example, open_pot

D = Decimal
YEAR = (date(2026, 1, 1), date(2026, 6, 30))
pytestmark = pytest.mark.django_db


@pytest.fixture
def pot(ours) -> Pot:
    """The worked example to its end."""
    pot = open_pot(ours)
    fill_worked_example(pot)
    food = pot.allocate("33333.34", pot.food)
    pot.allocate("50000.00", pot.housing)
    ops.pay_allocation(allocation=food, amount=pot.money("20000.00"), on=date(2026, 3, 2), by=pot.operator)
    ops.report_expense(
        allocation=food, amount=pot.money("19250.10"), on=date(2026, 4, 3), by=ours.partner, kind="salaries"
    )
    return pot


def test_the_figures_of_the_worked_example(pot):
    report = build_report(pot.fund, *YEAR).report
    said = {
        name: report.figures[name]
        for name in ("pledged", "received", "allocated", "paid", "spent", "left", "free", "unspent")
    }
    assert said == {
        "pledged": D("150000.00"), "received": D("83333.34"), "allocated": D("83333.34"), "paid": D("20000.00"),
        "spent": D("19250.10"), "left": D("0.00"), "free": D("0.00"), "unspent": D("749.90"),
    }  # fmt: skip
    assert [(row[0], row[-1]) for row in report.table(TableCode.FUNDERS).rows] == [
        ("Fondation A", D("40.0")), ("Fondation B", D("60.0")), (None, D("100.0")),
    ]  # fmt: skip


def test_tables_add_up_to_their_figures(pot):
    report = build_report(pot.fund, *YEAR).report
    for code in (TableCode.PLACES, TableCode.THEMES, TableCode.ACTIONS):
        table = report.table(code)
        total = {str(c.code): cell for c, cell in zip(table.columns, table.rows[-1], strict=True)}
        assert (total["allocated"], total["paid"], total["spent"]) == (D("83333.34"), D("20000.00"), D("19250.10"))
    months = report.table(TableCode.MONTHS)
    assert [row[0] for row in months.rows[:-1]] == ["2026-02", "2026-03", "2026-04"]


def test_a_period_counts_what_is_dated_in_it_beside_the_sums_since_the_opening(pot):
    report = build_report(pot.fund, date(2026, 3, 1), date(2026, 3, 31)).report
    assert (report.figures["paid_in_period"], report.figures["spent_in_period"]) == (D("20000.00"), D("0.00"))
    assert (report.figures["received_in_period"], report.figures["received"]) == (D("0.00"), D("83333.34"))
    assert build_report(pot.fund, date(2026, 5, 1), date(2026, 5, 31)).report.is_empty


def test_the_same_figures_on_xlsx_and_json_to_the_cent(pot):
    built = build_report(pot.fund, *YEAR)
    book = openpyxl.load_workbook(io.BytesIO(built.write("xlsx")))
    said = json.loads(built.write("json"))
    for number, table in enumerate([t for t in built.report.tables if t.rows], start=1):
        sheet = book.worksheets[number]
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        for row, cells, named in zip(table.rows, rows, said["tables"][str(table.code)], strict=True):
            for cell, written, text in zip(row, cells, named.values(), strict=True):
                if isinstance(cell, Decimal):
                    assert Decimal(str(written)) == cell == Decimal(text)
        assert sheet.freeze_panes == "A2"
    assert said["figures"]["unspent"] == "749.90"


def test_the_digest_is_that_of_the_figures_in_any_language(pot):
    moment = timezone.now()
    seals = set()
    for language in ("fr", "en", "fr-ca"):
        with translation.override(language):
            seals.add(build_report(pot.fund, *YEAR, known_at=moment).report.digest)
    assert len(seals) == 1


def test_a_report_already_issued_keeps_its_figures(pot, ours):
    issued = timezone.now()
    before = build_report(pot.fund, *YEAR, known_at=issued).report
    expense = Allocation.objects.first().expenses.get()
    ops.reverse_entry(entry=expense, on=date(2026, 6, 1), by=pot.operator, why="Facture en double")
    again = build_report(pot.fund, *YEAR, known_at=issued).report
    assert (again.figures, again.digest) == (before.figures, before.digest)
    after = build_report(pot.fund, *YEAR).report
    assert (after.figures["spent"], after.digest != before.digest) == (D("0.00"), True)


def test_what_is_not_known_is_said(pot):
    gaps = {str(u.gap): u.amount for u in build_report(pot.fund, *YEAR).report.unknowns}
    assert gaps["unspent"] == D("749.90")
    assert gaps["to_validate"] == D("19250.10")


def test_every_funder_reads_the_same_figures(pot):
    moment = timezone.now()
    covers = [build_report(pot.fund, *YEAR, known_at=moment, cover=c) for c in ("fondation-a", "fondation-b", "")]
    assert len({b.report.digest for b in covers}) == 1
    with pytest.raises(LookupError):
        build_report(pot.fund, *YEAR, cover="inconnue")


def test_queries_do_not_grow_with_the_ledger(pot, ours, django_assert_max_num_queries):
    for _ in range(5):
        pot.receive("10.00")
        pot.allocate("10.00", pot.food)
    with django_assert_max_num_queries(20):
        build_report(pot.fund, *YEAR)


class TestCommand:
    def run(self, *args: str) -> tuple[int, str]:
        out = io.StringIO()
        try:
            call_command("fund_report", *args, stdout=out, stderr=io.StringIO())
        except SystemExit as stop:
            return int(stop.code or 0), out.getvalue()
        return 0, out.getvalue()

    def test_json_on_standard_output(self, pot):
        code, said = self.run(
            pot.fund.slug, "--from", "2026-01-01", "--until", "2026-06-30", "--language", "en", "--json"
        )
        answer = json.loads(said)
        assert (code, answer["figures"]["received"], answer["currency"]) == (0, "83333.34", "CAD")
        assert answer["tables"]["funders"][1]["share"] == "60.0"

    def test_several_formats_at_once(self, pot, tmp_path):
        target = tmp_path / "rapport"
        code, _ = self.run(pot.fund.slug, "--format", "json,xlsx,pdf", "--output", str(target))
        assert code == 0
        assert (tmp_path / "rapport.xlsx").read_bytes()[:2] == b"PK"
        assert (tmp_path / "rapport.pdf").read_bytes()[:5] == b"%PDF-"
        assert json.loads((tmp_path / "rapport.json").read_text())["fund"] == pot.fund.slug

    def test_as_of_yesterday_nothing_was_known(self, pot):
        day = (timezone.localdate() - timedelta(days=1)).isoformat()
        assert json.loads(self.run(pot.fund.slug, "--as-of", day)[1])["figures"]["received"] == "0.00"

    def test_refusals(self, pot):
        assert self.run("nowhere", "--json")[0] == 1
        assert self.run(pot.fund.slug, "--funder", "nobody")[0] == 1
        for wrong in (["--format", "xlsx"], ["--from", "2026-02-01", "--until", "2026-01-01"], ["--format", "doc"]):
            with pytest.raises(CommandError):
                self.run(pot.fund.slug, *wrong)


def test_the_operator_s_day_is_in_the_ledger_table(pot):
    rows = build_report(pot.fund, *YEAR).report.table(TableCode.LEDGER).rows
    assert len(rows) == 8
    assert rows[0][0] == DAY
