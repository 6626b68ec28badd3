"""What would a file of places change? Compared with what is known, without touching it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coalitions.territories.domain.membership import Link, Span, find_any_cycle
from coalitions.territories.domain.rows import PlaceRow, Problem

Key = tuple[str, str]
FIELDS = ("name", "kind", "country", "population", "population_year", "vintage", "source", "outline")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place the database holds: its fields by name, valid_from and valid_until among them."""

    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A link the database holds."""

    id: int
    child: Key
    parent: Key
    span: Span


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the database holds of places."""

    places: Mapping[Key, KnownPlace]
    links: Sequence[KnownLink]


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What would be done; nothing at all when there are problems."""

    create: dict[Key, dict[str, Any]]
    update: dict[Key, dict[str, Any]]
    unchanged: frozenset[Key]
    new_links: tuple[tuple[Key, Key, Span], ...]
    moved_links: dict[int, Span]
    relinked: frozenset[Key]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def updated_count(self) -> int:
        """Places of the file that change themselves, or whose membership does."""
        return len(self.update.keys() | (self.relinked - self.create.keys()))

    @property
    def unchanged_count(self) -> int:
        return len(self.unchanged - self.relinked)


def plan_load(rows: Sequence[PlaceRow], known: Known) -> LoadPlan:
    """Compare. A row repeated with another parent is one place; blanks keep what is known; no link is ever taken away."""
    problems: list[Problem] = []
    merged = _merge_rows(rows, problems)
    create, update, unchanged = _compare_places(merged, known, problems)
    wanted = _resolve_parents(rows, merged, known, problems)
    new_links, moved = _compare_links(wanted, known)
    _refuse_cycles(wanted, known, problems)
    touched = {child for child, _, _ in new_links} | {link.child for link in known.links if link.id in moved}
    return LoadPlan(create, update, frozenset(unchanged), tuple(new_links), moved, frozenset(touched), tuple(problems))


def _merge_rows(rows: Iterable[PlaceRow], problems: list[Problem]) -> dict[Key, dict[str, Any]]:
    """One set of values a place; its own dates run from the first day of its rows to the last."""
    merged: dict[Key, dict[str, Any]] = {}
    first: dict[Key, PlaceRow] = {}
    for row in rows:
        said = {name: getattr(row, name) for name in FIELDS if getattr(row, name) not in (None, "")}
        if row.key not in merged:
            first[row.key] = row
            merged[row.key] = {
                **said,
                "valid_from": row.span.starts_on,
                "valid_until": row.span.ends_before,
                "row": row.row,
            }
            continue
        before = merged[row.key]
        for name, value in said.items():
            if name in before and before[name] != value:
                problems.append(
                    Problem(row.row, name, "contradiction", {"other_row": first[row.key].row, "value": str(value)[:80]})
                )
        merged[row.key] = {**said, **before, **_widen(before, row.span)}
    return merged


def _widen(before: Mapping[str, Any], span: Span) -> dict[str, Any]:
    starts, ends = (before["valid_from"], span.starts_on), (before["valid_until"], span.ends_before)
    return {"valid_from": None if None in starts else min(starts), "valid_until": None if None in ends else max(ends)}


def _compare_places(
    merged: Mapping[Key, dict[str, Any]], known: Known, problems: list[Problem]
) -> tuple[dict[Key, dict[str, Any]], dict[Key, dict[str, Any]], set[Key]]:
    create, update, unchanged = {}, {}, set()
    for key, values in merged.items():
        row = values["row"]
        said = {name: value for name, value in values.items() if name != "row" and value is not None}
        if key not in known.places:
            if "kind" not in said:
                problems.append(Problem(row, "kind", "empty_cell"))
            create[key] = said
            continue
        held = known.places[key].values
        changed = {name: value for name, value in said.items() if held[name] != value}
        start, end = (changed.get(n, held[n]) for n in ("valid_from", "valid_until"))
        if start and end and start >= end:
            problems.append(Problem(row, "valid_until", "dates_not_in_order", {"start": str(start), "end": str(end)}))
        if changed:
            update[key] = changed
        else:
            unchanged.add(key)
    return create, update, unchanged


def _resolve_parents(
    rows: Iterable[PlaceRow], merged: Mapping[Key, Any], known: Known, problems: list[Problem]
) -> dict[tuple[Key, Key], list[tuple[Span, int]]]:
    """The links the file asks for, with the row of each. `SCHEME:CODE` or a code that only one list has."""
    by_code: dict[str, set[Key]] = defaultdict(set)
    for key in (*merged, *known.places):
        by_code[key[1]].add(key)
    wanted: dict[tuple[Key, Key], list[tuple[Span, int]]] = defaultdict(list)
    for row in rows:
        if not row.parent:
            continue
        scheme, colon, code = row.parent.rpartition(":")
        choices = by_code.get(code.strip(), set()) - ({row.key} if not colon else set())
        if colon:
            choices = {key for key in choices if key[0] == scheme.strip().lower()}
        if len(choices) != 1:
            code_of = "ambiguous_parent" if choices else "unknown_parent"
            details = {"value": row.parent, "choices": [f"{s}:{c}" for s, c in sorted(choices)]}
            problems.append(Problem(row.row, "parent_code", code_of, details))
        elif (parent := choices.pop()) == row.key:
            problems.append(Problem(row.row, "parent_code", "own_parent", {"value": row.parent}))
        elif (row.span, row.row) not in wanted[row.key, parent]:
            wanted[row.key, parent].append((row.span, row.row))
    return wanted


def _compare_links(
    wanted: Mapping[tuple[Key, Key], list[tuple[Span, int]]], known: Known
) -> tuple[list[tuple[Key, Key, Span]], dict[int, Span]]:
    """New links, and known ones whose days change: the same two places on a day in common are the same link."""
    held: dict[tuple[Key, Key], list[KnownLink]] = defaultdict(list)
    for link in known.links:
        held[link.child, link.parent].append(link)
    new: list[tuple[Key, Key, Span]] = []
    moved: dict[int, Span] = {}
    for pair, spans in wanted.items():
        for span in dict.fromkeys(span for span, _ in spans):
            met = [link for link in held.get(pair, ()) if link.span.meets(span)]
            if not met:
                new.append((*pair, span))
            elif all(link.span != span for link in met) and span != Span():  # no dates said: what is known stays
                moved[met[0].id] = span
    return new, moved


def _refuse_cycles(
    wanted: Mapping[tuple[Key, Key], list[tuple[Span, int]]], known: Known, problems: list[Problem]
) -> None:
    numbers: dict[Key, int] = {}

    def number(key: Key) -> int:
        return numbers.setdefault(key, len(numbers))

    links = [Link(number(link.child), number(link.parent), link.span) for link in known.links]
    asked = [
        (Link(number(child), number(parent), span), row) for (child, parent), s in wanted.items() for span, row in s
    ]
    circle = set(find_any_cycle([*links, *(link for link, _ in asked)])) if asked else set()
    if circle:
        names = {place: ":".join(key) for key, place in numbers.items()}
        row = next(row for link, row in asked if {link.child, link.parent} & circle)
        problems.append(Problem(row, "parent_code", "cycle", {"places": [names[place] for place in sorted(circle)]}))
