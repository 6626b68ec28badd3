"""Which versions did one cell have, and who wrote, sent and read each of them?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from indicators.measurements.queries import Cell, list_cell_history
from indicators.measurements.views.figures import write_figure
from indicators.measurements.views.month import open_desk
from indicators.measurements.views.rows import silence_of
from indicators.measurements.vocabulary import Status


@require_GET
def history(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Every version of one cell, for those who may see it."""
    desk = open_desk(request, slug, code, "measurement.history")
    row = next((row for row in desk.all_rows if row.cell.measurement_id == pk), None)
    if row is None:
        raise Http404
    versions = [_version(row.kind, cell) for cell in list_cell_history(pk)]
    context = {
        "coalition": desk.coalition, "name": row.name, "unit": row.unit, "place": row.place.name, "month": row.period,
        "versions": versions, "back_url": desk.address(), "fictitious": desk.coalition.is_fictitious,
        "crumbs": [(desk.coalition.name, reverse("collectives:detail", args=[slug]))],
    }  # fmt: skip
    return render(request, "indicators/measurements/history.html", context)


def _version(kind: str, cell: Cell) -> dict[str, Any]:
    return {
        "number": cell.number, "text": write_figure(kind, cell), "silence": silence_of(cell), "entered_by": cell.author, "entered_at": cell.at,
        "status_words": gettext(Status(cell.status).label), "words": " ".join(w for w in (cell.note, cell.reason, cell.message) if w),
        "is_in_force": cell.is_in_force, "submitted_by": cell.submitted_by, "submitted_at": cell.submitted_at,
        "decided_by": cell.decided_by, "decided_at": cell.decided_at,
    }  # fmt: skip
