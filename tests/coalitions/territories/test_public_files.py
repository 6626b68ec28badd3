"""Do the public files of France and Montréal give the places their publishers count?"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.conf import settings

from coalitions.territories.imports import public_files as files
from coalitions.territories.models import Territory, TerritoryLink
from coalitions.territories.operations import Loaded, load_territories
from coalitions.territories.queries import get_territory, list_larger, list_parts, read_tree
from impactplatform.accounts.queries import get_system_user

DATA = settings.SHARED_DIR / "data"
if not DATA.is_dir():
    pytest.skip("the public files are not beside the project", allow_module_level=True)


def read(path: str) -> bytes:
    return (DATA / path).read_bytes()


def test_france_has_18_regions_and_101_departements_with_codes_as_text() -> None:
    regions = files.read_regions(read("cog-france/regions.csv"))
    departements = files.read_departements(read("cog-france/departements.csv"))
    assert (len(regions), len(departements)) == (18, 101)
    assert {"01", "2A", "2B", "976"} <= {row.code for row in departements}
    assert {row.parent for row in departements} <= {f"cog-region:{row.code}" for row in regions}


def test_mayotte_has_17_communes_and_256_518_residents() -> None:
    communes = files.read_mayotte_communes(read("cog-france/donnees_communes_mayotte.csv"))
    assert len(communes) == 17
    assert (communes[0].code, communes[10].name) == ("97601", "Mamoudzou")
    assert sum(row.population or 0 for row in communes) == 256_518


def test_the_decree_names_1294_qpv_despite_its_broken_header() -> None:
    data = read("qpv-metropole-2014/quartiers_prioritaire.csv")
    rows = files.read_qpv_2014(data)
    assert len({row.code for row in rows}) == 1294
    assert rows[0].name == "Grande Reyssouze Terre des Fleurs"
    assert rows[0].parent == "cog-departement:01"
    towns = files.list_qpv_towns(data)
    assert towns["QP001001"] == "Bourg-en-Bresse"
    assert all(row.name and towns[row.code] for row in rows)


def test_occitanie_draws_105_qpv_in_48_communes() -> None:
    rows = files.read_outlined_qpv(read("qpv-occitanie-2021/qp.geojson"), read("qpv-occitanie-2021/qp.csv"))
    assert len({row.code for row in rows}) == 105
    assert all(row.outline for row in rows)
    assert len(files.read_occitanie_communes(read("qpv-occitanie-2021/communes.geojson"))) == 48


def test_montreal_has_19_boroughs_32_neighbourhoods_and_29_tables() -> None:
    boroughs = files.read_montreal_boroughs(read("montreal-quartiers/limadmin.geojson"))
    assert Counter(row.kind for row in boroughs) == {"borough": 19, "commune": 16}
    data = read("montreal-quartiers/quartierssociologiques2014.geojson")
    neighbourhoods = files.read_montreal_neighbourhoods(data, boroughs)
    assert len({row.code for row in neighbourhoods}) == 32
    assert len(neighbourhoods) == 33  # one lies in two boroughs
    assert {row.name for row in neighbourhoods} >= {"Montréal-Nord", "Saint-Michel", "Peter McGill"}
    tables = files.list_montreal_tables(data)
    assert len(tables) == 29
    clic = next(table for table in tables if table.short_name == "CLIC")
    assert clic.name == "Conseil local des intervenants communautaires Bordeaux-Cartierville"
    assert {table.name for table in tables} >= {"Concertation Ville-Émard/Côte Saint-Paul"}


@pytest.mark.django_db
def test_all_of_them_load_together_and_again_without_a_change() -> None:
    rows = files.read_public_places(DATA)
    by = get_system_user()
    first = load_territories(rows=rows, by=by, roles={"system"})
    assert first == Loaded(Territory.objects.count(), 0, 0)
    assert load_territories(rows=rows, by=by, roles={"system"}) == Loaded(0, 0, first.created)
    assert Territory.objects.filter(scheme="qpv-2014").count() == 1294
    assert Territory.objects.filter(outline__isnull=False).count() == 105 + 48 + 34 + 32
    assert list_parts(get_territory("cog-departement", "976")).count() == 17
    assert TerritoryLink.objects.filter(child__scheme="montreal-quartier").count() == 33
    bas_vernet = get_territory("QPV-2014", "QP066007")
    assert {t.scheme for t in list_larger(bas_vernet, date(2020, 1, 1))} == {"cog-departement", "cog-commune"}
    france = get_territory("iso-3166", "FR")
    inside = read_tree().list_all_parts(france.pk, date(2020, 1, 1))
    assert len(inside) == 18 + 101 + 17 + 48 + 1294
