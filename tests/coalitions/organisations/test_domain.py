"""Are numbers and telephones judged as registers and people mean them?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siren

from coalitions.organisations.domain import check_identifier, read_phone, show_phone
from coalitions.organisations.vocabulary import Scheme, Verdict

VALID = [
    ("siret", "356 000 000 09075", "35600000009075"),  # La Poste: its sites do not follow Luhn
    ("siren", "732 829 320", "732829320"),
    ("siren", "732829320.0", "732829320"),
    ("siret", "732 829 320 00074", "73282932000074"),
    ("rna", "w751092330", "W751092330"),
    ("rna", "W9M1001234", "W9M1001234"),
    ("rna", "W9R1001234", "W9R1001234"),
    ("neq", "1144556677", "1144556677"),
    ("neq", "8844 556 677", "8844556677"),
    ("bn", "12345 6782", "123456782"),
    ("bn", "123456782 RR 0001", "123456782RR0001"),
]
MALFORMED = [
    ("siret", "67895644300011", "bad_checksum"),  # the example of the official SCDL file
    ("siret", "2,43E+13", "scientific_notation"),
    ("siret", "2.43e13", "scientific_notation"),
    ("siret", "", "empty"),
    ("siret", "   ", "empty"),
    ("siret", "00000000000000", "placeholder"),
    ("siren", "73282932", "wrong_length"),
    ("siren", "73282932X", "bad_characters"),
    ("siren", "٧٣٢٨٢٩٣٢٠", "bad_characters"),
    ("rna", "751092330", "wrong_length"),
    ("rna", "X751092330", "bad_beginning"),
    ("rna", "WX51092330", "bad_characters"),
    ("neq", "4444556677", "bad_beginning"),
    ("neq", "114455667", "wrong_length"),
    ("bn", "123456789", "bad_checksum"),
    ("bn", "123456782XX0001", "bad_characters"),
]


@pytest.mark.parametrize(("scheme", "typed", "tidy"), VALID)
def test_a_good_number_is_tidied(scheme: str, typed: str, tidy: str) -> None:
    verdict = check_identifier(scheme, typed)
    assert (verdict.value, verdict.verdict, verdict.reason) == (tidy, Verdict.VALID, "")


@pytest.mark.parametrize(("scheme", "typed", "reason"), MALFORMED)
def test_a_bad_number_is_kept_as_typed_with_its_reason(scheme: str, typed: str, reason: str) -> None:
    verdict = check_identifier(scheme, typed)
    assert (verdict.verdict, verdict.reason) == (Verdict.MALFORMED, reason)
    assert verdict.value == typed.strip()


@pytest.mark.parametrize("typed", ["5000005", "05000005"])
def test_zeros_a_spreadsheet_ate_are_proposed_not_restored(typed: str) -> None:
    verdict = check_identifier("siren", typed)
    assert (verdict.reason, verdict.proposal, verdict.value) == ("lost_leading_zero", "005000005", typed)


def test_our_own_numbers_cannot_be_checked() -> None:
    assert check_identifier("local", "A-12").verdict is Verdict.UNKNOWN


@given(scheme=st.sampled_from([s.value for s in Scheme]), text=st.text(max_size=40))
def test_no_text_breaks_the_check_and_a_valid_one_is_stable(scheme: str, text: str) -> None:
    once = check_identifier(scheme, text)
    if once.verdict is Verdict.VALID:
        assert check_identifier(scheme, once.value) == once


@given(number=st.integers(min_value=0, max_value=10**9 - 1))
def test_sirens_agree_with_the_library(number: int) -> None:
    text = f"{number:09}"
    assert check_identifier("siren", text).is_valid == (siren.is_valid(text) and len(set(text)) > 1)


@pytest.mark.parametrize(
    ("typed", "country", "international"),
    [
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("612345678", "FR", "+33612345678"),
        ("02.69.61.00.00", "FR", "+262269610000"),
        ("+262 269 61 00 00", "FR", "+262269610000"),
        ("(514) 872-0311", "CA", "+15148720311"),
        ("+33 6 12 34 56 78", "CA", "+33612345678"),
    ],
)
def test_telephones_are_read_as_people_write_them(typed: str, country: str, international: str) -> None:
    assert read_phone(typed, country).international == international


@pytest.mark.parametrize(("typed", "reason"), [("", "empty"), ("bureau", "not_a_number"), ("06 12", "impossible")])
def test_what_is_no_telephone_says_why(typed: str, reason: str) -> None:
    assert read_phone(typed).reason == reason


def test_telephones_are_shown_at_home_and_abroad() -> None:
    assert show_phone("+33612345678") == "06 12 34 56 78"
    assert show_phone("+15148720311", "CA") == "(514) 872-0311"
    assert show_phone("+15148720311", "FR") == "+1 514-872-0311"
    assert show_phone("accueil") == "accueil"
