"""How do the figures of an indicator's page become a file? The same figures, the same silences, with their notes."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext

from impactplatform.charts.words import silence_mark, silence_words
from impactplatform.sheets.writing import ColumnOut, SheetOut, write_csv, write_xlsx
from indicators.aggregation.queries import IndicatorView
from indicators.catalogue.vocabulary import Kind
from indicators.measurements.vocabulary import State

KNOWN = (State.NUMBER, State.ZERO)
Row = list[str | int | Decimal | None]


def list_headers() -> list[str]:
    return [
        gettext("Code of the indicator"), gettext("Place"), gettext("Code of the place"), gettext("Period"), gettext("Value"),
        gettext("Unit"), gettext("State"), gettext("Answers approved"), gettext("Answers expected"), gettext("Break in the series"),
    ]  # fmt: skip


def list_rows(view: IndicatorView) -> list[Row]:
    """One row a period; a silence has its code and no value."""
    place = f"{view.place.scheme}:{view.place.code}"
    return [
        [
            view.indicator_code, view.place.name, place, point.period.code, _value(point.state, point.value), _unit(view), point.state,
            point.coverage.approved, point.coverage.expected, "b" if point.breaks else "",
        ]
        for point in view.points
    ]  # fmt: skip


def list_parts(view: IndicatorView) -> list[Row]:
    """One row a part of the place, for the latest period."""
    period = view.latest.period.code if view.latest else ""
    return [
        [
            one.territory.name,
            f"{one.territory.scheme}:{one.territory.code}",
            period,
            _value(one.state, one.value),
            _unit(view),
            one.state,
        ]
        for one in view.places
    ]


def list_notes(view: IndicatorView) -> list[Row]:
    """What the figures mean: carried along in every file."""
    version, language = view.version, get_language() or "fr"
    notes: list[Row] = [
        [gettext("Indicator"), view.name],
        [gettext("What is counted"), view.definition],
        [gettext("Source"), version.source],
        [gettext("How it is collected"), version.how],
        [gettext("What it does not say"), version.limits],
        [gettext("In a sentence"), view.certificate.sentence if view.certificate else ""],
    ]
    found = [p.state for p in view.points] + [p.state for p in view.places]
    states = [state for state in dict.fromkeys(found) if state not in KNOWN]
    return [note for note in notes if note[1]] + [[silence_mark(s), silence_words(s, language)] for s in states]


def write_figures_csv(view: IndicatorView) -> bytes:
    return write_csv(list_headers(), list_rows(view), separator=";")


def write_figures_xlsx(view: IndicatorView) -> bytes:
    """Three sheets: the figures, the places, the notes."""
    headers = list_headers()
    columns = [ColumnOut(h, "number" if i in {4, 7, 8} else "text") for i, h in enumerate(headers)]
    places = [
        ColumnOut(gettext("Place")),
        ColumnOut(gettext("Code of the place")),
        ColumnOut(gettext("Period")),
        ColumnOut(gettext("Value"), "number"),
        ColumnOut(gettext("Unit")),
        ColumnOut(gettext("State")),
    ]
    notes = [ColumnOut(gettext("About"), width=30), ColumnOut(gettext("Words"), width=90)]
    return write_xlsx(
        [
            SheetOut(name=gettext("Figures"), columns=columns, rows=list_rows(view)),
            SheetOut(name=gettext("Places"), columns=places, rows=list_parts(view)),
            SheetOut(name=gettext("Notes"), columns=notes, rows=list_notes(view)),
        ],
        title=view.name,
    )


def _value(state: str, value: Decimal | None) -> Decimal | None:
    return (
        None
        if value is None or state not in KNOWN
        else value.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP).normalize()
    )


def _unit(view: IndicatorView) -> str:
    return "%" if view.kind == Kind.SHARE else view.unit
