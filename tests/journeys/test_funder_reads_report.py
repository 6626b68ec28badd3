"""Does a funder find what the pot did, and carry the same figures away, in French and in English, with JavaScript off too?"""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from coalitions.funding import operations as ops
from coalitions.funding.models import Fund
from impactplatform.charts.words import say_money
from tests.coalitions.funding.pots import Pot, fill_worked_example, open_pot
from tests.journeys.accessibility import PHONE, list_problems
from tests.journeys.test_monthly_figures import sign_in
from tests.people import Side, make_side

PERIOD = "?from=2026-01-01&until=2026-06-30"
FIGURES = ("150000.00", "83333.34", "20000.00", "19250.10", "749.90")


@pytest.fixture
def side(transactional_db) -> Side:
    return make_side("tisserands")


@pytest.fixture
def pot(side) -> Pot:
    """The worked example, to its end."""
    pot = open_pot(side)
    Fund.objects.filter(pk=pot.fund.pk).update(name_fr="Pot commun des Tisserands", name_en="The Weavers’ common pot")
    fill_worked_example(pot)
    food = pot.allocate("33333.34", pot.food)
    pot.allocate("50000.00", pot.housing)
    ops.pay_allocation(allocation=food, amount=pot.money("20000.00"), on=date(2026, 3, 2), by=pot.operator)
    ops.report_expense(
        allocation=food, amount=pot.money("19250.10"), on=date(2026, 4, 3), by=side.partner, kind="salaries"
    )
    return pot


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def amounts_of(download: Download) -> set[Decimal]:
    """Every number of a workbook, to the cent."""
    book = openpyxl.load_workbook(io.BytesIO(Path(download.path()).read_bytes()))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return {Decimal(str(cell)).quantize(Decimal("0.01")) for cell in cells if isinstance(cell, int | float)}


def take(page: Page, link: str) -> Download:
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).click()
    return coming.value


def check_figures(page: Page, download: Download, language: str) -> None:
    """What stands on the page stands in the workbook."""
    said, written = plain(page.locator("main").inner_text()), amounts_of(download)
    for figure in FIGURES:
        assert plain(say_money(Decimal(figure), "CAD", language, cents=True)) in said
        assert Decimal(figure) in written


def test_from_the_pot_to_the_workbook_in_french_then_in_english(page, live_server, side, pot):
    sign_in(page, live_server.url, side.funder)
    page.goto(f"{live_server.url}/pots/")
    page.get_by_role("link", name="Lire le rapport").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ce que le pot a permis")
    page.goto(f"{page.url.split('?')[0]}{PERIOD}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que le pot a permis, janvier–juin 2026")
    expect(page.get_by_role("row", name=re.compile("Fondation B")).first).to_contain_text("60,0")
    check_figures(page, take(page, "Tableur (XLSX)"), "fr")

    page.goto(f"{live_server.url}/en/funds/{pot.fund.slug}/report/{PERIOD}")
    expect(page.get_by_role("heading", level=1)).to_have_text("What the pot made possible, January–June 2026")
    check_figures(page, take(page, "Spreadsheet (XLSX)"), "en")


def test_from_the_list_to_the_pdf_in_two_clicks(page, live_server, side, pot):
    sign_in(page, live_server.url, side.funder)
    page.goto(f"{live_server.url}/pots/")
    page.get_by_role("link", name="Lire le rapport").click()
    assert Path(take(page, "PDF").path()).read_bytes()[:5] == b"%PDF-"


def test_everybody_can_use_these_pages(page, live_server, side, pot):
    sign_in(page, live_server.url, pot.operator)
    allocation = pot.fund.allocations.first()
    for address in ("/pots/", f"/pots/{pot.fund.slug}/", f"/pots/{pot.fund.slug}/rapport/{PERIOD}"):
        page.goto(live_server.url + address)
        assert list_problems(page) == [], address
    for address in ("registre/", "ecrire/versement/", "ecrire/attribution/", f"attributions/{allocation.pk}/"):
        page.goto(f"{live_server.url}/pots/{pot.fund.slug}/{address}")
        assert list_problems(page, thorough=False) == [], address


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_over_allocation_is_refused_with_its_sums_on_a_phone_without_javascript(
    browser: Browser, live_server, side, language
):
    pot = open_pot(side)
    fill_worked_example(pot)
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    sign_in(page, live_server.url, pot.operator)
    form = "/en/funds/{}/write/allocation/" if language == "en" else "/pots/{}/ecrire/attribution/"
    page.goto(live_server.url + form.format(pot.fund.slug))
    page.locator("#id_target").select_option(f"action:{pot.food.pk}")
    page.locator("#id_amount").fill("40,000.00" if language == "en" else "40 000,00")
    page.get_by_role("button", name="Give or propose" if language == "en" else "Attribuer ou proposer").click()
    summary = plain(page.locator("#errors").inner_text())
    for figure in ("40000.00", "33333.34", "6666.66", "50000.00"):
        assert plain(say_money(Decimal(figure), "CAD", language, cents=True)) in summary
    assert page.title().startswith("Error:" if language == "en" else "Erreur")
    assert not pot.fund.allocations.exists()
    context.close()
