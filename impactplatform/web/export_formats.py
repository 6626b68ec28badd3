"""In which files does the maintenance site export a list? In ours: text stays text, so that no cell runs as a formula."""

from __future__ import annotations

from typing import Any

from import_export.formats.base_formats import Format

from impactplatform.sheets.writing import ColumnOut, SheetOut, write_csv, write_xlsx


class Workbook(Format):
    """An xlsx made by our own writer."""

    def get_title(self) -> str:
        return "xlsx"

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        columns = [ColumnOut(str(header)) for header in dataset.headers]
        return write_xlsx([SheetOut(dataset.title or "export", columns, _as_text(dataset))])


class Separated(Workbook):
    """A CSV made by our own writer."""

    def get_title(self) -> str:
        return "csv"

    def get_extension(self) -> str:
        return "csv"

    def get_content_type(self) -> str:
        return "text/csv; charset=utf-8"

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        return write_csv([str(header) for header in dataset.headers], _as_text(dataset))


FORMATS = [Workbook, Separated]


def _as_text(dataset: Any) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in dataset]
