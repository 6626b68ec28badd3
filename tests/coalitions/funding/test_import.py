"""Does a ledger file become rows, all or none, and does each bad line say its row, its column and why?"""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from coalitions.funding.models import Allocation, Fund, Instalment, PlannedInstalment
from coalitions.funding.queries import weigh_fund
from impactplatform.audit.models import Entry as Trace
from tests.factories import ActionFactory

HEADER = "record,fund,id,funder,coalition,action,amount,currency,on,due_on,restriction,expense_kind,reference,of"
WORKED = """fund,f,,,tisserands,,,CAD,,,,,Fonds F,
pledge,f,P1,A,,,100000,CAD,2026-01-05,,,,,
pledge,f,P2,B,,,50000,CAD,2026-01-05,,theme:housing,,,
agreement,f,G1,A,,,100000,CAD,2026-01-10,,,,,P1
instalment,f,I1,A,,,33333.34,CAD,2026-01-15,2026-01-15,,,VIR-001,G1
instalment,f,,A,,,33333.33,CAD,,2026-07-15,,,,G1
instalment,f,I2,B,,,50000,CAD,2026-01-20,,,,VIR-002,P2
allocation,f,L1,,tisserands,food,33333.34,CAD,2026-02-01,,theme:food,,Comité 1,
allocation,f,L2,,tisserands,,50000,CAD,2026-02-01,,theme:housing,,Comité 1,
payment,f,Y1,Épicerie solidaire,,,20000,CAD,2026-02-10,,,,VIR-101,L1
expense,f,E1,,,,19250.10,CAD,2026-03-01,,,salaries,Facture 7,Y1
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path: Path, ours):
    ActionFactory(coalition=ours.coalition, slug="food", theme="food")

    def call(lines: str, *options: str, header: str = HEADER) -> tuple[int, dict]:
        path = tmp_path / "ledger.csv"
        path.write_text(f"{header}\n{lines}", encoding="utf-8")
        out = io.StringIO()
        try:
            call_command("import_funding", str(path), "--json", *options, stdout=out, stderr=io.StringIO())
        except SystemExit as stop:
            return int(stop.code or 0), json.loads(out.getvalue())
        return 0, json.loads(out.getvalue())

    return call


def test_a_preview_saves_nothing_and_says_what_would_happen(run):
    before = Trace.objects.count()
    code, answer = run(WORKED)
    assert (code, answer["created"], answer["rejected"], answer["committed"]) == (0, 11, [], False)
    assert answer["new_organisations"] == ["A", "B", "Épicerie solidaire"]
    assert not Fund.objects.filter(slug="f").exists()
    assert Trace.objects.count() == before


def test_the_worked_example_is_committed_and_the_same_file_again_changes_nothing(run):
    assert run(WORKED, "--commit")[1]["committed"] is True
    fund = Fund.objects.get(slug="f")
    balance = weigh_fund(fund)
    assert (balance.available, balance.left) == (Decimal("83333.34"), Decimal("0.00"))
    assert PlannedInstalment.objects.get().amount == Decimal("33333.33")
    assert Instalment.objects.get(code="I2").restriction_value == "housing"
    code, again = run(WORKED, "--commit")
    assert (code, again["created"], again["unchanged"]) == (0, 0, 11)


def test_one_bad_line_and_nothing_is_saved(run):
    code, answer = run(WORKED + "allocation,f,L3,,tisserands,food,40000,CAD,2026-02-02,,,,,\n", "--commit")
    assert code == 1
    assert not Fund.objects.filter(slug="f").exists()
    [problem] = answer["rejected"]
    assert (problem["row"], problem["column"], problem["code"]) == (13, "amount", "over_allocated")
    assert "40" in problem["message"]


def test_a_row_in_the_ledger_is_never_edited_by_a_file(run):
    run(WORKED, "--commit")
    code, answer = run("fund,f,,,,,,CAD,,,,,,\npledge,f,P1,A,,,90000,CAD,2026-01-05,,,,,\n", "--commit")
    assert (code, answer["rejected"][0]["code"]) == (1, "id_changed")


def test_a_reversal_names_its_row_and_is_whole(run):
    run(WORKED, "--commit")
    lines = "reversal,f,R1,,,,{amount},CAD,2026-03-05,,,,Erreur de saisie,E1\n"
    assert run(lines.format(amount="10"), "--commit")[1]["rejected"][0]["code"] == "partial_reversal"
    assert run(lines.format(amount="19250.10"), "--commit")[0] == 0
    assert run(lines.format(amount=""), "--commit")[1]["unchanged"] == 1
    assert run(lines.format(amount="").replace("R1", ""), "--commit")[1]["rejected"][0]["code"] == "already_reversed"


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("gift,f,,,,,,,,,,,,", "record", "unknown_record"),
        ("pledge,f,,A,,,-5,CAD,2026-01-05,,,,,", "amount", "amount_not_positive"),
        ("pledge,f,,A,,,abc,CAD,2026-01-05,,,,,", "amount", "not_an_amount"),
        ('pledge,f,,A,,,"1,234",CAD,2026-01-05,,,,,', "amount", "ambiguous"),
        ("pledge,f,,A,,,1.234,CAD,2026-01-05,,,,,", "amount", "more_than_cents"),
        ("pledge,f,,A,,,5,EUR,2026-01-05,,,,,", "currency", "currency_mix"),
        ("pledge,f,,A,,,5,CAD,2026-02-30,,,,,", "on", "not_a_date"),
        ("pledge,f,,A,,,5,CAD,0026-02-03,,,,,", "on", "date_out_of_range"),
        ("pledge,f,,,,,5,CAD,2026-01-05,,,,,", "funder", "missing"),
        ("pledge,f,,12345678901234,,,5,CAD,2026-01-05,,,,,", "funder", "unknown_organisation"),
        ("pledge,f,,A,,,5,CAD,2026-01-05,,colour:red,,,", "restriction", "unknown_restriction"),
        ("pledge,g,,A,,,5,CAD,2026-01-05,,,,,", "fund", "unknown_fund"),
        ("instalment,f,,A,,,5,CAD,2100-01-01,,,,,", "on", "day_in_future"),
        ("instalment,f,,A,,,5,CAD,,2026-09-01,,,,", "of", "planned_without_agreement"),
        ("allocation,f,,,nowhere,,5,CAD,2026-01-05,,,,,", "coalition", "unknown_coalition"),
        ("allocation,f,,,tisserands,unknown,5,CAD,2026-01-05,,,,,", "action", "unknown_action"),
        ("payment,f,,,,,5,CAD,2026-01-05,,,,,ZZ", "of", "unknown_reference"),
        ("fund,g,,,,,,XXX,,,,,,", "currency", "unknown_currency"),
    ],
)
def test_each_bad_line_says_where_and_why(run, line, column, code):
    exit_code, answer = run(f"fund,f,,,,,,CAD,,,,,,\n{line}\n", "--commit")
    assert exit_code == 1
    [problem] = answer["rejected"]
    assert (problem["row"], problem["column"], problem["code"]) == (3, column, code)
    assert problem["message"]
    assert not Fund.objects.filter(slug="f").exists()


def test_a_line_that_follows_a_refused_one_says_so(run):
    lines = "fund,f,,,,,,CAD,,,,,,\nallocation,f,L1,,tisserands,,5,CAD,2026-01-05,,,,,\npayment,f,,,,,5,CAD,2026-01-05,,,,,L1\n"
    assert [(p["row"], p["code"]) for p in run(lines)[1]["rejected"]] == [
        (3, "over_allocated"),
        (4, "follows_rejected"),
    ]


@pytest.mark.parametrize(
    ("header", "code"),
    [(HEADER.replace("record,", "kind,"), "missing_columns"), (HEADER.replace("id,", "fund,"), "doubled_columns")],
)
def test_a_file_without_its_columns(run, header, code):
    assert run("fund,f,,,,,,CAD,,,,,,\n", header=header)[1]["rejected"][0]["code"] == code


def test_unknown_columns_are_left_aside_and_named(run):
    code, answer = run("fund,f,,,,,,CAD,,,,,,,blue\n", header=HEADER + ",colour")
    assert (code, answer["ignored_columns"]) == (0, ["colour"])


def test_somebody_who_may_not_write_is_refused_line_by_line(run, ours, theirs):
    lines = f"instalment,{ours.fund.slug},,A,,,5,EUR,2026-01-05,,,,,\n"
    code, answer = run(lines, "--commit", "--by", theirs.operator.email)
    assert (code, answer["rejected"][0]["code"]) == (1, "not_allowed")
    assert run(lines, "--commit", "--by", ours.operator.email)[0] == 0
    assert Trace.objects.get(action="instalment.received").actor_label == str(ours.operator)


def test_above_the_threshold_a_file_only_proposes(run):
    lines = "fund,f,,,tisserands,,100,CAD,,,,,,\ninstalment,f,,A,,,900,CAD,2026-01-05,,,,,\nallocation,f,L1,,tisserands,,200,CAD,2026-01-06,,,,,\n"
    run(lines, "--commit")
    assert Allocation.objects.get(code="L1").state == "proposed"
