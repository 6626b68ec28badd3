"""Does the reader take every honest file, whatever its program, and refuse the others with a reason?"""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from impactplatform.kernel.decisions import Refused
from impactplatform.sheets.limits import LIMITS
from impactplatform.sheets.reading import Workbook, read_workbook


def xlsx(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods(rows: list[list[str]]) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Feuille1")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    target = io.BytesIO()
    document.write(target)
    return target.getvalue()


def read(data: bytes) -> Workbook:
    book = read_workbook(data, "liste")
    assert isinstance(book, Workbook), book
    return book


def refusal(data: bytes, **limits: int) -> Refused:
    answer = read_workbook(data, "liste", limits=replace(LIMITS, **limits))
    assert isinstance(answer, Refused), answer
    return answer


NAMES = [["Nom", "Courriel"], ["Régie Été", "a@b.fr"], ["Œuvre", ""]]
CSV = "Nom;Courriel\r\nRégie Été;a@b.fr\r\nŒuvre;\r\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (xlsx(("Liste", NAMES)), "xlsx"),
        (ods(NAMES), "ods"),
        (CSV.encode(), "csv"),
        (CSV.encode("utf-8-sig"), "csv"),
        (CSV.encode("utf-16"), "csv"),
        (CSV.encode("utf-16-le"), "csv"),
        (CSV.encode("cp1252"), "csv"),
        (CSV.replace(";", "\t").encode(), "csv"),
        (CSV.replace(";", ",").encode(), "csv"),
        (CSV.replace("\r\n", "\r").encode(), "csv"),
        (("sep=;\r\n" + CSV).encode(), "csv"),
        ('[{"Nom": "Régie Été", "Courriel": "a@b.fr"}, {"Nom": "Œuvre"}]'.encode(), "json"),
    ],
)
def test_reads_by_content_whatever_the_name(data: bytes, kind: str) -> None:
    book = read(data)
    sheet = book.choose_sheet()
    assert book.kind == kind
    assert sheet is not None
    assert sheet.columns == ("Nom", "Courriel")
    assert [row.cells for row in sheet.rows] == [("Régie Été", "a@b.fr"), ("Œuvre", "")]


def test_lines_of_two_encodings_are_each_read_right_and_flagged() -> None:
    book = read("Nom;Ville\nÉté;Sète\n".encode() + "Noël;Nîmes\n".encode("cp1252"))
    sheet = book.choose_sheet()
    assert sheet is not None
    assert [row.cells for row in sheet.rows] == [("Été", "Sète"), ("Noël", "Nîmes")]
    assert book.encoding_is_guess


def test_header_is_found_under_banners_and_row_numbers_are_those_of_the_spreadsheet() -> None:
    rows = [
        ["Liste des partenaires 2024"],
        [],
        ["Nom", "Ville", "Téléphone"],
        ["A", "Sète", "04"],
        [None],
        ["B", "Nîmes", ""],
    ]
    sheet = read(xlsx(("Liste", rows))).choose_sheet()
    assert sheet is not None
    assert (sheet.header_row, sheet.columns) == (3, ("Nom", "Ville", "Téléphone"))
    assert [row.number for row in sheet.rows] == [4, 6]


def test_total_lines_and_repeated_headers_are_left_out_and_named() -> None:
    rows = [
        ["Nom", "Thème", "Montant"],
        ["A", "x", 10],
        ["Total", None, 10],
        ["Nom", "Thème", "Montant"],
        ["B", "y", 5],
    ]
    sheet = read(xlsx(("Liste", rows))).choose_sheet()
    assert sheet is not None
    assert [row.cells[0] for row in sheet.rows] == ["A", "B"]
    assert [(line.number, line.code) for line in sheet.skipped] == [(3, "total_line"), (4, "repeated_header")]


def test_the_sheet_with_known_columns_is_chosen_among_decoys() -> None:
    decoy = ("Lisez-moi", [["Ceci", "cela"], ["a", "b"], ["c", "d"]])
    book = read(xlsx(decoy, ("Partenaires", NAMES)))
    sheet = book.choose_sheet(known=lambda header: header in {"Nom", "Courriel"})
    assert sheet is not None
    assert sheet.name == "Partenaires"


def test_numbers_and_dates_become_plain_text() -> None:
    from datetime import date

    sheet = read(xlsx(("Liste", [["Code", "Le", "Part"], [35600000009075, date(2024, 3, 1), 12.5]]))).choose_sheet()
    assert sheet is not None
    assert sheet.rows[0].cells == ("35600000009075", "2024-03-01", "12.5")


def test_proofed_codes_and_our_apostrophe_are_taken_off() -> None:
    sheet = read(b'Code;Mot\n"=""0123""";\'=1+1\n').choose_sheet()
    assert sheet is not None
    assert sheet.rows[0].cells == ("0123", "=1+1")


