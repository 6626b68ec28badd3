"""Which of our fields is each of their columns, by its title and by what it holds, and how sure is that?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coalitions.organisations.domain import check_identifier, read_phone
from coalitions.partnerlists.domain.headers import NAMING, read_title, title_words
from coalitions.partnerlists.domain.words import read_role, read_sector
from coalitions.partnerlists.vocabulary import NUMBERS, SEVERAL_ALLOWED, Confidence, Target

SAMPLE = 200
MOSTLY, HARDLY = 0.6, 0.15
EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[A-Za-z]{2,}")
WEBSITE = re.compile(r"(https?://|www\.)\S+\.\S+", re.IGNORECASE)
POSTCODE = {"FR": re.compile(r"(?:\d{2}|2[ABab])\d{3}"), "CA": re.compile(r"[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d")}
_NUMERIC = re.compile(r"[\d\s.,E+€$%/-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One of their columns, our suggestion, and a few of its values."""

    source: str
    target: Target
    confidence: Confidence
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Guess:
    target: Target
    strength: (
        int  # 3 remembered or told by title and content, 2 by the whole title, 1 by a word of it or by content alone
    )


def suggest_columns(
    columns: Mapping[str, Sequence[str]], *, country: str = "FR", remembered: Mapping[str, str] | None = None
) -> list[Column]:
    """A suggestion for each column, in their order. A field is suggested once; `remembered` is title -> field of last time.

    >>> [c.target.value for c in suggest_columns({"Nom": ["Léa & co"], "Mail": ["a@b.fr"], "X": ["1"]})]
    ['name', 'email', '']
    """
    guesses = {source: _guess(source, values, country, remembered or {}) for source, values in columns.items()}
    if not any(guess.target is Target.NAME for guess in guesses.values()):
        guesses |= _fallback_name(columns, guesses)
    holders = _one_holder_each(guesses)
    return [_describe(source, values, guesses[source], holders) for source, values in columns.items()]


def _describe(source: str, values: Sequence[str], guess: _Guess, holders: Mapping[Target, str]) -> Column:
    samples = tuple(list(dict.fromkeys(value for value in values if value))[:3])
    if guess.target in SEVERAL_ALLOWED or holders[guess.target] != source:
        taken = guess.target if guess.target is Target.NOTE else Target.IGNORED
        return Column(source, taken, Confidence.CONFIRM if taken else Confidence.IGNORED, samples)
    return Column(source, guess.target, Confidence.SURE if guess.strength >= 2 else Confidence.CONFIRM, samples)


def _one_holder_each(guesses: Mapping[str, _Guess]) -> dict[Target, str]:
    holders: dict[Target, str] = {}
    for source, guess in guesses.items():
        held = holders.get(guess.target)
        if held is None or guess.strength > guesses[held].strength:
            holders[guess.target] = source
    return holders


def _guess(source: str, values: Sequence[str], country: str, remembered: Mapping[str, str]) -> _Guess:
    title = " ".join(title_words(source))
    sample = list(dict.fromkeys(value for value in values if value))[:SAMPLE]
    if title in remembered and not _denied(Target(remembered[title]), sample, country):
        return _Guess(Target(remembered[title]), 3)
    target, whole = read_title(source)
    if target is Target.IGNORED:
        return _Guess(Target.IGNORED, 0) if whole else _guess_by_content(sample, country)
    return _weigh(target, whole, sample, country)


def _denied(target: Target, sample: Sequence[str], country: str) -> bool:
    """A title that meant a number last time may stand over something else today: the content has the last word."""
    check = _CHECKS.get(target)
    return check is not None and bool(sample) and share(sample, lambda text: check(text, country)) < HARDLY


def _weigh(target: Target, whole: bool, sample: Sequence[str], country: str) -> _Guess:
    """A title's meaning against what the column really holds."""
    if not sample:
        return _Guess(target, 2 if whole else 1)
    if target is Target.IDENTIFIER:
        return _weigh_identifier(sample, country)
    if target is Target.NAME and share(sample, lambda text: bool(_NUMERIC.fullmatch(text))) > MOSTLY:
        return _guess_by_content(sample, country)
    check = _CHECKS.get(target)
    if check is None:
        return _Guess(target, 2 if whole else 1)
    fits = share(sample, lambda text: check(text, country))
    if fits >= MOSTLY:
        return _Guess(target, 3)
    if target in NUMBERS and fits < HARDLY:
        numeric = share(sample, lambda text: bool(_NUMERIC.fullmatch(text)))
        return _Guess(target, 1) if numeric > MOSTLY else _Guess(Target.IGNORED, 0)
    return _Guess(target, 1)


