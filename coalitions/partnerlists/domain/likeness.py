"""Are two names, or two rows, the same organisation, and for which reasons in words?

Method and worked table: docs/algorithms/duplicates.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from impactplatform.kernel.text import fold, words_of

ALIKE = 90  # names at least this alike are shown to the person
ALIKE_IN_SAME_PLACE = 84  # enough when town or postcode agree too
WORD_ALIKE = 80  # two names that differ by a word must differ by a misspelling of it
COMMON_AT_MOST = 60  # a word shared by more names than this says nothing


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LEGAL = _set(
    "a an ass asso assoc association au aux d de des du en et l la le les of pour the inc ltd sarl sas sa obnl osbl loi 1901"
)


@dataclass(frozen=True, slots=True)
class Card:
    """What duplicates are looked for by. `key` says which record or row this is."""

    key: int
    name: str
    identifiers: tuple[tuple[str, str], ...] = ()
    postcode: str = ""
    town: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """This row looks like that record. `reasons` are codes: same_siret (or another register), same_company (one SIREN,
    two sites), same_name, names_alike, same_email, same_town, same_postcode; `score` is how alike the names are, from 0 to 100; `is_certain` when nobody need decide.
    """

    key: int
    of: int
    reasons: tuple[str, ...]
    score: int
    is_certain: bool


@lru_cache(maxsize=100_000)
def tidy(name: str) -> str:
    """The words that make a name its own, in their order, without legal forms and articles.

    >>> tidy("Association « Les Amis de l'Été »"), tidy("ASSO LES AMIS DE L’ETE")
    ('amis ete', 'amis ete')
    """
    words = words_of(name)
    return " ".join(word for word in words if word not in LEGAL) or " ".join(words)


def score_names(left: str, right: str) -> int:
    """How alike two tidy names are, from 0 to 100. Words in another order count little; a differing word must be a misspelling.

    >>> score_names("centre social balzac", "centre social balsac"), score_names("centre social est", "centre social ouest")
    (95, 0)
    """
    if left == right:
        return 100
    score = int(fuzz.token_sort_ratio(left, right))
    if score < ALIKE_IN_SAME_PLACE:
        return score
    here, there = set(left.split()), set(right.split())
    only_here, only_there = sorted(here - there), sorted(there - here)
    if not only_here or not only_there:
        extra = only_here or only_there
        return min(score, ALIKE_IN_SAME_PLACE) if extra else score
    for word in only_here:
        best = max(fuzz.ratio(word, other) for other in only_there)
        if best < WORD_ALIKE or any(letter.isdigit() for letter in word):
            joined = fuzz.ratio("".join(only_here), "".join(only_there)) >= ALIKE
            return score if joined and not any(letter.isdigit() for letter in "".join(only_here)) else 0
    return score


def compare(card: Card, other: Card) -> Likeness | None:
    """Whether two cards may be the same organisation."""
    shared = set(card.identifiers) & set(other.identifiers)
    score = score_names(tidy(card.name), tidy(other.name))
    if shared:
        return Likeness(
            card.key, other.key, tuple(f"same_{scheme}" for scheme, _ in sorted(shared)), score, is_certain=True
        )
    if _contradict(card, other):
        return None
    reasons = []
    here, there = _siren(card), _siren(other)
    if here and here == there:
        reasons.append("same_company")
    place = _same_place(card, other)
    if score == 100:
        reasons.append("same_name")
    elif score >= ALIKE or (place and score >= ALIKE_IN_SAME_PLACE):
        reasons.append("names_alike")
    if card.email and card.email.casefold() == other.email.casefold() and reasons:
        reasons.append("same_email")
    if not reasons:
        return None
    elsewhere = not place and _other_place(card, other)
    is_certain = reasons[0] == "same_name" and not elsewhere and "same_company" not in reasons
    if elsewhere and "same_company" not in reasons and score < 100:
        return None
    return Likeness(card.key, other.key, (*reasons, *place), score, is_certain)


def _contradict(card: Card, other: Card) -> bool:
    """Both have a number of one register, and not the same: they are two."""
    here, there = _siren(card), _siren(other)
    if here and there:
        return here != there
    mine, theirs = dict(card.identifiers), dict(other.identifiers)
    return any(theirs.get(scheme, value) != value for scheme, value in mine.items())


def _siren(card: Card) -> str:
    numbers = dict(card.identifiers)
    return numbers.get("siren") or numbers.get("siret", "")[:9]


def _same_place(card: Card, other: Card) -> tuple[str, ...]:
    if card.postcode and card.postcode == other.postcode:
        return ("same_postcode",)
    return ("same_town",) if card.town and fold(card.town) == fold(other.town) else ()


def _other_place(card: Card, other: Card) -> bool:
    towns = bool(card.town and other.town and fold(card.town) != fold(other.town))
    return towns or bool(card.postcode and other.postcode and card.postcode != other.postcode)


class Directory:
    """Cards that can be asked "who looks like this?", without comparing each with each."""

    def __init__(self, cards: Iterable[Card] = ()) -> None:
        self._cards: list[Card] = []
        self._by_number: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for card in cards:
            self.add(card)

    def add(self, card: Card) -> None:
        place = len(self._cards)
        self._cards.append(card)
        for number in _numbers(card):
            self._by_number[number].append(place)
        name = tidy(card.name)
        self._by_name[name].append(place)
        for word in _stems(name):
            self._by_word[word].append(place)

    def find_like(self, card: Card) -> Likeness | None:
        """The card most like this one: same number first, then same name, then the names most alike; None when none is."""
        places = self._near(card)
        found = [likeness for place in places if (likeness := compare(card, self._cards[place]))]
        return max(found, key=lambda one: (one.is_certain, _weight(one), one.score, -one.of), default=None)

    def _near(self, card: Card) -> Sequence[int]:
        for number in _numbers(card):
            if number in self._by_number and number[0] != "siren":
                return self._by_number[number]
        name = tidy(card.name)
        near = set(self._by_name.get(name, ())[:COMMON_AT_MOST])
        for number in _numbers(card):
            near.update(self._by_number.get(number, ())[:COMMON_AT_MOST])
        for word in _stems(name):
            shared = self._by_word.get(word, ())
            if len(shared) <= COMMON_AT_MOST:
                near.update(shared)
        return sorted(near)


def _weight(likeness: Likeness) -> int:
    first = likeness.reasons[0]
    return 3 if first not in ("same_company", "same_name", "names_alike") else 2 if first == "same_name" else 1


def _numbers(card: Card) -> Iterator[tuple[str, str]]:
    yield from card.identifiers
    if siren := _siren(card):
        yield ("siren", siren)


def _stems(name: str) -> set[str]:
    """What two misspellings of a word still share: its first four letters, and its last four."""
    words = [word for word in name.split() if len(word) > 2]
    return {word[:4] for word in words} | {f"…{word[-4:]}" for word in words if len(word) > 5}
