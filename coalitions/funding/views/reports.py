"""What did the pot make possible between two days? On screen, as a spreadsheet, as PDF: one set of figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from coalitions.funding.exports import (
    XLSX,
    BuiltReport,
    CannotPrint,
    build_report,
    draw_money,
    draw_path,
    list_method,
    show_table,
)
from coalitions.funding.forms import PeriodPicker, list_presets
from coalitions.funding.imports.words import say_refusal
from coalitions.funding.queries import find_opening, list_givers
from coalitions.funding.views.entrance import Room, enter
from coalitions.funding.vocabulary import TableCode

APART = (
    TableCode.SUMMARY,
    TableCode.DECISIONS,
    TableCode.IN_KIND,
    TableCode.LEDGER,
    TableCode.PATH,
    TableCode.STATEMENTS,
)


@require_safe
def show_report(request: HttpRequest, slug: str) -> HttpResponse:
    """The report on screen; its period and cover stand in the address, so a link is the report."""
    room = enter(request, slug, "report.build")
    picker = PeriodPicker(request.GET or None, fund=room.fund)
    starts_on, ends_on, cover = picker.read()
    built = build_report(room.fund, starts_on, ends_on, cover=cover)
    query = f"?from={starts_on}&until={ends_on}" + (f"&funder={cover}" if cover else "")
    files = [(label, reverse(f"funding:{name}", args=[slug]) + query) for label, name in _list_files()]
    figures, year = built.report.figures, date(ends_on.year, 1, 1)
    presets = list_presets(timezone.localdate(), find_opening(room.fund))
    context = room.context(
        gettext("Report"), built=built, period=built.period, picker=picker, files=files, cover=cover,
        presets=[(words, first, last, (first, last) == (starts_on, ends_on)) for words, first, last in presets],
        wider=f"?from={year}&until={date(ends_on.year, 12, 31)}", has_money=bool(figures["available"]),
        tables=_tables(built), apart={str(code): _table(built, code) for code in APART}, method=list_method(room.fund),
        picture=draw_money(room.fund, built.report), flow=draw_path(room.fund, built.report), givers=list_givers(room.fund),
    )  # fmt: skip
    return render(request, "coalitions/funding/report.html", context, status=422 if picker.errors else 200)


@require_safe
def download_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of the page as a workbook."""
    built = _build(request, slug)
    return _attach(built.as_xlsx(), XLSX, f"{built.filename}.xlsx")


@require_safe
def download_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of the page as PDF; where it cannot be made the reason is said, and the page prints."""
    built = _build(request, slug)
    try:
        return _attach(built.as_pdf(), "application/pdf", f"{built.filename}.pdf")
    except CannotPrint as refusal:
        context = {"fund": built.fund, "reason": say_refusal(refusal.code, refusal.details, "")}
        return render(request, "coalitions/funding/no_pdf.html", context, status=503)


@require_safe
def download_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of the page for a script."""
    built = _build(request, slug)
    return JsonResponse(built.as_json(), json_dumps_params={"ensure_ascii": False})


def _build(request: HttpRequest, slug: str) -> BuiltReport:
    room: Room = enter(request, slug, "report.build")
    picker = PeriodPicker(request.GET or None, fund=room.fund)
    starts_on, ends_on, cover = picker.read()
    if picker.errors:
        raise Http404
    return build_report(room.fund, starts_on, ends_on, cover=cover)


def _list_files() -> list[tuple[str, str]]:
    return [(gettext("Spreadsheet (XLSX)"), "report_xlsx"), ("PDF", "report_pdf"), ("JSON", "report_json")]


def _tables(built: BuiltReport) -> list[Any]:
    return [show_table(t, built.fund.currency) for t in built.report.tables if t.rows and t.code not in APART]


def _table(built: BuiltReport, code: TableCode) -> Any:
    table = built.report.table(code)
    return show_table(table, built.fund.currency) if table.rows else None


def _attach(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Language": get_language() or "fr"}
    return HttpResponse(content, content_type=kind, headers=headers)
