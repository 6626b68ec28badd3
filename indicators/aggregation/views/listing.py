"""What do the figures of a coalition say, one line each?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_coalitions_of, list_visible_coalitions
from coalitions.funding.queries import list_roles
from impactplatform.accounts.domain import decide
from impactplatform.charts.sparkline import Sparkline, draw_sparkline
from impactplatform.charts.svg import Svg
from indicators.aggregation.queries import Summary, list_summaries
from indicators.aggregation.views.wording import write_result


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of the list, with its small curve and its words."""

    summary: Summary
    sparkline: Svg
    text: str
    url: str


@require_GET
def indicators(request: HttpRequest) -> HttpResponse:
    """The figures of one coalition at a time; the others are one link away."""
    coalitions = list(list_visible_coalitions(request.user).filter(duties__isnull=False).distinct())
    coalition = _choose(
        coalitions, request.GET.get("coalition", ""), {one.pk for one in list_coalitions_of(request.user)}
    )
    roles = list_roles(request.user, coalition) if coalition else frozenset()
    is_public = not decide("aggregate.view_internal", roles)
    found = list_summaries(coalition, public=is_public) if coalition else ()
    context = {
        "coalitions": coalitions, "coalition": coalition, "lines": [_line(one) for one in found], "is_public": is_public,
        "fictitious": coalition is not None and coalition.is_fictitious, "band_slug": coalition.slug if coalition else "",
        "may_choose": bool(decide("indicator.edit", roles)),
    }  # fmt: skip
    return render(request, "indicators/aggregation/list.html", context)


def _choose(coalitions: list[Coalition], slug: str, own: set[int]) -> Coalition | None:
    """The coalition asked for; without a wish one's own, then the first that is not invented."""
    if slug:
        found = next((one for one in coalitions if one.slug == slug), None)
        if found is None:
            raise Http404
        return found
    return next(iter(sorted(coalitions, key=lambda one: (one.pk not in own, one.is_fictitious))), None)


def _line(summary: Summary) -> Line:
    place = urlencode({"place": f"{summary.place.scheme}:{summary.place.code}"})
    return Line(
        summary,
        draw_sparkline(Sparkline(tuple(summary.trend))),
        write_result(summary.kind, summary.value, summary.unit),
        f"{reverse('aggregation:indicator', args=[summary.indicator_code])}?{place}",
    )
