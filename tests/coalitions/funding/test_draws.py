"""Does every cent an allocation takes come from money that fits it, and is none refused that could be covered?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from coalitions.funding.domain.draws import Need, settle
from coalitions.funding.domain.ties import FREE, Tie, Use, fits

HOUSING, FOOD = Tie("theme", "housing"), Tie("theme", "food")
NORTH, SOUTH = Tie("place", "essai:N"), Tie("place", "essai:S")
DAY = date(2026, 3, 1)

amounts = st.integers(1, 500_000).map(lambda cents: Decimal(cents) / 100)
ties = st.sampled_from([FREE, HOUSING, FOOD, NORTH, SOUTH])
uses = st.builds(
    Use,
    on=st.just(DAY),
    theme=st.sampled_from(["housing", "food", "school"]),
    places=st.sets(st.sampled_from(["essai:N", "essai:S"])).map(frozenset),
)
pools_of_money = st.dictionaries(ties, amounts, max_size=5)


@st.composite
def needs_of_use(draw: st.DrawFn) -> list[Need]:
    return [Need(n, draw(amounts), draw(uses)) for n in range(draw(st.integers(0, 6)))]


def use(theme: str = "", *places: str) -> Use:
    return Use(DAY, theme=theme, places=frozenset(places))


def test_tied_money_that_fits_is_drawn_first():
    """docs/algorithms/restrictions.md, first table."""
    done = settle({FREE: Decimal("100"), HOUSING: Decimal("50")}, [Need(1, Decimal("70"), use("housing"))])
    assert [(d.tie, d.amount) for d in done.draws] == [(HOUSING, Decimal("50")), (FREE, Decimal("20"))]
    assert (done.left[FREE], done.left[HOUSING]) == (Decimal("80"), Decimal("0"))


def test_an_earlier_allocation_moves_to_another_sum_that_fits_it_too():
    """docs/algorithms/restrictions.md, second table: the first draws from the place instead, and both hold."""
    needs = [Need(1, Decimal("50"), use("housing", "essai:N")), Need(2, Decimal("50"), use("housing", "essai:S"))]
    done = settle({HOUSING: Decimal("50"), NORTH: Decimal("50")}, needs)
    assert not done.uncovered
    assert {(d.need, d.tie) for d in done.draws} == {(1, NORTH), (2, HOUSING)}


def test_what_no_money_covers_is_said_of_the_last_one():
    needs = [Need(1, Decimal("60"), use("food")), Need(2, Decimal("60"), use("food"))]
    done = settle({FREE: Decimal("100")}, needs)
    assert done.uncovered == {2: Decimal("20")}
    assert done.short_by == Decimal("20")


@given(pools_of_money, needs_of_use())
def test_money_is_conserved_to_the_cent(pools, needs):
    done = settle(pools, needs)
    drawn = sum((d.amount for d in done.draws), Decimal(0))
    assert sum(done.left.values()) + drawn == sum(pools.values(), Decimal(0))
    assert drawn + done.short_by == sum((n.amount for n in needs), Decimal(0))
    assert all(left >= 0 for left in done.left.values())
    for need in needs:
        taken = sum((d.amount for d in done.draws if d.need == need.key), Decimal(0))
        assert taken + done.uncovered.get(need.key, Decimal(0)) == need.amount


@given(pools_of_money, needs_of_use())
def test_nothing_is_drawn_outside_its_tie(pools, needs):
    by_key = {n.key: n for n in needs}
    for draw in settle(pools, needs).draws:
        assert draw.amount > 0
        assert fits(draw.tie, by_key[draw.need].use)


@given(pools_of_money, needs_of_use())
def test_a_need_is_uncovered_only_when_no_division_would_do(pools, needs):
    """Hall's condition: some group of needs asks more than every sum that fits any of them."""
    done = settle(pools, needs)
    worst = Decimal(0)
    for chosen in product([False, True], repeat=len(needs)):
        group = [n for n, inside in zip(needs, chosen, strict=True) if inside]
        reach = sum((a for tie, a in pools.items() if any(fits(tie, n.use) for n in group)), Decimal(0))
        worst = max(worst, sum((n.amount for n in group), Decimal(0)) - reach)
    assert done.short_by == worst


@given(pools_of_money, needs_of_use())
def test_a_later_need_never_uncovers_an_earlier_one(pools, needs):
    for count in range(len(needs)):
        before, after = settle(pools, needs[:count]), settle(pools, needs[: count + 1])
        assert {k: v for k, v in after.uncovered.items() if k < count} == before.uncovered
