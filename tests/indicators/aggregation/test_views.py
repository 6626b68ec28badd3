"""Does the page of a figure say what it is, what it is made of, and show each person only what they may see?"""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from coalitions.territories.models import Territory, TerritoryLink
from indicators.aggregation.operations import refresh_totals
from tests.indicators.measurements.scene import MARCH, follow, give, place_of, publish

LIST = "/indicateurs/"


@pytest.fixture
def perimeter(ours):
    place = Territory.objects.create(scheme="essai", code="ours", kind="perimeter", name="Les Tisserands", country="FR")
    for number in (1, 2):
        TerritoryLink.objects.create(child=place_of(ours, number), parent=place)
    ours.coalition.perimeter = place
    ours.coalition.save()
    return place


@pytest.fixture
def followed(ours, perimeter):
    """Jeunes en emploi: 12 and 44 people in February, 3 (too few to show) and 45 in March."""
    first = follow(
        ours, "Jeunes en emploi", kind="stock", source="Relevé de la coalition", how="Compté le dernier jour du mois"
    )
    code = first.indicator.code
    from indicators.catalogue.operations import assign_duty

    second = assign_duty(
        coalition=ours.coalition,
        indicator=first.indicator,
        territory=place_of(ours, 2),
        from_month=MARCH.previous(),
        by=ours.coordinator,
    )
    for duty, february, march in ((first, "12", "3"), (second, "44", "45")):
        give(duty, MARCH.previous(), ours.coordinator, february)
        give(duty, MARCH, ours.coordinator, march)
    publish(ours, MARCH.previous())
    publish(ours, MARCH)
    refresh_totals()
    return f"/indicateurs/{code}/"


def read(client, url):
    return client.get(url).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_member_sees_the_exact_total_and_what_it_is_made_of(followed, ours, client_of):
    page = read(client_of(ours.coordinator), followed)
    assert "48 personnes en mars 2026" in page
    assert "Tisserands 1" in page
    assert "Relevé de la coalition" in page
    assert "De quoi ce total est-il fait" in page


def test_the_public_sees_rounded_totals_and_no_small_count(followed, client_of):
    page = read(client_of(None), followed)
    assert 'data-value="50"' in page
    assert 'data-value="48"' not in page
    assert "trop peu de personnes" in page
    assert "arrondis à 5" in page


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_files_hold_what_the_page_shows(followed, ours, client_of, ending):
    parts = f"?place=essai:{place_of(ours).code}"
    public = client_of(None).get(f"{followed}chiffres.{ending}{parts}")
    exact = client_of(ours.coordinator).get(f"{followed}chiffres.{ending}{parts}")
    assert public.status_code == exact.status_code == 200
    assert values_of(public.content, ending) == [("2026-02", "10", "number"), ("2026-03", "", "hidden")]
    assert values_of(exact.content, ending) == [("2026-02", "12", "number"), ("2026-03", "3", "number")]


def values_of(content: bytes, ending: str) -> list[tuple[str, str, str]]:
    if ending == "csv":
        rows = [line.split(";") for line in content.decode("utf-8-sig").splitlines()]
    else:
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        rows = [
            ["" if cell is None else str(cell).removesuffix(".0") for cell in row]
            for row in sheet.iter_rows(values_only=True)
        ]
    return [(row[3], row[4], row[6]) for row in rows[1:]]


def test_levels_of_time(followed, ours, client_of):
    client = client_of(ours.coordinator)
    assert "1er trimestre 2026" in read(client, f"{followed}?level=quarter")
    assert client.get(f"{followed}?level=week").status_code == 404
    assert client.get(f"{followed}?place=essai:nowhere").status_code == 404


def test_the_list_links_to_the_pages(followed, ours, client_of):
    page = read(client_of(None), LIST)
    assert "Jeunes en emploi" in page
    assert followed in page
    assert "50 personnes" in page
    assert "48 personnes" in read(client_of(ours.partner), LIST)
    assert client_of(None).get(f"{LIST}?coalition=nobody").status_code == 404


def test_a_coalition_without_public_page_shows_nothing_outside(followed, ours, theirs, client_of):
    ours.coalition.is_public = False
    ours.coalition.save()
    for person, answer in ((None, 302), (theirs.coordinator, 404)):
        assert client_of(person).get(followed).status_code == answer
        assert client_of(person).get(f"{followed}chiffres.csv").status_code == answer
        assert client_of(person).get(f"{LIST}?coalition=tisserands").status_code == 404
    assert client_of(ours.coordinator).get(followed).status_code == 200


def test_another_coalition_sees_the_public_figures_only(followed, theirs, client_of):
    page = read(client_of(theirs.coordinator), followed)
    assert 'data-value="48"' not in page


def test_an_unknown_indicator_is_no_page(client_of, db):
    assert client_of(None).get("/indicateurs/rien/").status_code == 404


def test_only_a_coordinator_may_change_the_definition(followed, ours, client_of):
    assert "Changer la définition" in read(client_of(ours.coordinator), followed)
    assert "Changer la définition" not in read(client_of(ours.partner), followed)
