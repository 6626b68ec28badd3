"""Do places hold their parts on the right days, and are overlaps and circles seen?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.territories.domain.membership import EVER, Link, Place, Span, find_any_cycle, make_tree

TODAY = date(2024, 6, 1)
OLD, NEW = Span(date(2015, 1, 1), date(2024, 1, 1)), Span(date(2024, 1, 1), None)


def test_parts_are_those_of_the_day() -> None:
    tree = make_tree([1, 2, 9], [Link(1, 9, OLD), Link(2, 9, NEW)])
    assert tree.list_parts(9, date(2023, 12, 31)) == [1]
    assert tree.list_parts(9, date(2024, 1, 1)) == [2]
    assert tree.list_larger(2, TODAY) == [9]


def test_a_place_no_longer_in_force_is_no_part() -> None:
    tree = make_tree([Place(1, span=OLD), 9], [Link(1, 9)])
    assert tree.list_parts(9, date(2020, 1, 1)) == [1]
    assert tree.list_parts(9, TODAY) == []


def test_a_leaf_with_two_parents_counts_once() -> None:
    """A QPV over two communes of one agglomeration: the worked table of docs/algorithms/place-membership.md."""
    tree = make_tree([1, 2, 3, 4, 9], [Link(3, 1), Link(3, 2), Link(4, 1), Link(1, 9), Link(2, 9)])
    assert tree.list_leaves(9, TODAY) == {3, 4}
    assert tree.list_all_parts(9, TODAY) == {1, 2, 3, 4}
    assert tree.list_leaves(3, TODAY) == {3}


def test_nested_places_overlap() -> None:
    tree = make_tree([1, 2, 9], [Link(1, 2), Link(2, 9)])
    assert tree.find_overlaps([1, 9], TODAY) == [(1, 9)]
    assert tree.find_overlaps([1, 2, 9], TODAY) == [(1, 2), (1, 9), (2, 9)]


def test_two_communes_that_share_a_qpv_do_not_overlap_but_two_perimeters_do() -> None:
    links = [Link(3, 1), Link(3, 2)]
    communes = [Place(1, "cog", "commune"), Place(2, "cog", "commune"), Place(3, "qpv", "qpv")]
    assert make_tree(communes, links).find_overlaps([1, 2], TODAY) == []
    perimeters = [Place(1, "p", "perimeter"), Place(2, "p", "perimeter"), Place(3, "qpv", "qpv")]
    assert make_tree(perimeters, links).find_overlaps([1, 2], TODAY) == [(1, 2)]
    mixed = [Place(1, "cog", "commune"), Place(2, "school", "sector"), Place(3, "qpv", "qpv")]
    assert make_tree(mixed, links).find_overlaps([1, 2], TODAY) == [(1, 2)]


def test_a_circle_is_found_only_on_days_in_common() -> None:
    tree = make_tree([1, 2, 3], [Link(1, 2, OLD), Link(2, 3, OLD)])
    assert tree.find_cycle(3, 1, OLD) == [1, 2, 3]
    assert tree.find_cycle(3, 1, NEW) == []
    assert tree.find_cycle(3, 1, EVER) == [1, 2, 3]


def test_a_circle_among_many_links() -> None:
    straight = [Link(n, n + 1) for n in range(500)]
    assert find_any_cycle(straight) == []
    assert set(find_any_cycle([*straight, Link(500, 498)])) == {498, 499, 500}
    assert find_any_cycle([Link(1, 2, OLD), Link(2, 1, NEW)]) == []


@pytest.mark.parametrize(
    ("a", "b", "meets"), [(OLD, NEW, False), (OLD, EVER, True), (NEW, NEW, True), (EVER, EVER, True)]
)
def test_spans_meet_on_a_common_day(a: Span, b: Span, meets: bool) -> None:
    assert a.meets(b) is b.meets(a) is meets


pairs = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda p: p[0] < p[1]), max_size=40, unique=True
)


@given(pairs=pairs)
def test_leaves_are_parts_without_parts_and_order_does_not_matter(pairs: list[tuple[int, int]]) -> None:
    links = [Link(child, parent) for child, parent in pairs]
    tree, other = make_tree(range(13), links), make_tree(range(13), reversed(links))
    for place in range(13):
        leaves = tree.list_leaves(place, TODAY)
        assert leaves == other.list_leaves(place, TODAY)
        assert all(not tree.list_parts(leaf, TODAY) for leaf in leaves)
        assert leaves <= tree.list_all_parts(place, TODAY) | {place}
    assert find_any_cycle(links) == []


@given(pairs=pairs, extra=st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda p: p[0] > p[1]))
def test_one_link_upwards_closes_a_circle_exactly_when_a_way_exists(
    pairs: list[tuple[int, int]], extra: tuple[int, int]
) -> None:
    links = [Link(child, parent) for child, parent in pairs]
    way = make_tree(range(13), links).find_cycle(extra[0], extra[1], EVER)
    assert bool(way) == bool(find_any_cycle([*links, Link(*extra)]))
