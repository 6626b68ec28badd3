"""How does the report of a pot leave, as a spreadsheet, as JSON, as PDF? The figures of the page, to the cent."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext

from coalitions.funding.domain.report import Cell, Column, Report, ReportTable
from coalitions.funding.exports.pictures import draw_money, draw_path
from coalitions.funding.exports.words import say_day, say_sentences, say_span, say_unknown, show_table
from coalitions.funding.models import Fund
from coalitions.funding.queries import summarise_report
from coalitions.funding.vocabulary import ColumnCode, TableCode
from coalitions.organisations.models import Organisation
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.sheets.writing import ColumnOut, SheetOut, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRINT_STYLE = "css/report-pdf.css"


class CannotPrint(CannotProceed):
    """No PDF here: `pdf_unavailable`, with the reason. The page prints well."""


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """A report with what stands around its figures: the pot, the moment it is known as of, whose cover it has."""

    fund: Fund
    report: Report
    known_at: datetime
    cover: Organisation | None = None

    @property
    def sentences(self) -> list[str]:
        return say_sentences(self.report, self.fund.currency)

    @property
    def period(self) -> str:
        return say_span(self.report.starts_on, self.report.ends_on)

    @property
    def unknowns(self) -> list[str]:
        return [say_unknown(unknown, self.fund.currency) for unknown in self.report.unknowns]

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What one must know to read the figures; the first sheet of the workbook and the end of the page."""
        report, known_at = self.report, timezone.localtime(self.known_at)
        invented = [(gettext("Fictitious data"), gettext("This pot was invented to show how the platform works."))]
        return [
            *(invented if self.fund.is_fictitious else []),
            (gettext("Pot"), self.fund.name),
            (gettext("Prepared for"), self.cover.name if self.cover else gettext("all funders of the pot")),
            (gettext("Period"), f"{say_day(report.starts_on)} – {say_day(report.ends_on)}"),
            (gettext("As known on"), f"{say_day(known_at.date())} {known_at:%H:%M}"),
            (gettext("Currency"), self.fund.currency),
            *((gettext("What the pot made possible"), sentence) for sentence in self.sentences),
            *((gettext("What we do not know"), words) for words in self.unknowns),
            *((gettext("Method"), words) for words in list_method(self.fund)),
            (gettext("Seal of the figures (SHA-256)"), report.digest),
        ]

    def as_json(self) -> dict[str, Any]:
        """Every figure as text to the cent, with its currency."""
        report = self.report
        tables = {str(t.code): [_named(t, row) for row in t.rows] for t in report.tables}
        return {
            "fund": self.fund.slug, "name": self.fund.name, "currency": self.fund.currency, "is_fictitious": self.fund.is_fictitious,
            "cover": self.cover.slug if self.cover else "", "language": get_language(),
            "from": report.starts_on.isoformat(), "until": report.ends_on.isoformat(),
            "as_of": self.known_at.isoformat(), "digest": report.digest, "sentences": self.sentences,
            "figures": {name: str(amount) for name, amount in report.figures.items()},
            "tables": tables,
            "unknown": [{"code": str(u.gap), "count": u.count, "amount": str(u.amount)} for u in report.unknowns],
        }  # fmt: skip

    def write(self, form: str) -> bytes:
        """The report as json, xlsx or pdf. Raises CannotPrint."""
        if form == "xlsx":
            return self.as_xlsx()
        if form == "pdf":
            return self.as_pdf()
        return json.dumps(self.as_json(), ensure_ascii=False, indent=1).encode()

    def as_xlsx(self) -> bytes:
        """One table a sheet with typed cells, after a sheet that says what the figures are."""
        columns = [ColumnOut(gettext("About this report"), width=34), ColumnOut(gettext("In words"), width=90)]
        notes = SheetOut(gettext("Read me"), columns, [list(note) for note in self.notes])
        tables = [_sheet(table, self.fund.currency) for table in self.report.tables if table.rows]
        return write_xlsx([notes, *tables], title=self.fund.name)

    def as_pdf(self) -> bytes:
        """A tagged PDF of the same words and tables. Raises CannotPrint where WeasyPrint or its libraries are missing."""
        try:
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
        except (ImportError, OSError) as error:
            raise CannotPrint("pdf_unavailable", reason=str(error).split("\n", 1)[0]) from error
        for chatty in ("weasyprint", "fontTools"):
            logging.getLogger(chatty).setLevel(logging.ERROR)
        tables = [show_table(table, self.fund.currency) for table in self.report.tables if table.rows]
        drawn = [draw_money(self.fund, self.report), draw_path(self.fund, self.report)]
        pictures = [picture for picture in drawn if picture is not None] if self.report.figures["available"] else []
        context = {"built": self, "fund": self.fund, "tables": tables, "pictures": pictures, "period": self.period}
        html = render_to_string("coalitions/funding/report_pdf.html", context)
        fonts = FontConfiguration()
        style = weasyprint.CSS(filename=finders.find(PRINT_STYLE), font_config=fonts)
        page = weasyprint.HTML(string=html)
        printed: bytes = page.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[style], font_config=fonts)
        return printed

    @property
    def filename(self) -> str:
        return f"{self.fund.slug}-{self.report.starts_on}-{self.report.ends_on}"


