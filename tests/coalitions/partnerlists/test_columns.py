"""Are people's own titles understood, and their content listened to? The table is that of docs/algorithms/column-matching.md."""

from __future__ import annotations

import pytest

from coalitions.partnerlists.domain.columns import suggest_columns
from coalitions.partnerlists.domain.rows import read_row

NAMES = ["Améthyste", "Brume", "Coudrier"]


@pytest.mark.parametrize(
    ("title", "values", "target", "confidence"),
    [
        ("code_tiers", ["77554402601284", "31538511200026"], "siret", "sure"),
        ("code_tiers", ["LECTURES NOMADES", "A.T.M.F"], "", "ignored"),
        ("idBeneficiaire", ["2,43E+13", "7,17E+13"], "identifier", "sure"),
        ("Nom du bénéficiaire", ["CLUB DE PLONGEE"], "name", "sure"),
        ("Nom de l'attribuant", ["Département de Loire-Atlantique"], "", "ignored"),
        ("Association (handicap)", NAMES, "name", "confirm"),
        ("X", ["a@b.fr", "c@d.fr"], "email", "confirm"),
        ("Téléphone", ["06 12 34 56 78"], "phone", "sure"),
        ("CP", ["59000", "1000"], "postcode", "sure"),
        ("Montant", ["12", "15"], "", "ignored"),
    ],
)
def test_titles_and_contents_of_the_table(title: str, values: list[str], target: str, confidence: str) -> None:
    (column,) = [
        c for c in suggest_columns({title: values, **({} if target == "name" else {"Nom": NAMES})}) if c.source == title
    ]
    assert (column.target.value, column.confidence.value) == (target, confidence)


def test_nine_digits_are_a_siren_here_and_a_business_number_there() -> None:
    columns = {"Nom": NAMES, "Numéro d'enregistrement": ["732829320", "552081317"]}
    assert suggest_columns(columns, country="FR")[1].target == "siren"
    assert suggest_columns(columns, country="CA")[1].target == "bn"


def test_a_field_is_suggested_once_and_the_surest_column_gets_it() -> None:
    suggested = suggest_columns({"Association": NAMES, "Nom": NAMES, "Autre nom de l'organisme": NAMES})
    assert [c.target.value for c in suggested].count("name") == 1
    assert suggested[0].target == "name"


def test_memory_counts_unless_the_content_denies_it() -> None:
    remembered = {"machin": "siret"}
    assert suggest_columns({"Nom": NAMES, "Machin": ["35600000000048"]}, remembered=remembered)[1].target == "siret"
    assert suggest_columns({"Nom": NAMES, "Machin": ["texte"]}, remembered=remembered)[1].target == ""


@pytest.mark.parametrize(
    ("target", "text", "code", "proposal"),
    [
        ("siret", "2,43E+13", "siret_scientific_notation", ""),
        ("siret", "35600000000049", "siret_bad_checksum", ""),
        ("rna", "X123456789", "rna_bad_beginning", ""),
        ("postcode", "1000", "postcode_lost_leading_zero", "01000"),
        ("postcode", "ABC", "postcode_malformed", ""),
        ("phone", "612345678", "", ""),
        ("email", "asso@quartier", "email_incomplete", ""),
        ("website", "pas de site", "website_malformed", ""),
        ("name", "", "name_missing", ""),
        ("name", "n" * 251, "name_too_long", ""),
        ("town", "Li\u202elle", "forbidden_character", "U+202E"),
    ],
)
def test_cells_that_cannot_be_taken(target: str, text: str, code: str, proposal: str) -> None:
    reading = read_row({"c": text, "n": "Nom"}, {"c": target, **({} if target == "name" else {"n": "name"})})
    found = reading.problems[0] if reading.problems else None
    assert (found.code if found else "", found.proposal if found and code else "") == (code, proposal)


def test_numbers_of_any_register_are_told_by_their_form() -> None:
    for country, text, scheme in (
        ("FR", "356 000 000 00048", "siret"), ("FR", "W9M1001234", "rna"), ("FR", "732829320", "siren"),
        ("CA", "1143920115", "neq"), ("CA", "118814391RR0001", "bn"),
    ):  # fmt: skip
        reading = read_row({"n": "A", "c": text}, {"n": "name", "c": "identifier"}, country=country)
        assert [found for found, _ in reading.identifiers] == [scheme], (text, reading.problems)
