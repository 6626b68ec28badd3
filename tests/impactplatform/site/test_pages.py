"""What do the pages of the site answer, to whom, in which language?"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from impactplatform.jobs.models import Job
from tests.factories import ActionFactory, ChangeFactory, CoalitionPlaceFactory, TerritoryFactory, VisionFactory

QUIET_PAGES = [
    "home",
    "places",
    "search",
    "glossary",
    "help",
    "accessibility",
    "privacy",
    "legal",
    "site_map",
    "styleguide",
]
pytestmark = pytest.mark.django_db


def read(client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "en", "fr-ca"])
@pytest.mark.parametrize("name", QUIET_PAGES)
def test_everybody_may_read_them_and_no_cookie_is_set(client, name, language):
    with override(language):
        path = reverse(f"site:{name}")
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert f'<html lang="{ {"fr": "fr", "en": "en", "fr-ca": "fr-CA"}[language] }"' in answer.content.decode()


def test_each_language_leads_to_the_same_page(client):
    text = read(client, "/territoires/?q=lille")
    assert 'href="/en/territories/?q=lille" lang="en"' in text
    assert 'href="/fr-ca/territoires/?q=lille" lang="fr-CA"' in text
    assert 'hreflang="en" href="http' in text


def test_a_page_that_does_not_exist_still_helps(client):
    text = read(client, "/nulle-part/", 404)
    assert "Nous ne trouvons pas cette page" in text
    assert 'role="search"' in text
    assert "We cannot find this page" in read(client, "/en/nowhere/", 404)


def test_the_theme_is_kept_and_only_our_own_pages_are_gone_back_to(client):
    answer = client.post(reverse("site:theme"), {"theme": "dark", "next": "/glossaire/?q=pot"})
    assert answer.headers["Location"] == "/glossaire/?q=pot"
    assert 'data-theme="dark"' in read(client, "/aide/")
    answer = client.post(reverse("site:theme"), {"theme": "light", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    client.post(reverse("site:theme"), {"theme": "<script>"})
    assert "data-theme" not in read(client, "/aide/")


def test_the_theme_is_not_changed_by_reading(client):
    assert client.get(reverse("site:theme")).status_code == 405


def test_home_names_public_coalitions_only(client, people):
    people.ours.coalition.is_public, people.theirs.coalition.is_public = True, False
    people.ours.coalition.save()
    people.theirs.coalition.save()
    VisionFactory(coalition=people.ours.coalition)
    text = read(client, "/")
    assert people.ours.coalition.name in text
    assert "Chaque enfant grandit bien, ici." in text
    assert people.theirs.coalition.name not in text


def test_home_asks_the_same_number_of_questions_however_many_coalitions(client, ours, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(5):
        client.get("/")
    for _ in range(5):
        CoalitionPlaceFactory()
    with django_assert_num_queries(5):
        client.get("/")


def test_places_are_found_without_accents_and_those_at_work_come_first(client):
    TerritoryFactory(name="Aléria")
    TerritoryFactory(name="Été-sur-Mer", code="E1")
    at_work = TerritoryFactory(name="Zone de l’Été")
    CoalitionPlaceFactory(territory=at_work)
    text = read(client, "/territoires/?q=ETE")
    assert text.index("Zone de l’Été") < text.index("Été-sur-Mer")
    assert "Aléria" not in text
    assert "Été-sur-Mer" not in read(client, "/territoires/?q=ete&coalition=1")
    assert "Aucun territoire ne correspond" in read(client, "/territoires/?q=introuvable")
    assert read(client, "/territoires/?kind=planet", 404)


def test_a_place_says_what_is_wanted_and_done_there(client, ours):
    ours.coalition.is_fictitious = True
    ours.coalition.save()
    vision = VisionFactory(coalition=ours.coalition)
    ChangeFactory(vision=vision, title_fr="Plus d’enfants à l’école")
    ActionFactory(coalition=ours.coalition, title_fr="Petits-déjeuners", status="under_way")
    ActionFactory(coalition=ours.coalition, title_fr="Secret", is_public=False)
    ActionFactory(coalition=ours.coalition, title_fr="Rêve", status="idea")
    place = ours.coalition.places.first().territory
    text = read(client, reverse("site:place", args=[place.scheme, place.code]))
    for words in (place.name, vision.aspiration_fr, "Plus d’enfants à l’école", "Petits-déjeuners", "Données fictives"):
        assert words in text
    assert "Secret" not in text
    assert "Rêve" not in text


def test_a_place_is_silent_about_a_coalition_that_is_not_public(client, ours):
    ours.coalition.is_public = False
    ours.coalition.save()
    VisionFactory(coalition=ours.coalition, aspiration_fr="Entre nous")
    place = ours.coalition.places.first().territory
    text = read(client, reverse("site:place", args=[place.scheme, place.code]))
    assert "Entre nous" not in text
    assert "Aucune coalition n’agit encore ici" in text


def test_a_place_shows_its_outline_with_a_table_beside_it(client):
    square = {"type": "Polygon", "coordinates": [[[3, 50], [3.1, 50], [3.1, 50.1], [3, 50.1], [3, 50]]]}
    place = TerritoryFactory(name="Les Quais", outline=square, population=1234, population_year=2021)
    text = read(client, reverse("site:place", args=[place.scheme, place.code]))
    assert "<svg" in text
    assert "1\u202f234" in text


def test_an_unknown_code_is_not_found(client):
    assert read(client, "/territoires/cog-commune/00000/", 404)


def test_search_looks_everywhere_and_says_when_there_is_nothing(client, ours):
    text = read(client, "/recherche/?q=tisserands")
    assert ours.coalition.name in text
    assert "mots du glossaire" in read(client, "/recherche/?q=pot commun").lower()
    assert "Rien pour «\u00a0xyz\u00a0». Essayez un mot plus court." in read(client, "/recherche/?q=xyz")
    assert "&lt;script&gt;" in read(client, "/recherche/?q=<script>")


def test_glossary_filters_without_accents_and_links_to_each_word(client):
    whole, filtered = read(client, "/glossaire/"), read(client, "/glossaire/?q=reddition")
    assert 'id="pot-commun"' in whole
    assert 'id="bilan"' in filtered
    assert 'id="pot-commun"' not in filtered


def test_words_differ_in_quebec(client):
    assert ">bailleur de fonds" in read(client, "/fr-ca/glossaire/")
    assert ">bailleur de fonds" not in read(client, "/glossaire/")


def test_health_is_brief_for_everybody_and_full_for_an_admin(client_of, admin):
    answer = client_of().get("/sante/")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"status": "ok"})
    assert set(json.loads(client_of(admin).get("/en/health/").content)["checks"]) == {"database", "queue", "schedule"}


def test_health_fails_when_an_order_waits_too_long(client, admin):
    job = Job.objects.create(kind="x", key="x", scope="platform", ordered_by=admin)
    Job.objects.filter(pk=job.pk).update(ordered_at=timezone.now() - timedelta(minutes=11))
    assert client.get("/sante/").status_code == 503


def test_every_part_of_the_style_guide_opens(client):
    from impactplatform.site.styleguide import PARTS

    for part in PARTS:
        assert "<h1>" in read(client, f"/styleguide/{part}/")
    assert read(client, "/styleguide/nothing/", 404)
