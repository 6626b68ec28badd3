"""The rules alone, on values: the worked tables of docs/algorithms, and what must hold for any figures."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.coverage import NOTHING, Coverage
from indicators.aggregation.domain.leaves import Cell, Contributor, measure_leaf, sum_categories
from indicators.aggregation.domain.places import Forest, Link, Tree, find_overlap, may_add_kinds
from indicators.aggregation.domain.states import (
    OWN,
    PARTS,
    Partial,
    Reading,
    compute_exact,
    finish,
    merge_places,
    start,
)
from indicators.aggregation.domain.status import find_status
from indicators.aggregation.domain.totals import Row, Sitting, compute_row
from indicators.catalogue.domain import LEGAL, NEVER_COMBINED, Rules, choose_rules
from indicators.catalogue.vocabulary import Kind

QUARTER = Period.parse("2025-Q1")
MONTHS = list(QUARTER.months())
COMBINABLE = [kind for kind in Kind if kind not in NEVER_COMBINED]
figures = st.decimals(min_value=0, max_value=10**6, places=4)


def rules_of(kind: str, **given: str) -> Rules:
    rules = choose_rules(kind, **given)
    assert isinstance(rules, Rules)
    return rules


def reading(kind: str, value: object, whole: object = None) -> Reading:
    number = Decimal(str(value))
    state = "number" if number else "zero"
    if kind == "share":
        return Reading(state, numerator=number, denominator=Decimal(str(whole)))
    if kind == "mean":
        return Reading(state, value=number, n=int(str(whole)))
    return Reading(state, value=number)


def over_months(rules: Rules, *given: Reading | None, shelf: int | None = None, duty: bool = True) -> object:
    cells = {month.id: Cell(one, one.is_known) for month, one in zip(MONTHS, given, strict=False) if one is not None}
    return measure_leaf(rules, "month", shelf, [Contributor(cells, (MONTHS[0].id, None) if duty else None)], QUARTER)


@pytest.mark.parametrize(
    ("kind", "more", "given", "expected", "approved"),
    [
        ("flow", {}, [reading("flow", 4), None, reading("flow", 0)], "4", 2),
        ("stock", {}, [reading("stock", 30), reading("stock", 28), None], "28", 1),
        ("stock", {"time": "mean"}, [reading("stock", 30), reading("stock", 28), reading("stock", 29)], "29", 3),
        ("share", {}, [reading("share", 45, 60), reading("share", 10, 40), None], "55", 2),
        ("share", {"time": "latest"}, [reading("share", 45, 60), reading("share", 10, 40), None], "25", 1),
        ("mean", {}, [reading("mean", 4, 10), reading("mean", 1, 20), None], "2", 2),
        ("running_total", {}, [reading("running_total", 5), reading("running_total", 9), None], "9", 1),
        ("maximum", {}, [reading("maximum", 5), reading("maximum", 9), None], "9", 2),
        ("state", {}, [reading("state", 1), reading("state", 0), None], "0", 1),
    ],
)  # fmt: skip
def test_a_quarter_made_of_months(
    kind: str, more: dict[str, str], given: list[Reading], expected: str, approved: int
) -> None:
    rules = rules_of(kind, **more)
    leaf = over_months(rules, *given)
    assert compute_exact(rules, leaf.partial) == Decimal(expected)
    assert leaf.coverage.approved == approved
    assert leaf.coverage.expected == (1 if rules.time == "latest" else 3)


def test_distinct_people_of_several_months_are_bounds() -> None:
    rules = rules_of("distinct")
    leaf = over_months(rules, reading("distinct", 40), reading("distinct", 30))
    outcome = finish(rules, leaf.partial, leaf.coverage, OWN, 0)
    assert (outcome.state, outcome.reason, outcome.lower, outcome.upper) == ("refused", "distinct_not_combined", 40, 70)


def test_a_value_past_its_shelf_life_leaves_and_is_stale() -> None:
    leaf = over_months(rules_of("stock"), reading("stock", 30), shelf=1)
    assert leaf.coverage == Coverage(expected=1, received=1, approved=0, stale=1)
    fresh = over_months(rules_of("stock"), None, reading("stock", 30), shelf=1)
    assert fresh.coverage.approved == 1


def test_the_mean_of_shares_is_not_the_share_of_the_whole() -> None:
    rules = rules_of("share", time="latest")
    parts = [start("share", reading("share", *pair), 1) for pair in ((45, 60), (10, 200), (0, 40))]
    exact = compute_exact(rules, merge_places("share", parts))
    assert exact is not None
    assert exact.quantize(Decimal("0.1")) == Decimal("18.3")
    wrong = sum((compute_exact(rules, part) or Decimal(0) for part in parts), Decimal(0)) / 3
    assert wrong.quantize(Decimal("0.1")) == Decimal("26.7")


@pytest.mark.parametrize("kind", sorted(NEVER_COMBINED))
def test_what_cannot_be_combined_is_refused_with_its_reason(kind: str) -> None:
    rules = rules_of(kind)
    merged = merge_places(kind, [start(kind, reading(kind, 3), 1), start(kind, reading(kind, 5), 1)])
    outcome = finish(rules, merged, Coverage(2, 2, 2), PARTS, 0)
    assert (outcome.state, outcome.reason, outcome.value) == ("refused", f"{kind}_not_combined", None)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_table_answers_for_every_kind_axis_and_rule(kind: str) -> None:
    for axis, legal in zip(("time", "place", "category"), LEGAL[kind], strict=True):
        for rule in ("sum", "latest", "mean", "min", "max", "ratio", "none"):
            chosen = choose_rules(kind, **{axis: rule})
            if rule in legal:
                assert isinstance(chosen, Rules)
            else:
                assert isinstance(chosen, Refused)
                assert chosen.details["reason"]


def test_a_bare_percentage_is_shown_for_its_place_and_never_rolled_up() -> None:
    rules = rules_of("share")
    bare = start("share", Reading("number", value=Decimal(12)), 1)
    own = Row(bare, Coverage(1, 1, 1), OWN, finish(rules, bare, Coverage(1, 1, 1), OWN, 0))
    assert own.outcome.value == 12
    row = compute_row(Sitting(rules, 0, Tree([Link(2, 1)]), {2: own}, {}), 1, None)
    assert row is not None
    assert (row.outcome.state, row.outcome.reason) == ("refused", "share_needs_its_parts")


def test_a_figure_typed_for_a_place_with_parts_stands_beside_or_replaces_and_is_never_added() -> None:
    rules = rules_of("flow")
    part = start("flow", reading("flow", 30), 1)
    rows = {2: Row(part, Coverage(1, 1, 1), OWN, finish(rules, part, Coverage(1, 1, 1), OWN, 0))}
    own = measure_leaf(rules, "month", None, [Contributor({MONTHS[0].id: Cell(reading("flow", 50), True)})], MONTHS[0])
    sitting = Sitting(rules, 0, Tree([Link(2, 1)]), rows, {})
    beside = compute_row(sitting, 1, own)
    assert beside is not None
    assert (beside.outcome.value, beside.official, beside.origin) == (30, 50, PARTS)
    instead = compute_row(sitting, 1, own, replaces=True)
    assert instead is not None
    assert (instead.outcome.value, instead.origin) == (50, OWN)


def test_under_its_least_coverage_a_total_is_withheld() -> None:
    rules = rules_of("flow")
    outcome = finish(rules, Partial(sum=Decimal(9)), Coverage(expected=5, received=3, approved=2), PARTS, 60)
    assert (outcome.state, outcome.value, outcome.reason) == ("withheld", None, "below_min_coverage")
    assert finish(rules, Partial(sum=Decimal(9)), Coverage(5, 3, 3), PARTS, 60).value == 9


def test_overlapping_places_are_refused() -> None:
    assert not may_add_kinds("commune", {"iris", "qpv"})
    assert may_add_kinds("region", {"departement", "commune"})
    tree = Tree([Link(2, 1), Link(3, 1), Link(3, 2)])
    assert tree.has_two_ways(1)
    assert find_overlap(tree, {2, 3}) == (2, 3)


def test_membership_is_read_on_the_last_day_of_the_period() -> None:
    from datetime import date

    forest = Forest([Link(1, 10, None, date(2025, 2, 1)), Link(1, 20, date(2025, 2, 1), None)])
    assert forest.as_of(MONTHS[0]).parents[1] == [10]
    assert forest.as_of(QUARTER).parents[1] == [20]


def test_categories_make_the_whole_only_when_all_are_known() -> None:
    rules = rules_of("flow")
    both = frozenset({1, 2})
    assert sum_categories(rules, {1: reading("flow", 3), 2: reading("flow", 0)}, both) == Reading(
        "number", value=Decimal(3)
    )
    assert sum_categories(rules, {1: reading("flow", 3)}, both) is None
    assert sum_categories(rules, {1: reading("flow", 3), 2: Reading("hidden")}, both) is None


@given(
    st.sampled_from(COMBINABLE),
    st.lists(st.tuples(figures, st.integers(1, 1000)), min_size=1, max_size=8),
    st.randoms(),
)
def test_order_and_grouping_do_not_matter(kind: str, given: list[tuple[Decimal, int]], chance: random.Random) -> None:
    partials = [
        start(kind, reading(kind, min(value, Decimal(whole)) if kind == "share" else value, whole), 1)
        for value, whole in given
    ]
    shuffled = partials[:]
    chance.shuffle(shuffled)
    cut = chance.randint(0, len(shuffled))
    grouped = (
        merge_places(kind, [merge_places(kind, shuffled[:cut]), merge_places(kind, shuffled[cut:])]) if cut else None
    )
    assert merge_places(kind, shuffled) == merge_places(kind, partials)
    if grouped is not None and cut < len(shuffled):
        assert grouped == merge_places(kind, partials)


@given(st.lists(figures, min_size=1, max_size=8), st.sampled_from(["nd", "nc", "hidden", "pending", "na"]))
def test_an_absence_never_changes_a_sum_nor_raises_coverage(given: list[Decimal], silence: str) -> None:
    rules = rules_of("flow")
    rows = {n: _own(rules, reading("flow", value)) for n, value in enumerate(given, start=2)}
    before = _total(rules, rows)
    after = _total(rules, {**rows, 99: _own(rules, Reading(silence))})
    assert after.partial.sum == before.partial.sum == sum(given)
    assert (after.coverage.percent or 0) <= (before.coverage.percent or 0)


@given(st.lists(figures, min_size=1, max_size=6))
def test_zero_is_not_missing(given: list[Decimal]) -> None:
    rules = rules_of("flow")
    rows = {n: _own(rules, reading("flow", value)) for n, value in enumerate(given, start=2)}
    with_zero = _total(rules, {**rows, 99: _own(rules, reading("flow", 0))})
    with_silence = _total(rules, {**rows, 99: _own(rules, Reading("nd"))})
    assert with_zero.coverage.percent == 100
    assert (with_silence.coverage.percent or 0) < 100
    assert with_zero.partial.sum == with_silence.partial.sum


def _own(rules: Rules, given: Reading) -> Row:
    leaf = measure_leaf(rules, "month", None, [Contributor({MONTHS[0].id: Cell(given, given.is_known)})], MONTHS[0])
    assert leaf is not None
    return Row(leaf.partial, leaf.coverage, OWN, finish(rules, leaf.partial, leaf.coverage, OWN, 0, leaf.silence))


def _total(rules: Rules, rows: dict[int, Row]) -> Row:
    total = compute_row(Sitting(rules, 0, Tree(Link(n, 1) for n in rows), rows, {}), 1, None)
    assert total is not None
    return total


def test_nothing_expected_has_no_percentage() -> None:
    assert NOTHING.percent is None


@pytest.mark.parametrize(
    ("kind", "direction", "values", "word"),
    [
        ("flow", "up", [], "nodata"),
        ("flow", "up", [10, 11], "early"),
        ("flow", "up", [100, 101, 104], "steady"),
        ("flow", "up", [100, 101, 106], "ok"),
        ("flow", "down", [100, 101, 106], "slipping"),
        ("share", "up", [80, None, 80, 81], "steady"),
        ("share", "up", [80, None, 80, 82], "ok"),
        ("flow", "neither", [1, 2, 3], ""),
    ],
)
def test_the_word_of_a_series(kind: str, direction: str, values: list[int | None], word: str) -> None:
    assert find_status(kind, direction, [None if v is None else Decimal(v) for v in values]) == word
