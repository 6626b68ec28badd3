"""What becomes of each row: new, update, duplicate or rejected, and what would be saved? Decides, saves nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coalitions.partnerlists.domain.likeness import Card, Directory, Likeness
from coalitions.partnerlists.domain.rows import Problem, Reading

REPLACED = ("street", "postcode", "town", "email", "phone", "website")  # a newer list knows better where people are
FILLED = ("short_name", "country", "presentation")  # words somebody chose are only filled where empty

SAME_NUMBER = frozenset(("same_number", "same_siret", "same_siren", "same_rna", "same_neq", "same_bn"))


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The verdict on a row, whom it looks like (`candidate` of the directory, or `same_as_row` of the file), and why.

    `decision` is what is proposed: take, merge, or nothing when a person must say. `choices` are what they may say.
    """

    number: int
    verdict: str
    problems: tuple[Problem, ...] = ()
    candidate: int | None = None
    same_as_row: int | None = None
    reasons: tuple[str, ...] = ()
    score: int | None = None
    decision: str = ""


def plan_rows(
    readings: Sequence[tuple[int, Reading]],
    *,
    directory: Directory,
    owners: Mapping[tuple[str, str], int],
) -> Iterator[RowPlan]:
    """One plan a row, in their order. `owners`: which organisation carries a registration number already."""
    seen = Directory()
    for number, reading in readings:
        yield _plan_row(number, reading, seen, directory, owners)


def _plan_row(
    number: int,
    reading: Reading,
    seen: Directory,
    directory: Directory,
    owners: Mapping[tuple[str, str], int],
) -> RowPlan:
    problems = reading.problems
    known = {owners[pair] for pair in reading.identifiers if pair in owners}
    if len(known) > 1:
        problems = (*problems, Problem("", "numbers_of_two_organisations"))
    if problems:
        return RowPlan(number, "rejected", problems)
    card = make_card(number, reading)
    above = seen.find_like(card)
    if above and above.is_certain:
        return _duplicate(number, above, same_as_row=above.of, decision="merge")
    if known:
        seen.add(card)
        return RowPlan(number, "update", candidate=known.pop(), reasons=("same_number",), score=100, decision="take")
    listed = directory.find_like(card)
    seen.add(card)
    if listed and (listed.is_certain or not above or listed.score >= above.score):
        return _duplicate(number, listed, candidate=listed.of, decision="merge" if listed.is_certain else "")
    if above:
        return _duplicate(number, above, same_as_row=above.of, decision="")
    return RowPlan(number, "new", decision="take")


def _duplicate(
    number: int, likeness: Likeness, *, decision: str, candidate: int | None = None, same_as_row: int | None = None
) -> RowPlan:
    return RowPlan(number, "duplicate", (), candidate, same_as_row, likeness.reasons, likeness.score, decision)


def make_card(key: int, reading: Reading) -> Card:
    values = reading.values
    return Card(
        key,
        values.get("name", ""),
        reading.identifiers,
        values.get("postcode", ""),
        values.get("town", ""),
        values.get("email", ""),
    )


def list_choices(reasons: Collection[str]) -> tuple[str, ...]:
    """What a person may decide of a duplicate: two records cannot carry one registration number.

    >>> list_choices(["same_siret"]), list_choices(["names_alike", "same_town"])
    (('merge', 'leave'), ('merge', 'keep_both', 'leave'))
    """
    return ("merge", "leave") if SAME_NUMBER & set(reasons) else ("merge", "keep_both", "leave")


def merge_values(existing: Mapping[str, str] | None, rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The fields of one organisation after its rows: the first row counts, the following fill what is empty.

    An organisation already known keeps its name; its whereabouts follow the list; the rest is filled where empty.

    >>> merge_values({"name": "Léa", "town": "Sète"}, [{"name": "LEA", "town": "Lille"}, {"email": "a@b.fr"}])
    {'name': 'Léa', 'town': 'Lille', 'email': 'a@b.fr'}
    """
    said: dict[str, str] = {}
    for row in rows:
        for field, value in row.items():
            if value:
                said.setdefault(field, value)
    if existing is None:
        return said
    merged = dict(existing)
    for field, value in said.items():
        if field in REPLACED or (field != "name" and not merged.get(field)):
            merged[field] = value
        if field == "sector" and merged.get(field) == "unknown":
            merged[field] = value
    return merged
