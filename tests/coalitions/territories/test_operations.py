"""Do places load all or nothing, once, with their links; and do links keep their days and refuse circles?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalitions.territories.domain.membership import Span
from coalitions.territories.domain.rows import PlaceRow, read_row
from coalitions.territories.models import Territory, TerritoryLink
from coalitions.territories.operations import (
    CannotLink,
    CannotLoad,
    Loaded,
    end_link,
    link_territories,
    load_territories,
    name_successor,
)
from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.audit.models import Entry
from tests.factories import TerritoryFactory, TerritoryLinkFactory

ROLES = frozenset({"admin"})
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}


def rows_of(*records: Mapping[str, object]) -> list[PlaceRow]:
    rows = []
    for number, record in enumerate(records, start=2):
        row, problems = read_row(number, {"scheme": "cog", "kind": "commune", **record})
        assert row is not None, problems
        rows.append(row)
    return rows


def load(admin: User, *records: Mapping[str, object]) -> Loaded:
    return load_territories(rows=rows_of(*records), by=admin, roles=ROLES)


REGION = {"code": "84", "kind": "region", "name": "Auvergne-Rhône-Alpes"}
AIN = {"code": "01", "kind": "departement", "name": "Ain", "parent_code": "84", "population": "650000"}


def test_a_file_loads_once_and_the_same_again_changes_nothing(admin: User) -> None:
    assert load(admin, AIN, REGION) == Loaded(2, 0, 0)
    assert load(admin, AIN, REGION) == Loaded(0, 0, 2)
    ain = Territory.objects.get(code="01")
    assert [p.code for p in ain.parents.all()] == ["84"]
    assert ain.folded_name == "ain"
    assert ain.history.get().history_user == admin
    assert Entry.objects.filter(action="territory.created", scope="platform").count() == 2


def test_a_change_updates_and_a_blank_erases_nothing(admin: User) -> None:
    load(admin, AIN, REGION)
    assert load(admin, {**AIN, "name": "Ain (01)", "population": ""}) == Loaded(0, 1, 0)
    ain = Territory.objects.get(code="01")
    assert (ain.name, ain.folded_name, ain.population) == ("Ain (01)", "ain (01)", 650000)
    assert Entry.objects.get(action="territory.edited").details == {"fields": ["name"]}


def test_several_parents_by_repeating_the_row(admin: User) -> None:
    places = [{"code": c, "name": c} for c in ("02571", "02691")]
    qpv = {"scheme": "qpv-2014", "code": "QP002001", "kind": "qpv", "name": "Vermand"}
    assert load(admin, *places, {**qpv, "parent_code": "cog:02571"}, {**qpv, "parent_code": "COG:02691"}) == Loaded(
        3, 0, 0
    )
    assert TerritoryLink.objects.count() == 2
    places.append({"code": "02700", "name": "c"})
    assert load(admin, *places, {**qpv, "parent_code": "02700"}) == Loaded(1, 1, 2)
    assert TerritoryLink.objects.count() == 3


def test_a_place_that_changed_parent_is_told_by_two_dated_rows(admin: User) -> None:
    parents = [{"code": "A", "name": "A"}, {"code": "B", "name": "B"}]
    first = {"code": "X", "name": "X", "parent_code": "A", "valid_until": "2020-01-01"}
    then = {"code": "X", "name": "X", "parent_code": "B", "valid_from": "2020-01-01"}
    load(admin, *parents, first, then)
    place = Territory.objects.get(code="X")
    assert (place.valid_from, place.valid_until) == (None, None)
    spans = {link.parent.code: (link.valid_from, link.valid_until) for link in place.parent_links.all()}
    assert spans == {"A": (None, date(2020, 1, 1)), "B": (date(2020, 1, 1), None)}
    assert load(admin, *parents, first, then) == Loaded(0, 0, 3)


def test_an_end_date_given_later_moves_the_link(admin: User) -> None:
    load(admin, REGION, AIN)
    assert load(admin, {**AIN, "valid_until": "2030-01-01"}).updated == 1
    assert TerritoryLink.objects.get().valid_until == date(2030, 1, 1)


@pytest.mark.parametrize(
    ("records", "row", "column", "code"),
    [
        ([{"code": "1", "name": "a", "parent_code": "9"}], 2, "parent_code", "unknown_parent"),
        ([{"code": "1", "name": "a", "parent_code": "cog:1"}], 2, "parent_code", "own_parent"),
        ([{"code": "1", "name": "a"}, {"code": "1", "name": "b"}], 3, "name", "contradiction"),
        ([{"code": "1", "name": "a", "kind": ""}], 2, "kind", "empty_cell"),
        (
            [{"code": "1", "name": "a"}, {"scheme": "dep", "code": "1", "name": "b"}, {"code": "2", "name": "c", "parent_code": "1"}],
            4, "parent_code", "ambiguous_parent",
        ),
        (
            [{"code": "1", "name": "a", "parent_code": "2"}, {"code": "2", "name": "b", "parent_code": "1"}],
            2, "parent_code", "cycle",
        ),
    ],
)  # fmt: skip
def test_one_bad_row_and_nothing_is_saved(
    admin: User, records: list[dict[str, str]], row: int, column: str, code: str
) -> None:
    with pytest.raises(CannotLoad) as refusal:
        load(admin, {"code": "0", "name": "fine"}, *[dict(r) for r in records])
    assert [(p.row - 1, p.column, p.code) for p in refusal.value.problems] == [(row, column, code)]
    assert not Territory.objects.exists()


def test_only_the_platform_admin_loads(ours: object, coordinator: User) -> None:
    with pytest.raises(CannotAct):
        load_territories(rows=rows_of(REGION), by=coordinator, roles={"coordinator"})


def test_thousands_cost_batches(admin: User) -> None:
    def cost(count: int, mark: str) -> int:
        rows = rows_of(
            {**REGION, "code": mark},
            *({"code": f"{mark}{i}", "name": f"n{i}", "parent_code": mark} for i in range(count)),
        )
        with CaptureQueriesContext(connection) as queries:
            load_territories(rows=rows, by=admin, roles=ROLES)
        return len(queries)

    assert cost(600, "b") < cost(20, "a") + 600 // 10


def test_an_outline_loads_and_compares(admin: User) -> None:
    shaped = {**REGION, "outline": SQUARE}
    load(admin, REGION)
    assert load(admin, shaped) == Loaded(0, 1, 0)
    assert load(admin, shaped) == Loaded(0, 0, 1)
    assert load(admin, REGION) == Loaded(0, 0, 1)
    assert Territory.objects.get().outline == SQUARE


def test_linking_refuses_circles_twins_and_itself(admin: User) -> None:
    a, b, c = TerritoryFactory.create_batch(3)
    link_territories(child=a, parent=b, by=admin, roles=ROLES)
    link_territories(child=b, parent=c, by=admin, roles=ROLES)
    for child, parent, code in ((c, a, "cycle"), (a, b, "already_linked"), (a, a, "itself")):
        with pytest.raises(CannotLink, match=code):
            link_territories(child=child, parent=parent, by=admin, roles=ROLES)
    with pytest.raises(CannotLink, match="dates_not_in_order"):
        link_territories(
            child=a, parent=c, valid_from=date(2024, 1, 2), valid_until=date(2024, 1, 2), by=admin, roles=ROLES
        )
    assert Entry.objects.filter(action="territory.linked").count() == 2


def test_an_ended_link_keeps_its_past(admin: User) -> None:
    link = TerritoryLinkFactory(valid_from=date(2015, 1, 1))
    ended = end_link(link=link, on=date(2024, 1, 1), by=admin, roles=ROLES)
    assert Span(ended.valid_from, ended.valid_until).holds_on(date(2023, 12, 31))
    with pytest.raises(CannotLink, match="ends_too_early"):
        end_link(link=link, on=date(2015, 1, 1), by=admin, roles=ROLES)
    again = link_territories(child=link.child, parent=link.parent, valid_from=date(2024, 1, 1), by=admin, roles=ROLES)
    assert again.pk != link.pk


def test_a_redrawn_place_gives_way(admin: User) -> None:
    old, new = TerritoryFactory.create_batch(2)
    name_successor(territory=old, successor=new, on=date(2024, 1, 1), by=admin, roles=ROLES)
    old.refresh_from_db()
    assert (old.successor, old.valid_until) == (new, date(2024, 1, 1))
    assert Entry.objects.get(action="territory.succeeded").details["successor"] == str(new)
    with pytest.raises(CannotLink, match="itself"):
        name_successor(territory=old, successor=old, on=date(2024, 1, 1), by=admin, roles=ROLES)