def _weigh_identifier(sample: Sequence[str], country: str) -> _Guess:
    """A title that says "number" without saying of which register: the values tell."""
    for target in (Target.SIRET, Target.RNA, Target.NEQ, Target.BN, Target.SIREN):
        if _is_of(target, country) and share(sample, lambda text: _CHECKS[target](text, country)) >= 0.95:  # noqa: B023  # called before the loop goes on
            return _Guess(target, 3)
    if share(sample, lambda text: _looks_registered(text, country)) >= HARDLY:
        return _Guess(Target.IDENTIFIER, 3)
    if country not in POSTCODE:
        return _Guess(Target.NOTE, 1)  # a register we do not know: kept as it is written
    if share(sample, lambda text: bool(_NUMERIC.fullmatch(text))) > MOSTLY:
        return _Guess(Target.IDENTIFIER, 2)
    return _Guess(Target.IGNORED, 0)


def _guess_by_content(sample: Sequence[str], country: str) -> _Guess:
    if len(sample) < 2:
        return _Guess(Target.IGNORED, 0)
    for target in (Target.EMAIL, Target.WEBSITE, Target.SIRET, Target.RNA, Target.NEQ, Target.SIREN, Target.BN):
        check = _CHECKS[target]
        if _is_of(target, country) and share(sample, lambda text: check(text, country)) >= 0.8:  # noqa: B023  # called before the loop goes on
            return _Guess(target, 1)
    return _Guess(Target.IGNORED, 0)


def _is_of(target: Target, country: str) -> bool:
    """Nine digits are a SIREN in France and a business number in Canada: the coalition's country decides."""
    abroad = {Target.NEQ, Target.BN} if country != "CA" else {Target.SIRET, Target.SIREN, Target.RNA}
    return target not in abroad


def _fallback_name(columns: Mapping[str, Sequence[str]], guesses: Mapping[str, _Guess]) -> dict[str, _Guess]:
    """No title says "name": the free column whose title has a naming word, else the one with most different texts."""
    best, most = "", 1
    for source, values in columns.items():
        if guesses[source].target is not Target.IGNORED or (
            read_title(source)[1] and not NAMING & set(title_words(source))
        ):
            continue
        texts = {value for value in values[:2000] if value and not _NUMERIC.fullmatch(value)}
        if len(texts) > most:
            best, most = source, len(texts)
    return {best: _Guess(Target.NAME, 1)} if best else {}


def share(sample: Sequence[str], fits: Callable[[str], bool]) -> float:
    """The part of the texts that fit, from 0 to 1; 0 for none."""
    return sum(1 for text in sample if fits(text)) / len(sample) if sample else 0.0


def _looks_registered(text: str, country: str) -> bool:
    schemes = ("neq", "bn") if country == "CA" else ("siret", "siren", "rna")
    return any(check_identifier(scheme, text).is_valid for scheme in schemes)


_CHECKS: dict[Target, Callable[[str, str], bool]] = {
    Target.SIRET: lambda text, country: check_identifier("siret", text).is_valid,
    Target.SIREN: lambda text, country: check_identifier("siren", text).is_valid,
    Target.RNA: lambda text, country: check_identifier("rna", text).is_valid,
    Target.NEQ: lambda text, country: check_identifier("neq", text).is_valid,
    Target.BN: lambda text, country: check_identifier("bn", text).is_valid,
    Target.EMAIL: lambda text, country: bool(EMAIL.fullmatch(text)),
    Target.WEBSITE: lambda text, country: bool(WEBSITE.fullmatch(text)) or text.count(".") == 1,
    Target.PHONE: lambda text, country: bool(read_phone(text, country).international),
    Target.POSTCODE: lambda text, country: bool(POSTCODE.get(country, POSTCODE["FR"]).fullmatch(text.zfill(5))),
    Target.SECTOR: lambda text, country: bool(read_sector(text)),
    Target.ROLE: lambda text, country: bool(read_role(text)),
}
