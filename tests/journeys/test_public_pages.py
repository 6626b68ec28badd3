"""Can everybody read the pages that need no account, in French and English, light and dark, on a phone and on a desk?"""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Page, expect

from impactplatform.site.styleguide import PARTS
from tests.journeys.accessibility import DESK, PHONE, list_axe_problems, list_outline_problems, list_problems
from tests.people import make_people

PAGES = [
    ("/", "/en/"),
    ("/territoires/", "/en/territories/"),
    ("/recherche/?q=tisserands", "/en/search/?q=tisserands"),
    ("/recherche/?q=xyz", "/en/search/?q=xyz"),
    ("/glossaire/", "/en/glossary/"),
    ("/aide/", "/en/help/"),
    ("/accessibilite/", "/en/accessibility/"),
    ("/vie-privee/", "/en/privacy/"),
    ("/mentions-legales/", "/en/legal-notice/"),
    ("/plan-du-site/", "/en/site-map/"),
    ("/rien-ici/", "/en/nothing-here/"),
]
STYLEGUIDE = ["/styleguide/", *(f"/styleguide/{part}/" for part in PARTS)]


@pytest.fixture
def published(db):
    """Two coalitions that show themselves to everybody, one of them invented."""
    people = make_people()
    people.ours.coalition.is_fictitious = True
    for side in (people.ours, people.theirs):
        side.coalition.is_public = True
        side.coalition.save()
    return people


def walk(page: Page, origin: str, paths: list[str], *, size: tuple[int, int], scheme: str, thorough: bool) -> None:
    """Open each page and fail with all that is wrong on any of them."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = []
    for path in paths:
        page.goto(origin + path)
        found += [f"{path} {scheme} {size[0]}: {problem}" for problem in list_problems(page, thorough=thorough)]
    assert not found, "\n".join(found)


def test_public_pages_in_french_on_a_phone(page, live_server, published):
    place = published.ours.coalition.places.first().territory
    paths = [french for french, _ in PAGES] + [f"/territoires/{place.scheme}/{place.code}/"]
    walk(page, live_server.url, paths, size=PHONE, scheme="light", thorough=True)


def test_public_pages_in_english_in_the_dark(page, live_server, published):
    place = published.ours.coalition.places.first().territory
    paths = [english for _, english in PAGES] + [f"/en/territories/{place.scheme}/{place.code}/"]
    walk(page, live_server.url, paths, size=DESK, scheme="dark", thorough=False)


@pytest.mark.parametrize(
    ("size", "scheme", "prefix"), [(PHONE, "light", ""), (DESK, "dark", "/en"), (PHONE, "dark", "/fr-ca")]
)
def test_style_guide(page, live_server, db, size, scheme, prefix):
    paths = [prefix + path for path in STYLEGUIDE]
    walk(page, live_server.url, paths, size=size, scheme=scheme, thorough=scheme == "light")


def test_an_error_summary_takes_the_focus_and_leads_to_the_field(page, live_server, db):
    page.goto(f"{live_server.url}/styleguide/forms/")
    assert page.title().startswith("Erreur")
    summary = page.locator("#errors")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    field = page.locator("#wrong_name")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    assert described == ["wrong_name_helptext", "wrong_name_error"]
    assert all(page.locator(f"#{name}").count() == 1 for name in described)


def test_light_and_dark_are_kept_without_javascript(browser: Browser, live_server, db):
    context = browser.new_context(java_script_enabled=False, color_scheme="light")
    page = context.new_page()
    page.goto(f"{live_server.url}/aide/")
    page.get_by_role("button", name="Sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/aide/")
    expect(page.get_by_role("button", name="Sombre")).to_be_hidden()
    page.get_by_role("button", name="Clair").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    context.close()


def test_a_resident_finds_their_place_without_javascript_in_both_languages(browser: Browser, live_server, published):
    place = published.ours.coalition.places.first().territory
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    for home, words in (("/", "Trouver mon territoire"), ("/en/", "Find my place")):
        page.goto(live_server.url + home)
        page.get_by_label(words).fill(place.name.upper())
        page.keyboard.press("Enter")
        page.get_by_role("link", name=place.name, exact=True).click()
        expect(page.locator("main")).to_contain_text(place.name)
    page.get_by_role("link", name="Français", exact=True).click()
    assert page.url == f"{live_server.url}/territoires/{place.scheme}/{place.code}/"
    context.close()


def test_the_first_view_is_light_and_asks_nothing_of_others(page, live_server, published):
    """At most 150 kB as it travels compressed: text counted by its gzip, fonts as they are; no other host, no error."""
    weights, strangers, errors = {}, [], []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)

    def weigh(response):
        if not response.url.startswith(live_server.url):
            strangers.append(response.url)
            return
        body = response.body()
        weights[response.url.removeprefix(live_server.url)] = (
            len(body) if response.url.endswith((".woff2", ".png", ".ico")) else len(gzip.compress(body))
        )

    page.on("response", weigh)
    page.goto(live_server.url, wait_until="networkidle")
    assert strangers == []
    assert errors == []
    assert sum(weights.values()) <= 150_000, sorted(weights.items(), key=lambda item: -item[1])
    assert sum(weight for name, weight in weights.items() if name.endswith(".css")) <= 25_000


def test_the_page_prints_in_ink_on_white(page, live_server, published):
    page.goto(live_server.url)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator("footer")).to_be_hidden()


def test_the_harness_sees_faults(page, live_server, db):
    """Planted once: a picture without words and a second h1 are both reported."""
    page.goto(f"{live_server.url}/aide/")
    page.evaluate(
        "() => { document.querySelector('main').insertAdjacentHTML('beforeend', '<h1>Encore</h1><img src=\"/static/icons/icon.svg\">') }"
    )
    assert any("image-alt" in found for found in list_axe_problems(page))
    assert "2 h1" in list_outline_problems(page)
