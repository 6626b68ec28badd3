"""Is the table in the code the matrix of the design, cell by cell?"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.conf import settings

from impactplatform.accounts.domain import CELLS, ROLES, SYSTEM, TABLE, UNSEALED, decide, get_cell

PINNED = Path(__file__).parent / "permission_matrix.csv"
DESIGN = Path(settings.SHARED_DIR) / "design" / "permission_matrix.csv"
SOURCES = [path for path in (PINNED, DESIGN) if path.exists()]  # the design pages may be absent; our copy never is

# What the platform does not have yet. Whoever builds one of these takes it out of here and gives it its verb.
LATER = {
    "document", "meeting note", "testimony", "idea", "privacy request", "privacy register",
    "community-governed set", "api token",
}  # fmt: skip


def read_matrix(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """(object, action): the cells in the order of ROLES."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["object"], row["action"]): tuple(row[role] for role in ROLES) for row in rows}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_the_table_is_the_matrix(source: Path) -> None:
    matrix = {key: cells for key, cells in read_matrix(source).items() if key[0] not in LATER}
    ours = {(kind, action): tuple(cells.split()) for kind, action, cells in TABLE.values()}
    assert ours == matrix


def test_our_copy_is_complete() -> None:
    assert len(read_matrix(PINNED)) == 77
    for source in SOURCES:
        assert source.read_text(encoding="utf-8") == PINNED.read_text(encoding="utf-8")


def test_every_row_has_a_known_cell_for_each_role() -> None:
    for verb, (_kind, _action, cells) in TABLE.items():
        assert len(cells.split()) == len(ROLES), verb
        assert set(cells.split()) <= set(CELLS), verb


@pytest.mark.parametrize("verb", TABLE)
@pytest.mark.parametrize("role", ROLES)
def test_each_cell_decides_what_it_says(verb: str, role: str) -> None:
    cell = get_cell(verb, role)
    for owns in (False, True):
        for published in (False, True):
            for roles, sealed in (({role}, True), ({role, UNSEALED}, False)):
                expected = (
                    cell == "y"
                    or (cell == "own" and owns)
                    or (cell == "pub" and published)
                    or (cell == "brk" and not sealed)
                )
                assert bool(decide(verb, roles, owns=owns, published=published)) is expected


def test_the_best_of_several_roles_counts_and_none_gives_nothing() -> None:
    assert decide("measurement.approve", {"partner", "coordinator"})
    assert not decide("measurement.approve", set())
    assert decide("measurement.delete", {SYSTEM})
    assert not decide("measurement.reopen_period", {UNSEALED, "coordinator"})


def test_an_invented_verb_is_an_error() -> None:
    with pytest.raises(KeyError):
        decide("measurement.invent", {"coordinator"})
