"""Does an approved month change the public page of an indicator and of its place, readable by everybody, with JavaScript off too?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from coalitions.territories.models import Territory, TerritoryLink
from impactplatform.accounts.models import User
from indicators.aggregation.operations import refresh_totals
from indicators.catalogue.operations import assign_duty
from tests.indicators.measurements.scene import MARCH, follow, give, place_of, publish
from tests.journeys.accessibility import DESK, PHONE, list_problems
from tests.journeys.test_monthly_figures import sign_in
from tests.people import Side, make_side

PAGE = "/indicateurs/tisserands-jardins-ouverts/"


@pytest.fixture
def side(transactional_db) -> Side:
    """Gardens are not people: shown as they are. 4 and 6 in February, in two places of one perimeter."""
    made = make_side("tisserands")
    perimeter = Territory.objects.create(
        scheme="essai", code="tisserands", kind="perimeter", name="Les Tisserands", country="FR"
    )
    duties = [follow(made, "Jardins ouverts", kind="stock", level="process", unit_fr="jardins")]
    for number in (1, 2):
        TerritoryLink.objects.create(child=place_of(made, number), parent=perimeter)
    duties.append(
        assign_duty(
            coalition=made.coalition,
            indicator=duties[0].indicator,
            territory=place_of(made, 2),
            from_month=MARCH.previous(),
            by=made.coordinator,
        )
    )
    made.coalition.perimeter = perimeter
    made.coalition.save()
    for duty, value in zip(duties, ("4", "6"), strict=True):
        give(duty, MARCH.previous(), made.coordinator, value)
    publish(made, MARCH.previous())
    refresh_totals()
    return made


def test_approving_a_month_changes_the_pages_everybody_reads(page, live_server, side):
    page.goto(live_server.url + PAGE)
    expect(page.locator("main .lede + *, main")).to_contain_text("10")
    month = "/chiffres/tisserands/2026-03/"
    for number, value in ((1, "5"), (2, "9")):
        record(page, live_server.url, side.coordinator, f"{month}?place=essai:tisser-{number}", value)
    page.get_by_role("button", name="Terminer le mois").click()
    expect(page.get_by_text("Mars 2026 est terminé")).to_be_visible()
    sign_in(page, live_server.url, side.second_coordinator)
    page.goto(f"{live_server.url}/chiffres/tisserands/a-relire/")
    for _ in range(2):
        page.get_by_role("button", name=re.compile("Approuver")).first.click()
    expect(page.get_by_text("Rien à relire")).to_be_visible()
    refresh_totals()

    page.context.clear_cookies()
    page.goto(live_server.url + PAGE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("en hausse")
    expect(page.locator("main")).to_contain_text(re.compile(r"14\sjardins en mars 2026"))
    page.get_by_text("De quoi ce total est-il fait").click()
    expect(page.locator(".certificate")).to_contain_text("Tisserands 1")
    page.goto(f"{live_server.url}/territoires/essai/tisserands/")
    expect(page.locator("main")).to_contain_text(re.compile(r"14"))


def record(page: Page, origin: str, user: User, path: str, value: str) -> None:
    sign_in(page, origin, user)
    page.goto(origin + path)
    page.locator("input[data-cell]").first.fill(value)
    page.keyboard.press("Enter")
    expect(page.locator("[data-state]").first).to_contain_text("Enregistré")


def test_the_table_says_what_the_picture_shows_without_javascript(browser: Browser, live_server, side):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + PAGE)
    figure = page.locator("figure.chart").first
    drawn = [dot.get_attribute("data-value") for dot in figure.locator(".chart__wide circle").all()]
    listed = [cell.get_attribute("data-value") for cell in figure.locator("td[data-value]").all()]
    assert drawn == listed == ["10"]
    figure.locator("summary").click()
    expect(figure.get_by_role("table")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    context.close()


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_everybody_can_use_these_pages(page, live_server, side, size, scheme):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    paths = [PAGE, "/en/indicators/tisserands-jardins-ouverts/", "/indicateurs/"]
    found = visit(page, live_server.url, paths)
    sign_in(page, live_server.url, side.coordinator)
    paths = [
        "/aujourdhui/",
        "/en/today/",
        "/indicateurs/bibliotheque/tisserands/",
        "/indicateurs/nouveau/tisserands/",
        f"{PAGE}modifier/",
        PAGE,
    ]
    found += visit(page, live_server.url, paths)
    assert not found, "\n".join(found)


def visit(page: Page, origin: str, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(origin + path)
        found += [f"{path}: {problem}" for problem in list_problems(page)]
    return found
