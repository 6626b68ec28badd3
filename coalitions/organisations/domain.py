"""Does this number look like one that a register gives, and how is this telephone number really written?"""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from stdnum.ca import bn
from stdnum.fr import siren, siret

from coalitions.organisations.vocabulary import Scheme, Verdict

RNA = re.compile(r"W\d[A-Z\d]\d{7}", re.ASCII)  # overseas associations have a letter third (W9M…, W9R…)
NEQ = re.compile(r"(11|22|33|88)\d{8}", re.ASCII)
BN_PROGRAMME = re.compile(r"R[A-Z]\d{4}", re.ASCII)
SCIENTIFIC = re.compile(r"\d([.,]\d*)?E\+?\d+", re.ASCII | re.IGNORECASE)
SEPARATORS = re.compile(r"[\s.\-‐‑–—_/'’]+")
LENGTHS = {Scheme.SIREN: 9, Scheme.SIRET: 14}
# France's overseas départements have country codes of their own; their people write the national form.
OVERSEAS = {"0262": "RE", "0263": "RE", "0692": "RE", "0693": "RE", "0269": "YT", "0639": "YT", "0590": "GP", "0690": "GP",
            "0691": "GP", "0596": "MQ", "0696": "MQ", "0697": "MQ", "0594": "GF", "0694": "GF"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IdentifierVerdict:
    """What we think of a number: its tidy form, a verdict, why when it is not valid, and what was probably meant."""

    scheme: Scheme
    value: str
    verdict: Verdict
    reason: str = ""
    proposal: str = ""

    @property
    def is_valid(self) -> bool:
        return self.verdict is Verdict.VALID


@dataclass(frozen=True, slots=True)
class PhoneRead:
    """A telephone number in international form; empty with a reason when it cannot be one."""

    international: str
    reason: str = ""


def check_identifier(scheme: str, value: str) -> IdentifierVerdict:
    """The verdict on `value` as a number of `scheme`. Never raises for a bad value, only for an unknown scheme.

    Reasons: empty, scientific_notation, placeholder, bad_characters, wrong_length, lost_leading_zero (with a proposal),
    bad_beginning, bad_checksum. A value that is not valid is kept as typed. Rules: standards.md §2.

    >>> check_identifier("siren", "732 829 320").value
    '732829320'
    >>> check_identifier("rna", "w9m1001234").verdict
    <Verdict.VALID: 'valid'>
    >>> check_identifier("siret", "2,43E+13").reason
    'scientific_notation'
    >>> check_identifier("siren", "5520811").proposal
    ''
    """
    known, typed = Scheme(scheme), value.strip()
    if known is Scheme.LOCAL:
        return IdentifierVerdict(known, typed, Verdict.UNKNOWN)
    compact = SEPARATORS.sub("", re.sub(r"[.,]0+$", "", typed)).upper()
    reason = _first_reason(compact, typed)
    if reason:
        return IdentifierVerdict(known, typed, Verdict.MALFORMED, reason)
    reason = _CHECKS[known](compact)
    if not reason:
        return IdentifierVerdict(known, compact, Verdict.VALID)
    proposal = _restore_zero(known, compact) if reason == "wrong_length" else ""
    return IdentifierVerdict(known, typed, Verdict.MALFORMED, "lost_leading_zero" if proposal else reason, proposal)


def read_phone(text: str, country: str = "FR") -> PhoneRead:
    """The international form (+33612345678) of a number as people write it in `country` (two letters).

    Reasons: empty, not_a_number, impossible. Overseas French numbers take their own country code.

    >>> read_phone("06 12 34 56 78").international
    '+33612345678'
    >>> read_phone("0269 61 00 00").international
    '+262269610000'
    >>> read_phone("12 34", "CA").reason
    'impossible'
    """
    if not text.strip():
        return PhoneRead("", "empty")
    national = re.sub(r"\D", "", text)
    region = OVERSEAS.get(national[:4], country or "FR") if (country or "FR") == "FR" else country
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return PhoneRead("", "not_a_number")
    if not phonenumbers.is_valid_number(number):
        return PhoneRead("", "impossible")
    return PhoneRead(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def show_phone(international: str, country: str = "FR") -> str:
    """A number as people of `country` read it; what cannot be read is given back as it is.

    >>> show_phone("+33612345678"), show_phone("+33612345678", "CA")
    ('06 12 34 56 78', '+33 6 12 34 56 78')
    """
    try:
        number = phonenumbers.parse(international, country)
    except phonenumbers.NumberParseException:
        return international
    at_home = phonenumbers.region_code_for_number(number) == country
    style = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def _first_reason(compact: str, typed: str) -> str:
    if not compact:
        return "empty"
    if SCIENTIFIC.fullmatch(typed.replace(" ", "")):
        return "scientific_notation"
    if not compact.isascii() or not compact.isalnum():
        return "bad_characters"
    return "placeholder" if len(set(compact)) == 1 else ""


def _check_siren(text: str) -> str:
    return _ask_stdnum(siren, text, 9)


def _check_siret(text: str) -> str:
    return _ask_stdnum(siret, text, 14)


def _ask_stdnum(module: object, text: str, length: int) -> str:
    if not text.isdigit():
        return "bad_characters"
    if len(text) != length:
        return "wrong_length"
    return "" if module.is_valid(text) else "bad_checksum"  # type: ignore[attr-defined]  # a stdnum module


def _check_bn(text: str) -> str:
    if len(text) not in (9, 15):
        return "wrong_length"
    # python-stdnum 2.2 does not know RR, the programme of charities: only the first nine are asked of it.
    if text[9:] and not BN_PROGRAMME.fullmatch(text[9:]):
        return "bad_characters"
    return _ask_stdnum(bn, text[:9], 9)


def _check_rna(text: str) -> str:
    if len(text) != 10:
        return "wrong_length"
    if not text.startswith("W"):
        return "bad_beginning"
    return "" if RNA.fullmatch(text) else "bad_characters"


def _check_neq(text: str) -> str:
    if not text.isdigit():
        return "bad_characters"
    if len(text) != 10:
        return "wrong_length"
    return "" if NEQ.fullmatch(text) else "bad_beginning"


def _restore_zero(scheme: Scheme, compact: str) -> str:
    """The number with the zeros a spreadsheet ate, when that makes it valid; else nothing."""
    length = LENGTHS.get(scheme, 0)
    if not compact.isdigit() or not length - 2 <= len(compact) < length:
        return ""
    whole = compact.zfill(length)
    return whole if not _CHECKS[scheme](whole) else ""


_CHECKS = {
    Scheme.SIREN: _check_siren,
    Scheme.SIRET: _check_siret,
    Scheme.BN: _check_bn,
    Scheme.RNA: _check_rna,
    Scheme.NEQ: _check_neq,
}
