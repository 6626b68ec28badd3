"""Files of figures and of indicators: all rows or none, each refusal with its row, its column and what to write instead."""

from __future__ import annotations

import pytest

from impactplatform.accounts.queries import get_system_user
from indicators.catalogue.imports import load_indicators
from indicators.catalogue.imports import say_problem as say_indicator_problem
from indicators.catalogue.models import IndicatorVersion
from indicators.measurements.imports import Answer, import_measurements, say_problem
from indicators.measurements.models import Measurement
from tests.factories import TerritoryFactory
from tests.people import People

pytestmark = pytest.mark.django_db
INDICATORS = """code,name_fr,kind,unit,time_rule,frequency
ateliers,Ateliers,flow,ateliers,,month
presence,Présence,share,%,ratio,month
revenu,Revenu médian,median,€,,year
"""
HEADER = "indicator,territory,period,category,value,numerator,denominator,n,state,source,as_of,vintage\n"


@pytest.fixture(autouse=True)
def places() -> None:
    load_indicators(data=INDICATORS.encode(), name="indicateurs.csv", by=get_system_user())
    for scheme, code in (("essai", "A"), ("essai", "B"), ("autre", "B")):
        TerritoryFactory(scheme=scheme, code=code)


def bring(*rows: str, **options: bool) -> Answer:
    data = (HEADER + "\n".join(rows) + "\n").encode()
    return import_measurements(
        data=data, name="chiffres.csv", by=get_system_user(), **{"commit": True, "approves": True, **options}
    )


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("ateliers,essai:A,2025-01,,abc,,,,,,,", "value", "not_a_number"),
        ("ateliers,essai:A,2025-01,,-4,,,,,,,", "value", "negative"),
        ('ateliers,essai:A,2025-01,,"1,234",,,,,,,', "value", "ambiguous"),
        ("ateliers,essai:A,2025-01,,1e5,,,,,,,", "value", "exponent"),
        ("ateliers,essai:A,2025-01,,0.00001,,,,,,,", "value", "not_exact"),
        ("ateliers,essai:A,2025-01,,12 %,,,,,,,", "value", "percent_not_expected"),
        ("ateliers,essai:A,2099-01,,4,,,,,,,", "period", "future_period"),
        ("ateliers,essai:A,janvier,,4,,,,,,,", "period", "not_a_period"),
        ("ateliers,essai:Z,2025-01,,4,,,,,,,", "territory", "unknown_territory"),
        ("ateliers,B,2025-01,,4,,,,,,,", "territory", "ambiguous_territory"),
        ("inconnu,essai:A,2025-01,,4,,,,,,,", "indicator", "unknown_indicator"),
        ("ateliers,essai:A,2025-01,femmes,4,,,,,,,", "category", "unknown_category"),
        ("ateliers,essai:A,2025-01,,4,,,,nd,,,", "value", "silence_with_number"),
        ("ateliers,essai:A,2025-01,,4,,,,bof,,,", "state", "unknown_state"),
        ("presence,essai:A,2025-01,,,61,60,,,,,", "numerator", "numerator_above_denominator"),
        ("presence,essai:A,2025-01,,,6,,,,,,", "denominator", "parts_missing"),
        ("ateliers,,2025-01,,4,,,,,,,", "territory", "missing_value"),
        ("ateliers,essai:A,2025-01,,4,,,,,,31/03/2025,", "as_of", "not_a_date"),
    ],
)
def test_one_bad_row_and_nothing_is_saved(row: str, column: str, code: str) -> None:
    answer = bring("ateliers,essai:B,2025-01,,5,,,,,,,", row)
    assert [(p.row, p.column, p.code) for p in answer.rejected] == [(3, column, code)]
    assert not Measurement.objects.exists()
    assert "%(" not in say_problem(answer.rejected[0])


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        ("s", "hidden"),
        ("S", "hidden"),
        ("*", "hidden"),
        ("x", "hidden"),
        ("nd", "nd"),
        ("ND", "nd"),
        ("..", "nd"),
        ("n/a", "na"),
        ("nc", "nc"),
    ],
)
def test_the_marks_of_statistical_offices_are_silences(mark: str, state: str) -> None:
    bring(f"ateliers,essai:A,2025-01,,{mark},,,,,,,")
    assert (Measurement.objects.get().state, Measurement.objects.get().value) == (state, None)