def build_report(
    fund: Fund, starts_on: date, ends_on: date, *, known_at: datetime | None = None, cover: str = ""
) -> BuiltReport:
    """The report of a pot, in the active language. Raises LookupError when `cover` names no funder of the pot."""
    moment = known_at or timezone.now()
    report = summarise_report(fund, starts_on, ends_on, moment)
    return BuiltReport(fund, report, moment, _find_cover(fund, cover) if cover else None)


def list_method(fund: Fund) -> list[str]:
    """How the figures are made, in sentences."""
    return [
        gettext("Decided and paid out are two columns, everywhere. A payment counts only once sent."),
        gettext("A row is never edited: a mistake is reversed by a row that names it, and sums already take it off."),
        gettext("Of agreements signed and not yet paid in, this pot counts %(percent)s %%.")
        % {"percent": fund.signed_counted_percent},
        gettext("An expense is spent up to what the pot paid; what the partner bears itself is shown apart."),
        gettext("A funder’s share is only ever pro rata of the pot: all funders read the same figures."),
        gettext("Contributions in kind are never part of the cash totals."),
    ]


def _find_cover(fund: Fund, code: str) -> Organisation:
    givers = Organisation.objects.filter(
        pk__in=[*fund.instalments.values_list("funder", flat=True), *fund.pledges.values_list("funder", flat=True)]
    )
    found = givers.filter(slug=code).first() or givers.filter(identifiers__value=code).first()
    if found is None:
        raise LookupError(code)
    return found


def _named(table: ReportTable, row: tuple[Cell, ...]) -> dict[str, str | None]:
    return {str(column.code): _plain(cell) for column, cell in zip(table.columns, row, strict=True)}


def _plain(cell: Cell) -> str | None:
    return None if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _sheet(table: ReportTable, currency: str) -> SheetOut:
    shown = show_table(table, currency)
    columns = [
        ColumnOut(_header(table, column, words, currency), _xlsx_kind(column), 24 if is_number else 34)
        for column, (words, is_number) in zip(table.columns, shown.headers, strict=True)
    ]
    rows = [
        [cell if isinstance(cell, Decimal | date) else said.text for cell, said in zip(row, show, strict=True)]
        for row, show in zip(table.rows, shown.rows, strict=True)
    ]
    bold = frozenset({len(rows) - 1}) if table.has_total else frozenset()
    return SheetOut(shown.title, columns, rows, bold)


def _header(table: ReportTable, column: Column, words: str, currency: str) -> str:
    """The currency stands in the header of each sum, except where a column of its own gives it."""
    has_own = table.code == TableCode.STATEMENTS
    return f"{words} ({currency})" if column.kind == "amount" and not has_own else words


def _xlsx_kind(column: Column) -> Any:
    if column.code == ColumnCode.ON:
        return "date"
    return {"amount": "amount", "percent": "percent"}.get(column.kind, "text")
