"""Who did what in the coalition?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalitions.collectives.views.common import enter
from impactplatform.audit.queries import list_entries
from impactplatform.audit.sentences import say_entry

PAGE = 50


@require_safe
def show_journal(request: HttpRequest, slug: str) -> HttpResponse:
    """The trail of the coalition, newest first, a sentence for each act."""
    room = enter(request, slug, "audit_log.view")
    page = Paginator(list_entries(room.coalition.scope), PAGE).get_page(request.GET.get("page"))
    context = room.context(page=page, lines=[say_entry(entry) for entry in page])
    return render(request, "coalitions/collectives/journal.html", context)
