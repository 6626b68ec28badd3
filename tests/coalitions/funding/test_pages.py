"""Does each page of a pot open for whom it should, and do its figures say what the ledger says?"""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from coalitions.funding import operations as ops
from coalitions.funding.models import Allocation, Expense, Fund, Instalment
from impactplatform.charts.words import say_money
from tests.coalitions.funding.pots import Pot, fill_worked_example, open_pot

D = Decimal
pytestmark = pytest.mark.django_db
PERIOD = "?from=2026-01-01&until=2026-06-30"


@pytest.fixture
def pot(ours) -> Pot:
    return open_pot(ours)


@pytest.fixture
def full(pot, ours) -> Pot:
    fill_worked_example(pot)
    food = pot.allocate("33333.34", pot.food)
    pot.allocate("50000.00", pot.housing)
    ops.pay_allocation(allocation=food, amount=pot.money("20000.00"), on=date(2026, 3, 2), by=pot.operator)
    ops.report_expense(
        allocation=food, amount=pot.money("19250.10"), on=date(2026, 4, 3), by=ours.coordinator, kind="salaries"
    )
    return pot


def address(name: str, pot: Pot, *more: object) -> str:
    return reverse(f"funding:{name}", args=[pot.fund.slug, *more])


def text_of(response) -> str:
    return plain(re.sub(r"<[^>]+>", " ", response.content.decode()))


def plain(text: str) -> str:
    """One blank for each kind of blank."""
    return re.sub(r"\s+", " ", text)


def said_in_french(amount: str) -> str:
    return plain(say_money(D(amount), "CAD", "fr", cents=True))


@pytest.fixture(autouse=True)
def _in_french():
    """An English page leaves its language to the thread; the next test starts in French."""
    with translation.override("fr"):
        yield


class TestWhoReads:
    @pytest.mark.parametrize("name", ["detail", "ledger", "report", "report_xlsx", "report_json", "report_pdf"])
    def test_those_who_read_it_whole(self, full, people_of_pot, client_of, name):
        for person in people_of_pot.values():
            assert client_of(person).get(address(name, full)).status_code == 200

    @pytest.mark.parametrize("name", ["detail", "ledger", "report", "report_xlsx", "report_json", "report_pdf"])
    def test_those_who_do_not(self, full, theirs, stranger, admin, client_of, name):
        url = address(name, full)
        assert client_of(None).get(url).status_code == 302
        for person in (theirs.operator, theirs.funder, theirs.coordinator, theirs.partner, stranger):
            assert client_of(person).get(url).status_code == 404
        assert client_of(admin).get(url).status_code == 403

    def test_a_partner_reads_what_concerns_its_organisation_and_no_more(self, full, ours, client_of):
        client = client_of(ours.partner)
        page = client.get(address("detail", full))
        assert page.status_code == 200
        assert "Fondation A" not in page.content.decode()
        assert client.get(address("report", full)).status_code == 403
        own = Allocation.objects.get(action=full.food)
        assert client.get(address("allocation", full, own.pk)).status_code == 200

    def test_the_public_reads_totals_when_the_policy_says_so(self, full, client_of):
        assert client_of(None).get(address("detail", full)).status_code == 302
        Fund.objects.update(shows_public_totals=True)
        page = client_of(None).get(address("detail", full))
        assert page.status_code == 200
        said = text_of(page)
        assert said_in_french("83333.34") in said
        assert "Fondation A" not in said
        assert client_of(None).get(address("report", full)).status_code == 302

    def test_lists(self, full, ours, stranger, admin, client_of):
        for person, named in (
            (ours.funder, True),
            (ours.partner, True),
            (stranger, False),
            (admin, True),
            (None, False),
        ):
            page = client_of(person).get(reverse("funding:list"))
            assert page.status_code == 200
            assert (full.fund.name in page.content.decode()) is named


@pytest.fixture
def people_of_pot(ours) -> dict[str, object]:
    return {role: getattr(ours, role) for role in ("funder", "operator", "coordinator", "coach")}


class TestFigures:
    def test_page_xlsx_and_json_say_the_same_to_the_cent(self, full, ours, client_of):
        client = client_of(ours.funder)
        said = text_of(client.get(address("report", full) + PERIOD))
        figures = client.get(address("report_json", full) + PERIOD).json()["figures"]
        book = openpyxl.load_workbook(io.BytesIO(client.get(address("report_xlsx", full) + PERIOD).content))
        cells = {
            Decimal(str(c))
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for c in row
            if isinstance(c, int | float)
        }
        for name in ("pledged", "received", "allocated", "paid", "spent", "unspent"):
            amount = D(figures[name])
            assert said_in_french(figures[name]) in said
            assert amount in cells
        assert "60,0 %" in said

    def test_english_amounts(self, full, ours, client_of):
        page = client_of(ours.funder).get("/en" + "/funds/" + full.fund.slug + "/report/" + PERIOD)
        assert "33,333.34" in text_of(page)

    def test_a_period_that_runs_backwards_is_said(self, full, ours, client_of):
        page = client_of(ours.funder).get(address("report", full) + "?from=2026-06-01&until=2026-01-01")
        assert page.status_code == 422

    def test_an_empty_pot(self, pot, ours, client_of):
        for name in ("detail", "report", "ledger", "report_xlsx"):
            assert client_of(ours.funder).get(address(name, pot)).status_code == 200

    def test_the_ledger_is_filtered_by_kind_and_word(self, full, ours, client_of):
        client = client_of(ours.funder)
        assert client.get(address("ledger", full)).context["page"].paginator.count == 8
        assert client.get(address("ledger", full) + "?kind=pledge").context["page"].paginator.count == 2
        assert client.get(address("ledger", full) + "?q=fondation+b").context["page"].paginator.count == 2


