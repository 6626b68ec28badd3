"""How does one figure go in one place, what is it made of, and where does it come from? (screen S3)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from coalitions.collectives.models import Coalition
from coalitions.funding.queries import list_roles
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import gate
from impactplatform.charts.gallery import compose
from impactplatform.charts.headline import write_headline
from impactplatform.charts.maps import Outlines
from impactplatform.charts.outlines import Area, rings_of
from impactplatform.charts.tables import Picture
from impactplatform.charts.trend import Point, Trend
from impactplatform.kernel.periods import LEVELS, MONTH, QUARTER, SCHOOL_YEAR, YEAR
from impactplatform.web.languages import in_language
from indicators.aggregation.exports import write_figures_csv, write_figures_xlsx
from indicators.aggregation.queries import IndicatorView, PlaceValue, summarise_indicator
from indicators.aggregation.queries.choosing import find_place, list_followers, may_see_exact
from indicators.aggregation.views.wording import unit_of, write_result
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import find_version, get_indicator, say_rules
from indicators.catalogue.vocabulary import Method
from indicators.measurements.vocabulary import State

COARSER = {
    MONTH: (MONTH, QUARTER, YEAR, SCHOOL_YEAR),
    QUARTER: (QUARTER, YEAR),
    YEAR: (YEAR,),
    SCHOOL_YEAR: (SCHOOL_YEAR,),
}
FLAGS = {"provisional": "p", "estimated": "e", "revised": "r"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, and whether this person sees exact figures."""

    indicator: Indicator
    view: IndicatorView
    followers: list[Coalition]
    is_public: bool

    @property
    def trend(self) -> Trend:
        view = self.view
        points = tuple(
            Point(
                p.period, p.value, p.state, FLAGS.get(p.flag, ""), p.percent if p.coverage.expected else None, p.breaks
            )
            for p in view.points
        )
        return Trend(view.name, unit_of(view.kind, view.unit), view.place.name, points)

    def address(self, name: str = "indicator", **query: str) -> str:
        place = {"place": f"{self.view.place.scheme}:{self.view.place.code}", "level": self.view.level}
        return f"{reverse(f'aggregation:{name}', args=[self.indicator.code])}?{urlencode(place | query)}"


def read_address(request: HttpRequest, code: str) -> Asked | None:
    """None when nothing can be shown yet; 404 for what does not exist or is not for this person."""
    try:
        indicator = get_indicator(code)
    except Indicator.DoesNotExist as error:
        raise Http404 from error
    if indicator.coalition is not None:
        roles = list_roles(request.user, indicator.coalition)
        gate(request, "indicator.view", roles, published=indicator.coalition.is_public)
    followers = list_followers(indicator, request.user)
    place = find_place(indicator, request.GET.get("place", ""), followers)
    version = find_version(indicator)
    if place is None or version is None:
        if request.GET.get("place") or version is None:
            raise Http404
        return None
    level = request.GET.get("level", version.frequency)
    if level not in LEVELS or level not in COARSER[version.frequency]:
        raise Http404
    is_public = not may_see_exact(indicator, place, followers, request.user)
    return Asked(indicator, summarise_indicator(indicator, place, public=is_public, level=level), followers, is_public)


