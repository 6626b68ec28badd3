"""Does a coordinator bring a real list from their spreadsheet to the directory and back, by keyboard, and without JavaScript?"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from coalitions.organisations.models import Organisation
from coalitions.partnerlists.models import PartnerList
from tests.journeys.accessibility import PHONE, list_axe_problems, list_problems, list_swap_problems
from tests.journeys.test_monthly_figures import sign_in
from tests.people import Side, make_side

MAYENNE = Path(settings.SHARED_DIR) / "data/subventions-pays-de-la-loire/53_mayenne_2018.xlsx"
MESSY = """Liste des partenaires;;;;
;;;;
Nom de l’organisme;N° SIRET;Courriel;Code postal;Ville
Centre social Balzac;35600000000048;balzac@example.org;59200;Tourcoing
CENTRE SOCIAL BALSAC;;;59200;Tourcoing
Centre social Balzac;35600000000048;;;
Régie du Pont;;regie@;59000;Lille
Association Brume;;brume@example.org;1000;Bourg-en-Bresse
Association Coudrier;;coudrier@example.org;2000;Laon
Mission locale;2,43E+13;;59000;Lille
Total;;;;7
"""


@pytest.fixture
def side(transactional_db, settings, tmp_path) -> Side:
    settings.MEDIA_ROOT = tmp_path
    return make_side("tisserands")


@pytest.fixture
def messy(tmp_path) -> Path:
    path = tmp_path / "liste des partenaires.csv"
    path.write_bytes(MESSY.encode("cp1252", errors="replace"))
    return path


def press(page: Page, role: str, name: str) -> None:
    """Go to a button or a link by keyboard and press it."""
    page.get_by_role(role, name=name, exact=True).first.focus()  # type: ignore[arg-type]
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def test_a_messy_list_by_keyboard(page: Page, live_server, side, messy) -> None:
    sign_in(page, live_server.url, side.coordinator)
    page.goto(f"{live_server.url}/imports/")
    assert list_problems(page) == []
    page.get_by_label("Fichier").set_input_files(messy)
    press(page, "button", "Lire ce fichier")
    expect(page.get_by_role("heading", name="Que contient chacune de vos colonnes")).to_be_visible()
    expect(page.get_by_text("Regardez les accents")).to_be_visible()
    assert list_problems(page) == []
    press(page, "button", "Comparer avec l’annuaire")
    expect(page.get_by_text("7 lignes : 1 prête · 1 en répète une autre · 1 à vérifier · 4 en erreur")).to_be_visible()
    assert list_problems(page) == []
    press(page, "button", "Oui, aux 2 lignes")
    expect(page.get_by_text("3 prêtes")).to_be_visible()
    press(page, "button", "Vider la ligne 7")
    press(page, "link", "Continuer sans ces lignes")
    expect(page.get_by_role("heading", name="CENTRE SOCIAL BALSAC")).to_be_visible()
    expect(page.get_by_text("Même code postal, noms à 95 % pareils.")).to_be_visible()
    assert list_problems(page) == []
    page.locator("[data-pair]").first.focus()
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Changer ma réponse")).to_be_visible()
    assert list_swap_problems(page) == []
    press(page, "link", "Continuer")
    expect(page.get_by_role("button", name="Enregistrer 4 lignes")).to_be_visible()
    assert list_problems(page) == []
    assert not Organisation.objects.filter(name="Centre social Balzac").exists()
    press(page, "button", "Enregistrer 4 lignes")
    press(page, "link", "Voir le résultat")
    expect(page.get_by_text("4 organismes sont entrés dans l’annuaire.")).to_be_visible()
    assert list_problems(page) == []
    assert Organisation.objects.get(name="Association Coudrier").postcode == "02000"
    press(page, "button", "Annuler tout l’import")
    press(page, "link", "Voir le résultat")
    expect(page.get_by_text("4 organismes ont été retirés.")).to_be_visible()
    assert not Organisation.objects.filter(name="Association Coudrier").exists()


def test_a_bad_file_is_refused_with_the_focus_on_why(page: Page, live_server, side, tmp_path) -> None:
    bad = tmp_path / "photo.xlsx"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    sign_in(page, live_server.url, side.coordinator)
    page.goto(f"{live_server.url}/en/imports/")
    page.get_by_label("File").set_input_files(bad)
    press(page, "button", "Read this file")
    expect(page).to_have_title(re_title("Error"))
    expect(page.get_by_text("This is not a spreadsheet (it looks like: image)").first).to_be_visible()
    assert page.evaluate("() => document.activeElement.matches('.errors')")
    assert list_axe_problems(page) == []


def re_title(start: str):
    import re

    return re.compile(f"^{start}")


@pytest.mark.skipif(not MAYENNE.exists(), reason="the public reference files are not beside the project")
def test_a_real_list_without_javascript_on_a_phone(browser: Browser, live_server, side) -> None:
    """Mayenne 2018: 175 grants, 17 wrong SIRET and 2 rows without a name are handed back, 2 pairs wait for the person."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    sign_in(page, live_server.url, side.coordinator)
    page.goto(f"{live_server.url}/imports/")
    page.get_by_label("Fichier").set_input_files(MAYENNE)
    press(page, "button", "Lire ce fichier")
    press(page, "button", "Comparer avec l’annuaire")
    expect(
        page.get_by_text("175 lignes : 102 prêtes · 52 en répètent une autre · 2 à vérifier · 19 en erreur")
    ).to_be_visible()
    press(page, "link", "Continuer sans ces lignes")
    press(page, "button", "Tout fusionner")
    press(page, "link", "Continuer")
    press(page, "button", "Enregistrer 102 lignes")
    press(page, "link", "Voir le résultat")
    expect(page.get_by_text("102 organismes sont entrés dans l’annuaire.")).to_be_visible()
    assert side.coalition.memberships.count() == 105
    assert PartnerList.objects.get().state == "applied"
    context.close()
