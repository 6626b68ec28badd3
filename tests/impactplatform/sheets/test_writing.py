"""Do tables leave with numbers as numbers and text that stays inert, and come back as they left?"""

import io
from datetime import date
from decimal import Decimal

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from impactplatform.sheets.guard import guard, unguard
from impactplatform.sheets.reading import Workbook, read_workbook
from impactplatform.sheets.writing import ColumnOut, SheetOut, write_csv, write_xlsx

HEADERS = [ColumnOut("Poste", width=40), ColumnOut("Montant", "amount"), ColumnOut("Le", "date")]
ROWS = [["=1+1", Decimal("33333.34"), date(2024, 1, 2)], ["Total", Decimal("1234567890123456.78"), None]]


def test_cells_are_typed_and_formulas_are_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx([SheetOut("Solde: 2024/1", HEADERS, ROWS)])))["Solde  2024 1"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "d"]
    assert (sheet["A2"].value, sheet["B2"].value, sheet["B3"].value) == ("=1+1", 33333.34, "1234567890123456.78")
    assert sheet.freeze_panes == "A2"
    assert not sheet.merged_cells.ranges


def test_same_tables_same_bytes() -> None:
    assert write_xlsx([SheetOut("a", HEADERS, ROWS)]) == write_xlsx([SheetOut("a", HEADERS, ROWS)])


def test_two_sheets_of_one_name_are_told_apart() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([SheetOut("a", HEADERS, []), SheetOut("A", HEADERS, [])])))
    assert book.sheetnames == ["a", "A (2)"]


@given(st.text(min_size=1, max_size=30))
def test_guard_is_undone_by_unguard(text: str) -> None:
    assert unguard(guard(text)) == text or text.startswith('="') or (text.startswith("'") and guard(text) == text)


def test_csv_comes_back_as_it_left() -> None:
    texts = ["=cmd", "+33 1", "-", "@x", 'Été; "mot"', "deux\nlignes"]
    book = read_workbook(write_csv(["Nom", "Code"], [[text, "1"] for text in texts]))
    assert isinstance(book, Workbook)
    sheet = book.choose_sheet()
    assert sheet is not None
    assert sheet.column_values("Nom") == texts