@require_GET
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a figure; the same for everybody, exact for members, protected for the rest."""
    asked = read_address(request, code)
    if asked is None:
        return render(request, "indicators/aggregation/nothing.html", {"version": find_version(get_indicator(code))})
    language = get_language() or "fr"
    trend = asked.trend
    page = {
        "view": asked.view, "version": asked.view.version, "place": asked.view.place, "unit": trend.unit,
        "headline": write_headline(trend, language), "picture": compose(trend, language, "trend"),
        "has_figures": bool(trend.shown), "has_periods": bool(trend.points), "is_public": asked.is_public, "certificate": asked.view.certificate,
        **_around(asked), **_protection(asked), **_parts(asked),
        "rules": say_rules(asked.view.version), "edit_url": _edit_url(request, asked.indicator),
    }  # fmt: skip
    coalition = asked.indicator.coalition or next(iter(asked.followers), None)
    context = {"page": page, "fictitious": asked.view.is_fictitious, "band_slug": coalition.slug if coalition else ""}
    return render(request, "indicators/aggregation/indicator.html", context)


def _around(asked: Asked) -> dict[str, Any]:
    """Where the page stands, the other levels of time, the files."""
    names = {
        MONTH: gettext("By month"),
        QUARTER: gettext("By quarter"),
        YEAR: gettext("By year"),
        SCHOOL_YEAR: gettext("By school year"),
    }
    levels = [
        {"label": names[level], "url": asked.address(level=level), "is_current": level == asked.view.level}
        for level in COARSER[asked.view.version.frequency]
    ]
    listing = reverse("aggregation:list")
    crumbs = [(gettext("Indicators"), f"{listing}?coalition={asked.followers[0].slug}" if asked.followers else listing)]
    return {
        "crumbs": crumbs, "levels": levels if len(levels) > 1 else [],
        "files": [("CSV", asked.address("csv")), ("XLSX", asked.address("xlsx"))],
        "subtitle": f"{asked.view.name}, {unit_of(asked.view.kind, asked.view.unit)}, {asked.view.place.name}",
    }  # fmt: skip


def _protection(asked: Asked) -> dict[str, Any]:
    """What is said about hidden and rounded figures, breaks and thin coverage."""
    view, version = asked.view, asked.view.version
    words = {
        Method.ROUND: gettext("Counts of people are rounded to 5, and small ones hidden: totals may not add up."),
        Method.SUPPRESS: gettext(
            "Small counts are hidden, and others with them, so that nobody can work them out by subtraction."
        ),
    }
    hidden = State.HIDDEN in {*(p.state for p in view.points), *(p.state for p in view.places)}
    breaks = any(p.breaks for p in view.points)
    note = in_language(version, "break_note") or gettext(
        "The way of counting changed. Do not compare before and after."
    )
    latest = view.latest
    low = latest is not None and latest.percent is not None and latest.percent < version.min_coverage
    return {
        "has_hidden": hidden, "protection": words.get(Method(version.method), "") if asked.is_public else "",
        "break_note": note if breaks else "", "latest_is_low": low,
    }  # fmt: skip


def _parts(asked: Asked) -> dict[str, Any]:
    """The parts of the place, by name."""
    view = asked.view

    def part(one: PlaceValue) -> dict[str, str]:
        query = urlencode({"place": f"{one.territory.scheme}:{one.territory.code}", "level": view.level})
        text = write_result(view.kind, one.value, "")
        return {"name": one.territory.name, "text": text, "silence": one.state, "url": f"?{query}"}

    return {"parts": [part(one) for one in view.places], "map": _draw_map(asked)}


def _draw_map(asked: Asked) -> Picture | None:
    """The parts on a map, when at least two have an outline."""
    view = asked.view
    areas = tuple(Area(p.territory.name, rings_of(p.territory.outline), p.value, p.state) for p in view.places)
    if sum(bool(area.rings) for area in areas) < 2:
        return None
    return compose(
        Outlines(view.place.name, areas, unit_of(view.kind, view.unit), view.name), get_language() or "fr", "map"
    )


def _edit_url(request: HttpRequest, indicator: Indicator) -> str:
    if indicator.coalition is None or not decide("indicator.edit", list_roles(request.user, indicator.coalition)):
        return ""
    return reverse("catalogue:edit", args=[indicator.code])


@require_GET
def indicator_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of the page, as text; what is hidden there is absent here."""
    return _file(request, code, "csv", "text/csv; charset=utf-8")


@require_GET
def indicator_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of the page, their places and their notes, as a workbook."""
    return _file(request, code, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _file(request: HttpRequest, code: str, ending: str, kind: str) -> HttpResponse:
    asked = read_address(request, code)
    if asked is None:
        raise Http404
    write = write_figures_csv if ending == "csv" else write_figures_xlsx
    answer = HttpResponse(write(asked.view), content_type=kind)
    name = f"{asked.indicator.code}-{asked.view.place.code}-{asked.view.level}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