def test_amounts_cut_at_their_comma_are_joined_and_other_wide_rows_are_faults() -> None:
    text = "nom,montant,nature\nA,28 000,00,aide\nB,5,aide, le solde\n"
    sheet = read(text.encode()).choose_sheet()
    assert sheet is not None
    assert sheet.rows[0].cells == ("A", "28 000,00", "aide")
    assert [(fault.row, fault.code) for fault in sheet.faults] == [(3, "too_many_cells")]


def test_formula_without_result_and_error_values_are_faults() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Code"])
    book.active.append(["A", "=1/0"])
    target = io.BytesIO()
    book.save(target)
    sheet = read(target.getvalue()).choose_sheet()
    assert sheet is not None
    assert [(fault.row, fault.column, fault.code) for fault in sheet.faults] == [(2, "Code", "formula_without_result")]


def test_invisible_traps_are_faults_and_living_scripts_are_not() -> None:
    sheet = read("Nom;Mot\nKanien’kéha;مرحبا\nA\u202eB;👩‍🏫\n".encode()).choose_sheet()
    assert sheet is not None
    assert [(fault.row, fault.code, fault.details) for fault in sheet.faults] == [
        (3, "forbidden_character", {"code_point": "U+202E"})
    ]


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"  \r\n\r\n", "empty_file"),
        (xlsx(("Vide", [])), "empty_file"),
        (b"%PDF-1.7 and so on", "wrong_type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "wrong_type"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "wrong_type"),
        (b'{"a": [1, 2]}', "wrong_type"),
        (b"[" * 100_000, "broken_encoding"),
        (b"PK\x03\x04 truncated", "damaged_file"),
        (zipped(word__document_xml=b"<w/>"), "wrong_type"),
        (xlsx(("L", NAMES))[:900], "damaged_file"),
        (b"Nom;Ville\nR\xc3\xa9gie;S\xe8te \xc3\xa9t\xc3\xa9\n", "broken_encoding"),
        (b"Nom;Ville\nAbc;\xff\xfe\xfd\n", "broken_encoding"),
        (b'Nom;Ville\nA;"sans fin\nB;C\n', "unclosed_quote"),
    ],
)
def test_bad_files_are_refused_with_a_reason(data: bytes, code: str) -> None:
    if data.startswith(b"["):
        assert refusal(b"[{" + data).code == "wrong_type"
    else:
        assert refusal(data).code == code


def test_broken_encoding_names_the_line() -> None:
    assert refusal(b"Nom\nA\nB\x81\n").details["line"] == 3


def test_a_document_type_is_refused() -> None:
    whole = zipfile.ZipFile(io.BytesIO(xlsx(("L", NAMES))))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            book.writestr(name, content)
    assert refusal(target.getvalue()).code == "dtd"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"file_bytes": 100}, "too_large"),
        ({"rows": 1}, "too_many_rows"),
        ({"columns": 1}, "too_many_columns"),
        ({"cell_characters": 3}, "cell_too_long"),
        ({"archive_parts": 2}, "too_many_parts"),
        ({"unpacked_bytes": 100}, "too_large_unpacked"),
        ({"ratio_matters_above": 10, "archive_ratio": 1}, "compression_bomb"),
        ({"grid_cells": 2}, "stray_cell"),
    ],
)
def test_limits_are_refusals(limits: dict[str, int], code: str) -> None:
    assert refusal(xlsx(("L", NAMES)), **limits).code == code


def test_a_file_that_needs_more_memory_than_allowed_is_refused() -> None:
    assert (
        refusal(b"Nom;Ville\n" + b"Association;Tourcoing\n" * 90_000, memory_bytes=40 * 1024 * 1024).code == "too_heavy"
    )


def test_one_cell_at_the_end_of_the_world_is_refused_naming_it() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Nom"
    book.active["XFD1048576"] = "loin"
    target = io.BytesIO()
    book.save(target)
    assert refusal(target.getvalue()) == Refused("stray_cell", {"name": "liste", "cell": "XFD1048576"})


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = zipped(xl__workbook_xml=b"<w/>", xl__worksheets__sheet1_xml=b" " * 30_000_000)
    assert refusal(data).code == "compression_bomb"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["xlsx", "csv", "ods"]), st.integers(0, 10_000), st.binary(min_size=1, max_size=6), st.booleans()
)
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(
    kind: str, place: int, junk: bytes, cut: bool
) -> None:
    whole = {"xlsx": xlsx(("L", NAMES)), "ods": ods(NAMES), "csv": CSV.encode()}[kind]
    at = place % len(whole)
    damaged = whole[:at] + junk + (b"" if cut else whole[at + len(junk) :])
    answer = read_workbook(damaged, "liste")
    assert isinstance(answer, Workbook | Refused)
    if isinstance(answer, Workbook):
        answer.choose_sheet()
    else:
        assert answer.code != "too_heavy"