def test_a_blank_is_not_yet_entered_and_writes_nothing() -> None:
    answer = bring("ateliers,essai:A,2025-01,,,,,,,,,")
    assert (answer.imported.created, answer.imported.unchanged) == (0, 1)
    assert not Measurement.objects.exists()


def test_without_commit_the_same_counts_and_nothing_saved() -> None:
    answer = bring("ateliers,essai:A,2025-01,,4,,,,,,,", commit=False)
    assert answer.imported.created == 1
    assert not Measurement.objects.exists()


def test_again_unchanged_then_corrected_by_a_new_version() -> None:
    bring("ateliers,essai:A,2025-01,,4,,,,,,,")
    assert bring("ateliers,essai:A,2025-01,,4,,,,,,,").imported.unchanged == 1
    assert bring("ateliers,essai:A,2025-01,,5,,,,,,,").imported.corrected == 1
    versions = Measurement.objects.order_by("number").values_list("number", "value", "is_latest", "is_in_force")
    assert list(versions) == [(1, 4, False, False), (2, 5, True, True)]


def test_without_approval_somebody_must_read_them() -> None:
    bring("ateliers,essai:A,2025-01,,4,,,,,,,", approves=False)
    assert (Measurement.objects.get().status, Measurement.objects.get().is_in_force) == ("submitted", False)


def test_the_same_figure_twice_is_refused_and_both_rows_named() -> None:
    answer = bring("ateliers,essai:A,2025-01,,4,,,,,,,", "ateliers,essai:A,2025-01,,4,,,,,,,")
    assert [(p.row, p.code, p.details["first"]) for p in answer.rejected] == [(3, "doubled_row", 2)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"un,deux\n1,2\n", "missing_columns"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "wrong_type"),
    ],
)
def test_a_file_that_is_not_one_of_figures_is_refused(data: bytes, code: str) -> None:
    answer = import_measurements(data=data, name="fichier", by=get_system_user(), commit=True)
    assert [p.code for p in answer.rejected] == [code]
    assert say_problem(answer.rejected[0])


def test_somebody_of_another_coalition_gets_the_words_of_a_place_that_does_not_exist(people: People) -> None:
    data = (HEADER + "ateliers,essai:A,2025-01,,4,,,,,,,\n").encode()
    answer = import_measurements(
        data=data, name="chiffres.csv", by=people.theirs.coordinator, commit=True, approves=True
    )
    assert [p.code for p in answer.rejected] == ["unknown_territory"]
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("a,Médiane,median,€,sum,year", "time_rule", "illegal_rule"),
        ("a,Stock,stock,u,sum,year", "time_rule", "illegal_rule"),
        ("a,Rien,inconnu,u,,year", "kind", "unknown_code"),
        (",Sans code,flow,u,,year", "code", "missing_value"),
        ("à côté,Accents,flow,u,,year", "code", "not_a_code"),
        ("a,Argent,money,sous,,year", "currency", "currency_missing"),
    ],
)
def test_an_illegal_definition_is_refused_with_its_reason(row: str, column: str, code: str) -> None:
    before = IndicatorVersion.objects.count()
    data = f"code,name_fr,kind,unit,time_rule,frequency\nbon,Bon,flow,u,,month\n{row}\n".encode()
    done = load_indicators(data=data, name="indicateurs.csv", by=get_system_user())
    assert [(p.row, p.column, p.code) for p in done.rejected] == [(3, column, code)]
    assert IndicatorVersion.objects.count() == before
    assert "%(" not in say_indicator_problem(done.rejected[0])


def test_a_changed_definition_is_a_new_version_and_the_same_one_is_not() -> None:
    again = load_indicators(data=INDICATORS.encode(), name="indicateurs.csv", by=get_system_user())
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    changed = INDICATORS.replace("Ateliers,flow,ateliers", "Ateliers tenus,flow,ateliers")
    done = load_indicators(data=changed.encode(), name="indicateurs.csv", by=get_system_user())
    assert (done.created, done.updated, done.unchanged) == (0, 1, 2)
    versions = IndicatorVersion.objects.filter(indicator__code="ateliers").order_by("number")
    assert [(v.number, v.is_current, v.name_fr) for v in versions] == [
        (1, False, "Ateliers"),
        (2, True, "Ateliers tenus"),
    ]
