"""Are look-alikes found for good reasons only? The figures are those of docs/algorithms/duplicates.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.partnerlists.domain.likeness import Card, Directory, compare, score_names, tidy
from coalitions.partnerlists.domain.plan import merge_values, plan_rows
from coalitions.partnerlists.domain.rows import Reading

WORDS = st.lists(
    st.sampled_from(["centre", "social", "mjc", "balzac", "amis", "été", "foyer", "rural", "12", "brume"]),
    min_size=1,
    max_size=5,
)
NAMES = WORDS.map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Association « Les Amis de l'Été »", "ASSO LES AMIS DE L’ETE", 100),
        ("Centre social Balzac", "CENTRE SOCIAL BALSAC", 95),
        ("MAISON DE LA SOLIDARITE", "LA MAISON DES SOLIDARITES", 97),
        ("Centre social Est", "Centre social Ouest", 0),
        ("Foyer rural 12", "Foyer rural 13", 0),
        ("Mission locale", "Mission locale du Tournaisis", 71),
    ],
)
def test_names_of_the_table(one: str, other: str, score: int) -> None:
    assert score_names(tidy(one), tidy(other)) == score == score_names(tidy(other), tidy(one))


@given(NAMES, NAMES)
def test_likeness_of_names_does_not_depend_on_their_order(one: str, other: str) -> None:
    assert score_names(tidy(one), tidy(other)) == score_names(tidy(other), tidy(one))
    assert 0 <= score_names(tidy(one), tidy(other)) <= 100
    assert score_names(tidy(one), tidy(one)) == 100


SIRET_A, SIRET_B = ("siret", "35600000000048"), ("siret", "35600000009075")


@pytest.mark.parametrize(
    ("other", "reasons", "is_certain"),
    [
        (Card(1, "Autre nom", (SIRET_A,)), ("same_siret",), True),
        (Card(1, "Centre Balzac"), ("same_name",), True),
        (Card(1, "Centre Balzac", (), "", "Lille"), ("same_name",), False),
        (Card(1, "Autre nom", (SIRET_B,)), ("same_company",), False),
        (Card(1, "Centre Balsac", (), "59200"), ("names_alike", "same_postcode"), False),
        (Card(1, "Centre Balzac", (("siret", "73282932000074"),)), (), False),
        (Card(1, "Autre chose"), (), False),
    ],
)
def test_rows_of_the_table(other: Card, reasons: tuple[str, ...], is_certain: bool) -> None:
    found = compare(Card(2, "Centre Balzac", (SIRET_A,), "59200", "Tourcoing"), other)
    assert (found.reasons if found else ()) == reasons
    assert (found.is_certain if found else False) == is_certain


@given(st.lists(NAMES, max_size=12))
def test_a_directory_finds_what_comparing_all_would_find_of_the_same_name(names: list[str]) -> None:
    cards = [Card(number, name) for number, name in enumerate(names)]
    directory = Directory(cards)
    for card in cards:
        found = directory.find_like(Card(99, card.name))
        assert found is not None
        assert found.score == 100


@given(st.lists(NAMES, max_size=15))
def test_each_row_gets_one_verdict_and_points_upward(names: list[str]) -> None:
    readings = [(number, Reading({"name": name})) for number, name in enumerate(names, start=2)]
    plans = list(plan_rows(readings, directory=Directory(), owners={}))
    assert [plan.number for plan in plans] == [number for number, _ in readings]
    assert all(plan.same_as_row is None or plan.same_as_row < plan.number for plan in plans)
    assert plan_rows(readings, directory=Directory(), owners={})
    assert list(plan_rows(readings, directory=Directory(), owners={})) == plans


def test_numbers_of_two_organisations_on_one_row_are_refused() -> None:
    reading = Reading({"name": "A"}, (("rna", "W751092330"), SIRET_A))
    (plan,) = plan_rows([(2, reading)], directory=Directory(), owners={("rna", "W751092330"): 1, SIRET_A: 2})
    assert (plan.verdict, plan.problems[0].code) == ("rejected", "numbers_of_two_organisations")


TEXTS = st.dictionaries(st.sampled_from(["name", "town", "email", "sector"]), st.sampled_from(["", "a", "b"]))


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_merging_never_empties_a_field_nor_changes_a_known_name(
    known: dict[str, str], rows: list[dict[str, str]]
) -> None:
    merged = merge_values(known, rows)
    assert all(merged.get(field) for field, value in known.items() if value)
    assert merged.get("name", "") == (known.get("name") or merged.get("name", ""))
    assert merge_values(merged, []) == merged
