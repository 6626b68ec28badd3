"""What changed from one version of the shared vision to the next?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Change:
    """A change sought, as one version words it; `code` stays from version to version."""

    code: str
    title: str
    family: str
    for_whom: str = ""
    by_when: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the vision, as values."""

    number: int
    aspiration: str
    story: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Each change of either version is in exactly one of the four lists; `reworded` holds (before, after)."""

    aspiration_changed: bool
    story_changed: bool
    added: tuple[Change, ...]
    dropped: tuple[Change, ...]
    reworded: tuple[tuple[Change, Change], ...]
    kept: tuple[Change, ...]


def compare_versions(before: Version, after: Version) -> Comparison:
    """By code, in the order of the later version, then of the earlier for what it dropped.

    >>> one, two = Change("lire", "Lire", "people"), Change("lire", "Lire à 7 ans", "people")
    >>> compare_versions(Version(1, "A", "", (one,)), Version(2, "A", "", (two,))).reworded[0][1].title
    'Lire à 7 ans'
    """
    earlier = {change.code: change for change in before.changes}
    later = {change.code: change for change in after.changes}
    both = [(earlier[code], change) for code, change in later.items() if code in earlier]
    return Comparison(
        aspiration_changed=before.aspiration != after.aspiration,
        story_changed=before.story != after.story,
        added=tuple(change for code, change in later.items() if code not in earlier),
        dropped=tuple(change for code, change in earlier.items() if code not in later),
        reworded=tuple((old, new) for old, new in both if old != new),
        kept=tuple(new for old, new in both if old == new),
    )


def free_code(wanted: str, taken: Sequence[str], longest: int = 40) -> str:
    """A code for a new change that no other of the version carries.

    >>> free_code("lire", ["lire", "lire-2"])
    'lire-3'
    """
    base = wanted.strip("-")[: longest - 3].strip("-") or "changement"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code
