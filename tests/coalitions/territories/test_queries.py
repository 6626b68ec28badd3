"""Are places found by code and by name, and are their parts those of the day?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from coalitions.territories.models import Territory
from coalitions.territories.queries import (
    find_by_code,
    find_by_codes,
    get_territory,
    list_larger,
    list_parts,
    read_tree,
    search_territories,
    summarise_kinds,
    summarise_territory,
)
from impactplatform.kernel.decisions import Refused
from tests.factories import TerritoryFactory, TerritoryLinkFactory

pytestmark = pytest.mark.django_db


def test_a_place_is_found_by_its_code_whatever_the_case_of_the_scheme() -> None:
    place = TerritoryFactory(scheme="qpv-2014", code="QP059001")
    assert get_territory("QPV-2014", "QP059001") == place
    assert find_by_code("QP059001") == place == find_by_code("Qpv-2014: QP059001")
    with pytest.raises(Territory.DoesNotExist):
        get_territory("qpv-2014", "QP059002")


def test_a_code_of_two_lists_is_ambiguous_and_says_which() -> None:
    TerritoryFactory(scheme="cog-region", code="01")
    TerritoryFactory(scheme="cog-departement", code="01")
    refused = find_by_code("01")
    assert isinstance(refused, Refused)
    assert (refused.code, refused.details["choices"]) == (
        "ambiguous_territory",
        ["cog-departement:01", "cog-region:01"],
    )
    assert find_by_code("999") == Refused("unknown_territory", {"value": "999"})


def test_many_codes_cost_a_query_per_four_hundred(django_assert_num_queries: Callable[..., object]) -> None:
    TerritoryFactory.create_batch(5)
    with django_assert_num_queries(2):
        found = find_by_codes([f"T{i:03}" for i in range(500)])
    assert len(found) == 500


def test_parts_and_larger_places_are_those_of_the_day() -> None:
    link = TerritoryLinkFactory(valid_until=date(2020, 1, 1))
    TerritoryLinkFactory(child=link.child, parent=link.parent, valid_from=date(2022, 1, 1))
    assert list(list_parts(link.parent, date(2019, 6, 1))) == [link.child]
    assert not list_parts(link.parent, date(2021, 1, 1)).exists()
    assert list(list_larger(link.child, date(2024, 1, 1))) == [link.parent]


def test_search_ranks_exact_names_first_and_past_places_later() -> None:
    for code, name in (
        ("a", "Saint-Michel-de-Maurienne"),
        ("b", "Saint-Michel"),
        ("c", "Vivre à Saint-Michel"),
        ("d", "Michel-Saintard"),
    ):
        TerritoryFactory(code=code, name=name)
    TerritoryFactory(code="e", name="Saint-Michel-Ancien", valid_until=date(2020, 1, 1))
    assert [t.code for t in search_territories("SAINT–MICHEL")] == ["b", "a", "e", "c", "d"]
    assert [t.code for t in search_territories("saint michel maurienne")] == ["a"]
    assert search_territories("A")[0].code == "a"
    assert not search_territories("  ").exists()
    assert not search_territories("x" * 201).exists()


def test_kinds_count_all_places() -> None:
    TerritoryFactory.create_batch(2)
    TerritoryFactory(kind="qpv")
    TerritoryFactory(kind="qpv", valid_until=date(2020, 1, 1))
    assert summarise_kinds() == {"neighbourhood": 2, "qpv": 2}


def test_the_tree_takes_two_queries_whatever_its_size(django_assert_num_queries: Callable[..., object]) -> None:
    links = TerritoryLinkFactory.create_batch(30)
    with django_assert_num_queries(2):
        tree = read_tree()
    assert len(tree.links) == 30
    assert tree.list_parts(links[3].parent_id, date(2024, 1, 1)) == [links[3].child_id]


def test_a_summary_counts_queries_and_adds_residents_only_when_all_are_known(
    django_assert_num_queries: Callable[..., object],
) -> None:
    parent = TerritoryFactory(outline={"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]})
    for population in (100, 250):
        TerritoryLinkFactory(parent=parent, child=TerritoryFactory(population=population))
    with django_assert_num_queries(3):
        summary = summarise_territory(parent, most_parts=1)
    assert (summary.parts_count, len(summary.parts_shown), summary.parts_population) == (2, 1, 350)
    assert summary.outline is not None
    TerritoryLinkFactory(parent=parent)
    assert summarise_territory(parent).parts_population is None
