"""What does one row say about an organisation, and what in it cannot be taken as it is?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from coalitions.organisations.domain import IdentifierVerdict, check_identifier, read_phone
from coalitions.partnerlists.domain.columns import EMAIL, POSTCODE
from coalitions.partnerlists.domain.words import read_role, read_sector
from coalitions.partnerlists.vocabulary import NUMBERS, Target
from impactplatform.sheets.characters import find_forbidden

LONGEST: dict[Target, int] = {
    Target.NAME: 250,
    Target.SHORT_NAME: 80,
    Target.STREET: 250,
    Target.POSTCODE: 12,
    Target.TOWN: 120,
    Target.EMAIL: 254,
    Target.WEBSITE: 200,
    Target.PRESENTATION: 4000,
}
BLANKS = frozenset(
    ("", "-", "–", "—", "/", "n/a", "na", "nc", "n/c", "n.c.", "néant", "neant", "none", "null", "?", "sans", "xxx")
)
COUNTRIES = {
    "france": "FR",
    "fr": "FR",
    "canada": "CA",
    "ca": "CA",
    "quebec": "CA",
    "québec": "CA",
    "belgique": "BE",
    "belgium": "BE",
}
_WEB = re.compile(r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?P<rest>[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that stops its row. `proposal` is what was probably meant: offered, never applied by itself."""

    column: str
    code: str
    text: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a row says: our fields as text, its registration numbers as (scheme, value), columns kept as notes."""

    values: dict[str, str] = field(default_factory=dict)
    identifiers: tuple[tuple[str, str], ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_row(cells: Mapping[str, str], mapping: Mapping[str, str], *, country: str = "FR") -> Reading:
    """Read the mapped cells of a row. Anything unreadable is a problem, never a guess.

    >>> read_row({"Nom": " Léa ", "CP": "1000"}, {"Nom": "name", "CP": "postcode"}).problems[0].proposal
    '01000'
    """
    values: dict[str, str] = {}
    notes: dict[str, str] = {}
    numbers: dict[str, str] = {}
    problems: list[Problem] = []
    home = _country_of(cells, mapping) or country or "FR"
    for column, code in mapping.items():
        text, target = cells.get(column, "").strip(), Target(code)
        if target is Target.IGNORED or (not text and target is not Target.NAME):
            continue
        if target is Target.NOTE:
            notes[column] = text
        elif target in NUMBERS:
            if _is_blank(text):
                continue
            verdict = _read_number(target, text, home)
            if verdict.is_valid:
                numbers[verdict.scheme.value] = verdict.value
            else:
                problems.append(Problem(column, f"{verdict.scheme.value}_{verdict.reason}", text, verdict.proposal))
        else:
            value, problem = _read_value(target, text, home)
            if problem:
                problems.append(Problem(column, problem, text, value))
            elif value:
                values[target.value] = value
    if home:
        values.setdefault("country", home)
    return Reading(values, tuple(sorted(numbers.items())), notes, tuple(problems))


def _is_blank(text: str) -> bool:
    return text.casefold() in BLANKS


def _country_of(cells: Mapping[str, str], mapping: Mapping[str, str]) -> str:
    column = next((column for column, code in mapping.items() if code == Target.COUNTRY), "")
    text = cells.get(column, "").strip()
    return COUNTRIES.get(text.casefold(), text.upper() if len(text) == 2 and text.isalpha() else "")


def _read_number(target: Target, text: str, country: str) -> IdentifierVerdict:
    if target is not Target.IDENTIFIER:
        return check_identifier(target.value, text)
    compact = re.sub(r"[^0-9A-Za-z]", "", text)
    if country == "CA":
        return check_identifier("neq" if len(compact) == 10 and compact.isdigit() else "bn", text)
    if compact[:1] in "Ww":
        return check_identifier("rna", text)
    return check_identifier("siren" if len(compact) in (8, 9) else "siret", text)


def _read_value(target: Target, text: str, country: str) -> tuple[str, str]:
    """(value, "") or (proposal, problem code)."""
    text = " ".join(text.split()) if target is not Target.PRESENTATION else text
    if found := find_forbidden(text):
        return found, "forbidden_character"
    if len(text) > LONGEST.get(target, 32_767):
        return "", f"{target.value}_too_long"
    if target is Target.NAME:
        return _read_name(text)
    if _is_blank(text):
        return "", ""
    return _READERS[target](text, country) if target in _READERS else (text, "")


def _read_name(text: str) -> tuple[str, str]:
    if _is_blank(text):
        return "", "name_missing"
    return (text, "") if re.search(r"[^\W\d_]", text) or len(text) > 1 else ("", "name_not_a_name")


def _read_email(text: str, country: str) -> tuple[str, str]:
    tidy = text.removeprefix("mailto:").strip("<>;, ").replace(" ", "")
    return (tidy, "") if EMAIL.fullmatch(tidy) and ".." not in tidy else ("", "email_incomplete")


def _read_telephone(text: str, country: str) -> tuple[str, str]:
    read = read_phone(text, country)
    if read.international:
        return read.international, ""
    digits = re.sub(r"\D", "", text)
    if country == "FR" and len(digits) == 9 and read_phone(f"0{digits}", country).international:
        return f"0{digits}", "phone_lost_leading_zero"
    return "", "phone_impossible"


def _read_postcode(text: str, country: str) -> tuple[str, str]:
    shape = POSTCODE.get(country)
    if shape is None or shape.fullmatch(text):
        return text.upper() if country == "CA" else text, ""
    if country == "FR" and text.isascii() and text.isdigit() and len(text) == 4:
        return f"0{text}", "postcode_lost_leading_zero"
    compact = text.replace(" ", "")
    return ("", "postcode_malformed") if not shape.fullmatch(compact) else (compact.upper(), "")


def _read_website(text: str, country: str) -> tuple[str, str]:
    found = _WEB.fullmatch(text)
    if not found or "@" in text:
        return "", "website_malformed"
    return (text if text.lower().startswith("http") else f"https://{text}"), ""


def _read_sector_words(text: str, country: str) -> tuple[str, str]:
    sector = read_sector(text)
    return (sector.value if sector else ""), ""


def _read_role_words(text: str, country: str) -> tuple[str, str]:
    role = read_role(text)
    return (role.value if role else ""), ""


def _read_country(text: str, country: str) -> tuple[str, str]:
    return country, ""


_READERS = {
    Target.EMAIL: _read_email,
    Target.PHONE: _read_telephone,
    Target.POSTCODE: _read_postcode,
    Target.WEBSITE: _read_website,
    Target.SECTOR: _read_sector_words,
    Target.ROLE: _read_role_words,
    Target.COUNTRY: _read_country,
}
