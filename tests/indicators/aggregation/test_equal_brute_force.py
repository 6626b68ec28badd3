"""Whatever the order of changes, repeated or lost, stored totals equal an independent computation from the raw figures.

The brute force here shares no code with the product: it walks the links by hand and adds what it finds.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from coalitions.territories.models import Territory, TerritoryLink
from impactplatform.accounts.queries import get_system_user
from impactplatform.kernel.periods import Period
from indicators.aggregation.models import Total
from indicators.aggregation.operations import mark_moved_places, rebuild_totals, refresh_totals, verify_totals
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.operations import create_indicator
from indicators.measurements.domain import Entry, settle
from indicators.measurements.models import Measurement
from indicators.measurements.operations.importing import FigureRow, import_figures
from tests.factories import TerritoryFactory, TerritoryLinkFactory

pytestmark = pytest.mark.django_db
MONTHS = [Period.parse(f"2025-{m:02}") for m in range(1, 13)]
LEAVES = 9
KINDS = {"flow": {}, "stock": {}, "share": {"time_rule": "latest"}, "running_total": {}}


class World:
    """Two regions of three communes of QPV, one QPV across two communes, one that changes commune in July; EPCI beside."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.country = TerritoryFactory(kind="country", code="W")
        self.regions = [TerritoryFactory(kind="region", code=f"R{n}") for n in range(2)]
        self.communes = [TerritoryFactory(kind="commune", code=f"C{n}") for n in range(4)]
        self.bodies = [TerritoryFactory(kind="epci", code=f"E{n}") for n in range(2)]
        self.leaves = [TerritoryFactory(kind="qpv", code=f"Q{n}") for n in range(LEAVES)]
        for region in self.regions:
            TerritoryLinkFactory(child=region, parent=self.country)
        for n, commune in enumerate(self.communes):
            TerritoryLinkFactory(child=commune, parent=self.regions[n // 2])
            TerritoryLinkFactory(child=commune, parent=self.bodies[n % 2])
        for n, leaf in enumerate(self.leaves[:-1]):
            TerritoryLinkFactory(child=leaf, parent=self.communes[n % 4])
        TerritoryLinkFactory(child=self.leaves[0], parent=self.communes[1])  # across two communes of one region
        mover, july = self.leaves[-1], date(2025, 7, 1)
        TerritoryLinkFactory(child=mover, parent=self.communes[0], valid_until=july)
        TerritoryLinkFactory(child=mover, parent=self.communes[3], valid_from=july)
        self.versions = {kind: self._create(kind, more) for kind, more in KINDS.items()}

    def _create(self, kind: str, more: dict[str, str]) -> IndicatorVersion:
        definition = Definition("Essai", "u", kind, min_coverage=0, **more)  # type: ignore[arg-type]
        return create_indicator(code=f"essai-{kind}", definition=definition, by=get_system_user())

    def change(self, count: int) -> None:
        """Some figures are given or corrected, silences among them."""
        rows = {}
        for _ in range(count):
            kind = self.random.choice(list(KINDS))
            row = FigureRow(
                0,
                self.versions[kind],
                self.random.choice(self.leaves),
                self.random.choice(MONTHS),
                None,
                settle(kind, self._entry(kind)),
            )
            rows[row.key] = row
        import_figures(rows=list(rows.values()), by=get_system_user(), approves=True)

    def _entry(self, kind: str) -> Entry:
        state = self.random.choices(["number", "nd", "hidden", "na"], [8, 1, 1, 1])[0]
        if state != "number":
            return Entry(state)
        if kind == "share":
            whole = self.random.randint(0, 50)
            return Entry(numerator=Decimal(self.random.randint(0, whole)), denominator=Decimal(whole))
        return Entry(value=Decimal(self.random.randint(0, 9)) / 4)


def leaves_below(place: int, day: date, links: list[TerritoryLink], leaves: set[int]) -> set[int]:
    if place in leaves:
        return {place}
    found = set()
    for link in links:
        since, until = link.valid_from, link.valid_until
        if link.parent_id == place and (since is None or since <= day) and (until is None or day < until):
            found |= leaves_below(link.child_id, day, links, leaves)
    return found


def brute_force(world: World, kind: str) -> dict[tuple[int, int], tuple[Decimal, Decimal | None, int]]:
    """(place, period) -> sum or numerator, denominator, reports that count."""
    figures: dict[int, dict[int, Measurement]] = defaultdict(dict)
    for one in Measurement.objects.filter(is_in_force=True, series__version=world.versions[kind]).select_related(
        "series"
    ):
        figures[one.series.territory_id][one.period] = one
    links, leaves = list(TerritoryLink.objects.all()), {leaf.pk for leaf in world.leaves}
    spans = {p for m in MONTHS for p in (m, *m.parents())}
    answers = {}
    for period in spans:
        last = date.fromordinal(period.ends_before.toordinal() - 1)
        for place in Territory.objects.values_list("pk", flat=True):
            total, whole, count = Decimal(0), Decimal(0), 0
            for leaf in leaves_below(place, last, links, leaves):
                inside = [figures[leaf][m.id] for m in period.months() if m.id in figures[leaf]]
                known = [one for one in inside if one.state in ("number", "zero")]
                if kind != "flow":
                    known = known[-1:] if known else []
                for one in known:
                    count += 1
                    total += (one.numerator if kind == "share" else one.value) or 0
                    whole += one.denominator or 0
            if count:
                answers[place, period.id] = (total, whole if kind == "share" else None, count)
    return answers


def stored(world: World, kind: str) -> dict[tuple[int, int], tuple[Decimal, Decimal | None, int]]:
    rows = Total.objects.filter(version=world.versions[kind], approved__gt=0)
    return {
        (t.territory_id, t.period): ((t.numerator if kind == "share" else t.sum), t.denominator, t.approved)
        for t in rows
    }


@pytest.mark.parametrize("seed", range(6))
def test_totals_follow_any_sequence_of_changes(seed: int) -> None:
    world = World(seed)
    mark_moved_places()
    for step in range(5):
        world.change(world.random.randint(1, 60))
        if step % 2:
            refresh_totals()
        if step == 3:  # a place moves, without a word to those who count
            moved = TerritoryLink.objects.filter(child=world.leaves[3]).order_by("id")[0]
            TerritoryLink.objects.filter(pk=moved.pk).update(
                parent=world.communes[(seed + 1) % 4] if seed % 2 else world.communes[3]
            )
            mark_moved_places()
    refresh_totals()
    for kind in KINDS:
        assert stored(world, kind) == brute_force(world, kind), kind
    assert verify_totals()[1] == []
    before = list(Total.objects.order_by("id").values_list("id", "run", "value", "approved"))
    refresh_totals()
    rebuild_totals()
    assert list(Total.objects.order_by("id").values_list("id", "run", "value", "approved")) == before


def test_a_share_of_zero_is_not_applicable_and_zero_is_not_missing() -> None:
    world = World(0)
    leaf, month = world.leaves[0], MONTHS[0]
    rows = [
        FigureRow(
            1,
            world.versions["share"],
            leaf,
            month,
            None,
            settle("share", Entry(numerator=Decimal(0), denominator=Decimal(0))),
        ),
        FigureRow(2, world.versions["flow"], leaf, month, None, settle("flow", Entry(value=Decimal(0)))),
        FigureRow(3, world.versions["flow"], world.leaves[1], month, None, Entry("nd")),
    ]
    import_figures(rows=rows, by=get_system_user(), approves=True)
    refresh_totals()
    share = Total.objects.get(version=world.versions["share"], territory=leaf, period=month.id)
    assert (share.state, share.value, share.reason) == ("na", None, "zero_denominator")
    flow = {
        t.territory.code: (t.state, t.value)
        for t in Total.objects.filter(version=world.versions["flow"], period=month.id)
    }
    assert flow["Q0"] == ("zero", 0)
    assert flow["Q1"] == ("nd", None)
    assert flow["W"] == ("zero", 0)
