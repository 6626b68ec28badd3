"""How does one typed row become a recorded figure, or a question back to the person?"""

from __future__ import annotations

from dataclasses import replace

from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from indicators.catalogue.models import Category, Duty
from indicators.measurements.domain import Entry
from indicators.measurements.forms import NUMERATOR, VALUE, Problem, Typed, parts_of, read_row
from indicators.measurements.operations import CannotRecord, correct_measurement, record_measurement
from indicators.measurements.queries import GridRow, get_measurement
from indicators.measurements.views.figures import is_same
from indicators.measurements.views.rows import Outcome
from indicators.measurements.vocabulary import Status


def save_row(row: GridRow, typed: Typed, by: User) -> Outcome:
    """Record what was typed. An approved figure is corrected, with the word beside it as the reason."""
    answer = read_row(row.kind, typed.texts)
    if answer.entry is None:
        return Outcome(typed, answer.problem)
    is_changed = not is_same(row.kind, row.cell if row.cell.number else None, answer.entry)
    if not is_changed and typed.note == typed.note_was:
        return Outcome(typed, echo=answer.echo, is_saved=True)
    try:
        _record(row, answer.entry, typed, by)
    except CannotRecord as refusal:
        return Outcome(typed, _problem(row, refusal, typed))
    except CannotAct:
        return Outcome(typed, Problem("not_allowed"))
    return Outcome(typed, echo=answer.echo, is_saved=True)


def _record(row: GridRow, entry: Entry, typed: Typed, by: User) -> None:
    if row.cell.status == Status.APPROVED:
        measurement = get_measurement(row.cell.measurement_id or 0)
        correct_measurement(measurement=measurement, entry=entry, reason=typed.note, expected_number=typed.seen, by=by)
        return
    duty = Duty.objects.select_related("coalition", "indicator", "territory", "organisation").get(pk=row.duty_id)
    category = Category.objects.get(pk=row.category_id) if row.category_id else None
    record_measurement(
        duty=duty,
        period=row.period,
        entry=replace(entry, note=typed.note),
        expected_number=typed.seen,
        by=by,
        category=category,
    )


def _problem(row: GridRow, refusal: CannotRecord, typed: Typed) -> Problem:
    part = NUMERATOR if NUMERATOR in parts_of(row.kind) else VALUE
    return Problem(refusal.code, part, typed.texts[part], refusal.details)
