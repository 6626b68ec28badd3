"""Can a coordinator choose, create and change what the coalition follows, and nobody else?"""

from __future__ import annotations

import pytest

from coalitions.territories.models import Territory
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import Duty, Indicator, IndicatorVersion
from indicators.catalogue.operations import create_indicator
from tests.indicators.measurements.scene import follow, place_of

LIBRARY, NEW = "/indicateurs/bibliotheque/tisserands/", "/indicateurs/nouveau/tisserands/"


@pytest.fixture
def shared(admin):
    return create_indicator(
        code="presence", definition=Definition("Présence à l’école", "élèves", "share"), by=admin
    ).indicator


def filled(place: Territory, **more):
    return {
        "name_fr": "Jardins ouverts", "unit_fr": "jardins", "kind": "flow", "level": "process", "direction": "up", "frequency": "month",
        "method": "open", "min_coverage": "60", "territories": [str(place.pk)], "from_month": "2026-01", **more,
    }  # fmt: skip


def test_adopting_from_the_library(shared, ours, client_of):
    client = client_of(ours.coordinator)
    assert "Présence à l’école" in client.get(LIBRARY).content.decode()
    assert "Présence" in client.get(f"{LIBRARY}?q=ecole").content.decode()
    both = [str(place_of(ours, n).pk) for n in (1, 2)]
    answer = client.post(f"{LIBRARY}presence/", {"territories": both, "from_month": "2026-01"})
    assert answer.status_code == 302
    assert Duty.objects.filter(coalition=ours.coalition, indicator=shared).count() == 2


def test_a_month_that_is_none_is_said(shared, ours, client_of):
    answer = client_of(ours.coordinator).post(
        f"{LIBRARY}presence/", {"territories": [str(place_of(ours).pk)], "from_month": "mars"}
    )
    assert answer.status_code == 422
    assert "Écrivez l’année et le mois" in answer.content.decode()


def test_a_place_of_another_coalition_is_refused(shared, ours, theirs, client_of):
    answer = client_of(ours.coordinator).post(
        f"{LIBRARY}presence/", {"territories": [str(place_of(theirs).pk)], "from_month": "2026-01"}
    )
    assert answer.status_code == 422
    assert not Duty.objects.exists()


def test_creating_an_indicator_puts_it_in_the_month(ours, client_of):
    answer = client_of(ours.coordinator).post(NEW, filled(place_of(ours)))
    assert answer.status_code == 302
    indicator = Indicator.objects.get(code="tisserands-jardins-ouverts")
    assert (indicator.coalition, indicator.duties.count()) == (ours.coalition, 1)
    client_of(ours.coordinator).post(NEW, filled(place_of(ours)))
    assert Indicator.objects.filter(code="tisserands-jardins-ouverts-2").exists()


def test_what_is_missing_is_said_and_nothing_is_lost(ours, client_of):
    answer = client_of(ours.coordinator).post(NEW, filled(place_of(ours), name_fr="", unit_fr="jardins partagés"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "jardins partagés" in page
    assert 'href="#id_name_fr"' in page
    assert not Indicator.objects.exists()


def test_changing_a_definition_makes_a_version(ours, client_of):
    duty = follow(ours, "Jardins")
    url = f"/indicateurs/{duty.indicator.code}/modifier/"
    client = client_of(ours.coordinator)
    assert "Jardins" in client.get(url).content.decode()
    assert client.post(url, filled(place_of(ours), name_fr="Jardins partagés")).status_code == 302
    assert IndicatorVersion.objects.get(indicator=duty.indicator, is_current=True).number == 2


@pytest.mark.parametrize("url", [LIBRARY, NEW, f"{LIBRARY}presence/"])
def test_only_coordinators_of_this_coalition(shared, ours, theirs, stranger, client_of, url):
    assert client_of(None).get(url).status_code == 302
    assert client_of(ours.partner).get(url).status_code == 403
    for person in (theirs.coordinator, stranger):
        assert client_of(person).get(url).status_code == 404


def test_the_library_s_own_indicators_are_not_changed_here(shared, ours, client_of):
    assert client_of(ours.coordinator).get("/indicateurs/presence/modifier/").status_code == 404
