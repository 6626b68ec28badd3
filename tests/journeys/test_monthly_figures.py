"""Does a month go from typing to approval by keyboard alone, and without JavaScript too?"""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from impactplatform.accounts.models import User
from indicators.measurements.models import Measurement
from tests.indicators.measurements.scene import MARCH, twelve
from tests.journeys.accessibility import DESK, PHONE, list_axe_problems, list_problems, list_swap_problems
from tests.people import Side, make_side

MONTH, REVIEW = "/chiffres/tisserands/2026-03/", "/chiffres/tisserands/a-relire/"
TYPED = ("86", "100", *(str(12 + n) for n in range(1, 12)))  # the first figure is a share: two numbers


@pytest.fixture
def side(transactional_db) -> Side:
    made = make_side("tisserands")
    twelve(made)
    return made


def sign_in(page: Page, origin: str, user: User) -> None:
    """The cookie of somebody who has signed in (signing in has its own journey)."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page.context.clear_cookies()
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": origin,
            }
        ]
    )


def tab_to(page: Page, selector: str, most: int = 60) -> int:
    """Press Tab until the focus is on what `selector` names; how many times."""
    for pressed in range(1, most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return pressed
    raise AssertionError(f"{selector} cannot be reached with Tab")


def list_latest() -> list[Measurement]:
    return list(Measurement.objects.filter(period=MARCH.id, is_latest=True).order_by("id"))


def test_twelve_figures_by_keyboard_alone_then_a_second_person_approves(page, live_server, side):
    sign_in(page, live_server.url, side.coordinator)
    page.goto(live_server.url + MONTH)
    tab_to(page, "input[data-cell]")
    for text in TYPED:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.locator("#figures-count")).to_have_text(re.compile("12 sur 12 enregistrés"))
    expect(page.locator("#figures-finish")).to_be_focused()
    assert [m.status for m in list_latest()] == ["draft"] * 12
    page.keyboard.press("Enter")
    expect(page.get_by_text("Mars 2026 est terminé")).to_be_visible()
    assert {m.status for m in list_latest()} == {"submitted"}

    sign_in(page, live_server.url, side.second_coordinator)
    page.goto(live_server.url + REVIEW)
    expect(page.get_by_role("checkbox", name="Approuver")).to_have_count(12)
    tab_to(page, "button[value=approve]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("12 chiffres approuvés")).to_be_visible()
    assert {(m.status, m.is_in_force) for m in list_latest()} == {("approved", True)}


def test_the_keys_of_the_grid(page, live_server, side):
    sign_in(page, live_server.url, side.coordinator)
    page.goto(live_server.url + MONTH)
    cells = page.locator("input[data-cell]")
    cells.nth(2).focus()
    page.keyboard.press("ArrowUp")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Enter")
    expect(cells.nth(1)).to_be_focused()
    cells.nth(3).focus()
    page.keyboard.type("77")
    page.keyboard.press("Escape")
    expect(cells.nth(3)).to_have_value("")
    page.keyboard.type("s")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-state]").nth(2)).to_contain_text("Masqué")
    page.keyboard.type("nd")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-state]").nth(3)).to_contain_text("non disponible")
    page.keyboard.press("Control+z")
    expect(cells.nth(4)).to_have_value("")
    expect(cells.nth(4)).to_be_focused()
    expect(page.locator("[data-state]").nth(3)).to_contain_text("À saisir")


def test_a_pause_saves_and_a_mistake_is_said_once(page, live_server, side):
    sign_in(page, live_server.url, side.coordinator)
    page.goto(live_server.url + MONTH)
    cell = page.locator("input[data-cell]").nth(4)
    cell.fill("25")
    expect(page.locator("#figures-count")).to_have_text(re.compile("1 sur 12"), timeout=2500)
    cell.fill("vingt")
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_contain_text("n’est pas un nombre")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(cell).to_have_value("vingt")
    assert list_swap_problems(page) == []
    cell.fill("26")
    page.keyboard.press("Enter")
    expect(cell).to_have_attribute("aria-invalid", "false")


def test_what_is_typed_without_network_is_kept_and_sent_later(page, live_server, side):
    sign_in(page, live_server.url, side.coordinator)
    page.goto(live_server.url + MONTH)
    page.context.set_offline(True)
    page.locator("input[data-cell]").nth(4).fill("25")
    page.keyboard.press("Enter")
    expect(page.locator("#figures-kept")).to_contain_text("Hors connexion. 1 chiffre gardé ici")
    page.context.set_offline(False)
    expect(page.locator("#figures-kept")).to_be_hidden()
    expect(page.locator("#figures-count")).to_have_text(re.compile("1 sur 12"))


def test_a_block_is_pasted_shown_first_and_its_refused_cells_named(page, live_server, side):
    sign_in(page, live_server.url, side.coordinator)
    page.goto(live_server.url + MONTH)
    page.get_by_role("button", name="Coller depuis Excel").click()
    lines = ["86\t100", *(str(20 + n) for n in range(1, 11)), "env. 50", "99"]
    page.get_by_label("Collez ici les cases").fill("\n".join(lines))
    panel = page.locator("#figures-paste")
    expect(panel).to_contain_text("ligne 12")
    expect(panel).to_contain_text("env. 50")
    expect(panel).to_contain_text("ligne 13 (hors du tableau)")
    assert list_latest() == []
    assert list_swap_problems(page) == []
    panel.get_by_role("button", name="Annuler").click()
    expect(page.locator("input[data-cell]").nth(3)).to_have_value("")
    page.get_by_role("button", name="Coller depuis Excel").click()
    page.get_by_label("Collez ici les cases").fill("\n".join(lines[:-2]))
    panel.get_by_role("button", name="Coller 12 valeurs").click()
    expect(page.locator("#figures-count")).to_have_text(re.compile("11 sur 12"))
    assert len(list_latest()) == 11


def test_without_javascript(browser: Browser, live_server, side):
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    sign_in(page, live_server.url, side.coordinator)
    page.goto(live_server.url + MONTH)
    for cell, text in zip(page.locator("input[data-cell]").all(), TYPED, strict=True):
        cell.fill(text)
    page.locator("input[data-cell]").nth(5).fill("env. 50")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("« env. 50 » n’est pas un nombre")
    assert len(list_latest()) == 11
    page.locator("input[data-cell]").nth(5).fill("50")
    page.get_by_role("button", name="Terminer le mois").click()
    expect(page.get_by_text("Mars 2026 est terminé")).to_be_visible()
    assert {m.status for m in list_latest()} == {"submitted"}
    context.close()


@pytest.mark.parametrize(("path", "size", "scheme"), [("", PHONE, "light"), ("/en", DESK, "dark")])
def test_everybody_can_use_these_pages(page, live_server, side, path, size, scheme):
    sign_in(page, live_server.url, side.coordinator)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    month = path + (MONTH if not path else "/figures/tisserands/2026-03/")
    page.goto(live_server.url + month)
    found = list_problems(page)
    page.goto(f"{live_server.url}{month}?finish=1")
    found += list_axe_problems(page)
    page.goto(live_server.url + month + ("feuille/" if not path else "sheet/"))
    found += list_problems(page, thorough=False)
    page.goto(live_server.url + path + (REVIEW if not path else "/figures/tisserands/to-review/"))
    found += list_problems(page, thorough=False)
    assert not found, "\n".join(found)