class TestWriting:
    @pytest.mark.parametrize(
        "verb",
        ["pledge", "agreement", "instalment", "allocation", "in-kind", "statement", "closing", "seat", "settings"],
    )
    def test_each_form_opens_for_the_operator_only(self, full, ours, client_of, verb):
        assert client_of(full.operator).get(address("write", full, verb)).status_code == 200
        assert client_of(ours.funder).get(address("write", full, verb)).status_code == 403

    def test_an_over_allocation_comes_back_with_its_sums(self, pot, client_of):
        fill_worked_example(pot)
        data = {"target": f"action:{pot.food.pk}", "amount": "40 000", "on": "2026-02-01"}
        page = client_of(pot.operator).post(address("write", pot, "allocation"), data)
        assert page.status_code == 422
        for amount in ("40000.00", "33333.34", "6666.66", "50000.00"):
            assert said_in_french(amount) in text_of(page)
        assert not Allocation.objects.exists()

    def test_money_is_received_as_typed_in_french(self, pot, client_of):
        data = {"funder": "Fondation A", "amount": "33 333,34", "on": "2026-01-15", "code": "form-1"}
        client, url = client_of(pot.operator), address("write", pot, "instalment")
        assert client.post(url, data).status_code == 302
        assert client.post(url, data).status_code == 302  # a double click
        assert Instalment.objects.get().amount == D("33333.34")

    @pytest.mark.parametrize(
        ("amount", "word"), [("1,234", "1234"), ("-5", "zéro"), ("abc", "abc"), ("1,005", "1,005")]
    )
    def test_a_sum_that_cannot_be_taken(self, pot, client_of, amount, word):
        data = {"funder": "Fondation A", "amount": amount, "on": "2026-01-15"}
        page = client_of(pot.operator).post(address("write", pot, "instalment"), data)
        assert page.status_code == 422
        assert word in text_of(page)
        assert not Instalment.objects.exists()

    def test_from_proposal_to_validated_expense(self, pot, ours, client_of):
        fill_worked_example(pot)
        data = {"target": f"action:{pot.food.pk}", "amount": "500", "on": "2026-02-01"}
        assert client_of(ours.coordinator).post(address("write", pot, "allocation"), data).status_code == 302
        proposal = Allocation.objects.get()
        operator = client_of(pot.operator)
        assert "500" in text_of(operator.get(address("detail", pot)))
        operator.post(address("decide", pot, "allocation", proposal.pk), {"agree": "yes", "decision": "Comité"})
        operator.post(address("write_on_allocation", pot, proposal.pk, "pay"), {"amount": "300", "on": "2026-02-02"})
        partner = client_of(ours.partner)
        over = {"amount": "350", "on": "2026-02-03", "kind": "food"}
        page = partner.post(address("write_on_allocation", pot, proposal.pk, "expense"), over)
        assert page.status_code == 422
        assert said_in_french("50.00") in text_of(page)
        done = partner.post(
            address("write_on_allocation", pot, proposal.pk, "expense"), {**over, "borne_by_partner": "50"}
        )
        assert done.status_code == 302
        client_of(ours.coordinator).post(address("decide", pot, "expense", Expense.objects.get().pk), {"agree": "yes"})
        assert Expense.objects.get().state == "validated"

    def test_a_reversal_asks_why(self, full, client_of):
        client, entry = client_of(full.operator), Expense.objects.get()
        url = address("reverse", full, "expense", entry.pk)
        assert client.get(url).status_code == 200
        assert client.post(url, {"why": "", "on": "2026-05-01"}).status_code == 422
        assert client.post(url, {"why": "Double", "on": "2026-05-01"}).status_code == 302
        assert client.post(url, {"why": "Double", "on": "2026-05-01"}).status_code == 422

    def test_a_row_of_another_pot_is_not_there(self, full, theirs, client_of):
        entry = Expense.objects.get()
        assert client_of(theirs.operator).get(address("reverse", full, "expense", entry.pk)).status_code == 404
        other = reverse("funding:reverse", args=[theirs.fund.slug, "expense", entry.pk])
        assert client_of(theirs.operator).get(other).status_code == 404
