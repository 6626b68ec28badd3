"""Montpellier 2009, job seekers by IRIS: 4 of 88 are hidden. The sum says 27,862 with 4 parts missing, beside the published 28,696."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from coalitions.territories.models import Territory
from impactplatform.accounts.queries import get_system_user
from impactplatform.kernel.periods import Period
from indicators.aggregation.operations import refresh_totals
from indicators.aggregation.queries import Result, summarise_result
from indicators.catalogue.domain import Definition
from indicators.catalogue.operations import create_indicator
from indicators.catalogue.queries import get_indicator
from indicators.measurements.imports import import_measurements
from tests.factories import TerritoryFactory, TerritoryLinkFactory

FOLDER = Path(settings.SHARED_DIR) / "data" / "montpellier-iris-emploi-2009"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.exists(), reason="the public files are not beside the project"),
]
YEAR = Period.parse("2009")


def read(name: str) -> list[dict[str, str]]:
    """The rows under the line of variable codes; the line of labels is left out."""
    lines = (FOLDER / f"INSEE_MTP_DemandeursEmpl{name}_2009.csv").read_text(encoding="cp1252").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith('"REG"'))
    return [row for row in csv.DictReader([lines[start], *lines[start + 2 :]]) if row["dc"]]


def bring(rows: list[str]) -> None:
    data = "\n".join(["indicator,territory,period,value", *rows]).encode()
    answer = import_measurements(data=data, name="iris.csv", by=get_system_user(), commit=True, approves=True)
    assert answer.rejected == ()


@pytest.fixture
def towns() -> dict[str, Result]:
    """Every commune whose IRIS are given, with its own published figure beside."""
    definition = Definition(
        "Demandeurs d’emploi", "personnes", "stock", name_en="Job seekers", frequency="year", threshold=0
    )
    indicator = create_indicator(code="demandeurs", definition=definition, by=get_system_user()).indicator
    communes = {row["dc"]: (row["nom"], row["A"]) for row in read("Com")}
    parts = [row for row in read("IRIS") if row["dc"] in communes]
    made: dict[str, Territory] = {}
    for row in parts:
        town = made.get(row["dc"]) or TerritoryFactory(
            scheme="cog-commune", code=row["dc"], kind="commune", name=row["nomc"]
        )
        made[row["dc"]] = town
        TerritoryLinkFactory(
            child=TerritoryFactory(scheme="iris", code=row["dc"] + row["iris"], kind="iris"), parent=town
        )
    bring([f"demandeurs,iris:{row['dc']}{row['iris']},2009,{row['A'] or 's'}" for row in parts])
    bring([f"demandeurs,cog-commune:{code},2009,{communes[code][1]}" for code in made if communes[code][1]])
    refresh_totals()
    return {code: summarise_result(indicator, town, YEAR, public=False) for code, town in made.items()}


def test_the_sum_says_how_many_parts_are_missing_and_the_official_figure_stands_beside(
    towns: dict[str, Result],
) -> None:
    montpellier = towns["34172"]
    assert (montpellier.value, montpellier.official) == (27_862, 28_696)
    seen = montpellier.coverage
    assert (seen.expected, seen.approved, seen.hidden) == (88, 84, 4)
    assert len(montpellier.missing) == 4
    assert "84 of 88" in montpellier.sentence_en


def test_where_every_part_is_known_the_sum_is_the_published_figure(towns: dict[str, Result]) -> None:
    castelnau = towns["34057"]
    assert (castelnau.value, castelnau.official, castelnau.coverage.percent) == (1016, Decimal(1016), 100)


def test_neighbourhoods_drawn_over_the_iris_are_not_added_to_them(towns: dict[str, Result]) -> None:
    town = Territory.objects.get(code="34172")
    TerritoryLinkFactory(child=TerritoryFactory(scheme="zus", code="9107010", kind="qpv"), parent=town)
    bring(["demandeurs,zus:9107010,2009,5000"])
    refresh_totals()
    result = summarise_result(get_indicator("demandeurs"), town, YEAR, public=False)
    assert (result.state, result.reason, result.value, result.official) == (
        "refused",
        "overlapping_parts",
        None,
        28_696,
    )
