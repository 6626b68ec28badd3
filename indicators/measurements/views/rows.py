"""What does each row of the month's page show, with what was just typed and what came of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import pgettext

from impactplatform.charts.sparkline import Sparkline, draw_sparkline
from impactplatform.charts.svg import Svg
from indicators.catalogue.vocabulary import Kind
from indicators.measurements.domain import Entry
from indicators.measurements.forms import ANSWERS, DENOMINATOR, Echo, Problem, Typed, parts_of
from indicators.measurements.queries import GridRow
from indicators.measurements.views.figures import SHOWN, Measured, write_cells, write_figure
from indicators.measurements.vocabulary import State, Status


@dataclass(frozen=True, slots=True)
class PartFace:
    """One cell to type in: its name in the form, what it holds, and what is saved."""

    name: str
    label: str
    joint: str
    text: str
    saved: str
    is_invalid: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row that was typed: a problem keeps the texts, an echo offers the other reading."""

    typed: Typed
    problem: Problem | None = None
    echo: Echo | None = None
    is_saved: bool = False


@dataclass(frozen=True, slots=True)
class OutlierFace:
    """An unusual figure beside the one before it; `factor` when it is so many times larger."""

    value: str
    before: str
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RowFace:
    """A row ready for its template."""

    key: str
    name: str
    unit: str
    giver: str
    definition: str
    may_edit: bool
    parts: tuple[PartFace, ...]
    previous_text: str
    previous_state: str
    current_text: str
    current_state: str
    status: str
    seen: int
    note: str
    note_saved: str
    returned_message: str
    sparkline: Svg
    history_url: str
    problem: Problem | None = None
    echo: Echo | None = None
    outlier: OutlierFace | None = None
    is_bare: bool = False

    @property
    def needs_reason(self) -> bool:
        return self.status == Status.APPROVED

    @property
    def opens_note(self) -> bool:
        asks = self.problem is not None and self.problem.code == "reason_missing"
        return asks or bool(self.note) or (self.outlier is not None and not self.note_saved)

    @property
    def problem_id(self) -> str:
        part = self.problem.part if self.problem else ""
        return next((p.name for p in self.parts if p.name.startswith(f"{part}-")), self.parts[0].name)


def build_faces(
    rows: Sequence[GridRow], coalition_slug: str, month_code: str, outcomes: dict[str, Outcome]
) -> list[RowFace]:
    """The rows in their order, each with its outcome when it was just typed."""
    return [build_face(row, coalition_slug, month_code, outcomes.get(row.key)) for row in rows]


def build_face(row: GridRow, coalition_slug: str, month_code: str, outcome: Outcome | None = None) -> RowFace:
    cell, before = row.cell, row.previous
    saved = write_cells(row.kind, cell)
    note = cell.reason or cell.note
    history = (
        reverse("measurements:history", args=[coalition_slug, month_code, cell.measurement_id]) if cell.number else ""
    )
    face = RowFace(
        key=row.key, name=f"{row.name}, {row.category}" if row.category else row.name, unit=row.unit,
        giver=row.organisation, definition=row.definition, may_edit=row.may_write,
        parts=_parts(row, saved, outcome), previous_text=write_figure(row.kind, before), previous_state=silence_of(before),
        current_text=write_figure(row.kind, cell), current_state=silence_of(cell) if cell.number else "", status=cell.status,
        seen=cell.number, note=note, note_saved=note, returned_message=cell.message, sparkline=_sparkline(row),
        history_url=history, outlier=_outlier(row),
        is_bare=row.kind == Kind.SHARE and cell.value is not None and cell.denominator is None,
    )  # fmt: skip
    if outcome is None or outcome.is_saved:
        return replace(face, echo=outcome.echo if outcome else None)
    return replace(face, problem=_with_words(row, outcome), echo=outcome.echo, note=outcome.typed.note)


def silence_of(cell: Measured | None) -> str:
    """The code of a silence; nothing for a number."""
    return "" if cell is None or cell.state in SHOWN else str(cell.state)


def _parts(row: GridRow, saved: dict[str, str], outcome: Outcome | None) -> tuple[PartFace, ...]:
    at_fault = outcome.problem.part if outcome and outcome.problem else None
    labels = {
        DENOMINATOR: pgettext("the whole of a share", "out of"),
        ANSWERS: pgettext("number of answers", "answers"),
    }
    keeps = outcome is not None and not outcome.is_saved
    return tuple(
        PartFace(
            name=f"{part}-{row.key}", label=labels.get(part, ""), joint=labels.get(part, ""),
            text=outcome.typed.texts[part] if keeps and outcome else saved[part], saved=saved[part], is_invalid=part == at_fault,
        )
        for part in parts_of(row.kind)
    )  # fmt: skip


def _sparkline(row: GridRow) -> Svg:
    return draw_sparkline(Sparkline(tuple(row.trend)))


def _outlier(row: GridRow) -> OutlierFace | None:
    warning = row.cell.warning
    if warning is None or warning.code != "outlier" or row.cell.status != Status.DRAFT:
        return None
    unit = "%" if row.kind == Kind.SHARE else ""
    say = write_figure
    value = say(Kind.FLOW, Entry(State.NUMBER, value=warning.details["value"]), unit)
    before = say(Kind.FLOW, Entry(State.NUMBER, value=warning.details["previous"]), unit)
    times = warning.details.get("times")
    return OutlierFace(value, before, Decimal(times) if times is not None and Decimal(times) >= 2 else None)


def _with_words(row: GridRow, outcome: Outcome) -> Problem | None:
    """A conflict is told with who, how long ago, theirs and mine; the cells of theirs stand ready."""
    problem = outcome.problem
    if problem is None or problem.code != "conflict":
        return problem
    theirs = write_cells(row.kind, row.cell)
    details: dict[str, Any] = {
        "who": row.cell.author, "ago": timesince(row.cell.at or timezone.now(), depth=1),
        "theirs": write_figure(row.kind, row.cell) or theirs[parts_of(row.kind)[0]] or "…",
        "mine": " / ".join(outcome.typed.texts.values()) or "…",
        "parts": [{"name": f"{part}-{row.key}", "text": theirs[part]} for part in parts_of(row.kind)],
    }  # fmt: skip
    return replace(problem, part=parts_of(row.kind)[0], details=details)
