"""Can a platform admin load a real list of places in a browser, see first, mend a mistake, and do without JavaScript?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coalitions.territories.models import Territory
from tests.journeys.accessibility import list_problems
from tests.journeys.test_rooms import enter
from tests.people import make_admin

HEADER = "scheme,code,kind,name,parent_code,valid_from,valid_until,population,population_year,vintage\n"
REGION = "cog-region,84,region,Auvergne-Rhône-Alpes,,,,,,\n"
AIN = "cog-departement,01,departement,Ain,84,,,650000,2017,\n"


@pytest.fixture
def admin_page(page: Page, live_server: object, db: None) -> Page:
    enter(page, str(live_server), make_admin())
    return page


def load(page: Page, origin: str, path: Path) -> None:
    page.goto(f"{origin}/territoires/charger/")
    page.get_by_label("Fichier de territoires").set_input_files(path)
    page.get_by_role("button", name="Lire le fichier").click()


def test_a_file_is_mended_seen_then_saved(admin_page: Page, live_server: object, tmp_path: Path) -> None:
    page, origin = admin_page, str(live_server)
    path = tmp_path / "lieux.csv"
    path.write_text(HEADER + REGION + AIN.replace("departement,Ain", "canton,Ain"), encoding="utf-8")
    load(page, origin, path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rien n’a été enregistré")
    expect(page).to_have_title(re.compile("^Erreur"))
    expect(page.get_by_role("row", name=re.compile("canton"))).to_contain_text("kind")
    assert list_problems(page) == []
    path.write_text(HEADER + REGION + AIN, encoding="utf-8")
    load(page, origin, path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Voici ce qui changerait")
    assert list_problems(page) == []
    assert not Territory.objects.exists()
    page.get_by_role("button", name="Enregistrer ces territoires").click()
    expect(page.get_by_text("2 territoires créés")).to_be_visible()
    page.goto(f"{origin}/territoires/cog-departement/01/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ain")


def test_it_works_without_javascript_and_says_what_a_file_is_not(
    browser: Browser, live_server: object, db: None, tmp_path: Path
) -> None:
    page, origin = browser.new_context(java_script_enabled=False).new_page(), str(live_server)
    enter(page, origin, make_admin())
    path = tmp_path / "lieux.csv"
    path.write_bytes(b"%PDF-1.7")
    load(page, origin, path)
    expect(page.get_by_role("alert")).to_contain_text("Ce n’est ni un tableur ni un GeoJSON")
    path.write_text(HEADER + REGION + AIN, encoding="utf-8")
    load(page, origin, path)
    page.get_by_role("button", name="Enregistrer ces territoires").click()
    expect(page).to_have_url(f"{origin}/territoires/")
    assert Territory.objects.count() == 2
