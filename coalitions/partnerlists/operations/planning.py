"""What would each row become? Reads every row, compares it, writes the plan; the directory is only looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from django.db import transaction

from coalitions.collectives.queries import list_roles
from coalitions.organisations.models import Organisation
from coalitions.organisations.queries import find_by_identifiers, find_survivor
from coalitions.partnerlists.domain.likeness import Directory
from coalitions.partnerlists.domain.plan import RowPlan, list_choices, plan_rows
from coalitions.partnerlists.domain.rows import Problem, Reading, read_row
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.operations.receiving import OPEN, read_table
from coalitions.partnerlists.queries import list_cards
from coalitions.partnerlists.vocabulary import Target
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.sheets.tables import Fault

Told = Callable[[str, int, int], None]
Cells = dict[str, str]
Plan = list[tuple[int, Cells, Reading, RowPlan]]
_TELL_EVERY = 100


class CannotPlan(CannotProceed):
    """name_missing: no column is the name of the organisation; closed (state)."""


def plan_partner_list(*, partner_list: PartnerList, by: User, tell: Told | None = None) -> PartnerList:
    """Plan every row. `tell(step, done, total)` hears how far it is; what people decided and repaired stays."""
    require("import.preview", list_roles(by, partner_list.coalition))
    tell = tell or _nobody
    mapping = {column["source"]: column["target"] for column in partner_list.columns if column["target"]}
    if Target.NAME not in mapping.values():
        raise CannotPlan("name_missing")
    tell("reading", 0, 0)
    cells, faults = _load_cells(partner_list)
    readings = list(_read_rows(cells, faults, mapping, partner_list.coalition.country, tell))
    plan = _compare(partner_list, cells, readings, tell)
    tell("writing", 0, 0)
    return _write(partner_list, plan)


def _nobody(step: str, done: int, total: int) -> None:
    """When nobody watches."""


def _load_cells(partner_list: PartnerList) -> tuple[dict[int, Cells], dict[int, list[Fault]]]:
    """The cells by row number: as repaired when rows were planned before, else as the file has them."""
    repaired = dict(partner_list.rows.order_by("number").values_list("number", "cells"))
    table = read_table(partner_list)
    faults: dict[int, list[Fault]] = {}
    cells = {}
    for number, row in table.records():
        cells[number] = repaired.get(number, row)
    untouched = {number for number, row in table.records() if cells[number] == row}
    for fault in table.faults:
        if fault.row in untouched:  # a person who repaired a row has looked at it
            faults.setdefault(fault.row, []).append(fault)
    return cells, faults


def _read_rows(
    cells: dict[int, Cells], faults: dict[int, list[Fault]], mapping: dict[str, str], country: str, tell: Told
) -> Iterator[tuple[int, Reading]]:
    for done, (number, row) in enumerate(cells.items(), start=1):
        reading = read_row(row, mapping, country=country or "FR")
        if stopping := [fault for fault in faults.get(number, ()) if not fault.column or fault.column in mapping]:
            problems = (*reading.problems, *(_to_problem(fault, row) for fault in stopping))
            reading = Reading(reading.values, reading.identifiers, reading.notes, problems)
        yield number, reading
        if done % _TELL_EVERY == 0:
            tell("reading", done, len(cells))


def _to_problem(fault: Fault, row: Cells) -> Problem:
    return Problem(fault.column, fault.code, fault.details.get("code_point") or row.get(fault.column, ""))


def _compare(
    partner_list: PartnerList, cells: dict[int, Cells], readings: list[tuple[int, Reading]], tell: Told
) -> Plan:
    tell("comparing", 0, len(readings))
    pairs = {pair for _, reading in readings for pair in reading.identifiers}
    owners = {pair: _living(owner) for pair, owner in find_by_identifiers(pairs).items()}
    directory = Directory(list_cards(partner_list.coalition))
    plan: Plan = []
    plans = plan_rows(readings, directory=directory, owners=owners)
    for done, ((number, reading), row_plan) in enumerate(zip(readings, plans, strict=True), start=1):
        plan.append((number, cells[number], reading, row_plan))
        if done % _TELL_EVERY == 0:
            tell("comparing", done, len(readings))
    return plan


def _living(owner: Organisation) -> int:
    """The organisation to complete: the one that survived, when this one was merged into another."""
    return find_survivor(owner).pk if owner.merged_into_id else owner.pk


@transaction.atomic
def _write(partner_list: PartnerList, plan: Plan) -> PartnerList:
    current = PartnerList.objects.select_for_update(of=("self",)).select_related("coalition").get(pk=partner_list.pk)
    if current.state not in OPEN:
        raise CannotPlan("closed", state=current.state)
    decided = _recall_decisions(current)
    versions = _versions({row_plan.candidate for *_, row_plan in plan if row_plan.candidate})
    current.rows.all().delete()
    PartnerRow.objects.bulk_create(_rows(current, plan, decided, versions), batch_size=500)
    current.state = PartnerList.State.REVIEW
    current.save(update_fields=["state"])
    return current


def _recall_decisions(partner_list: PartnerList) -> dict[int, tuple[str, int | None, int | None]]:
    rows = partner_list.rows.exclude(decision="").filter(verdict=PartnerRow.Verdict.DUPLICATE)
    return {
        number: (decision, candidate, same_as)
        for number, decision, candidate, same_as in rows.values_list(
            "number", "decision", "candidate_id", "same_as_row"
        )
    }


def _versions(keys: set[int]) -> dict[int, int]:
    """What the organisations compared with are now: saving is refused when they change in between."""
    chosen, versions = sorted(keys), {}
    for start in range(0, len(chosen), 400):
        known = Organisation.objects.filter(pk__in=chosen[start : start + 400])
        versions.update(dict(known.values_list("pk", "version")))
    return versions


def _rows(
    partner_list: PartnerList,
    plan: Plan,
    decided: dict[int, tuple[str, int | None, int | None]],
    versions: dict[int, int],
) -> Iterable[PartnerRow]:
    for number, cells, reading, row_plan in plan:
        decision, *looked_like = decided.get(number, ("", None, None))
        if looked_like != [row_plan.candidate, row_plan.same_as_row] or decision not in list_choices(row_plan.reasons):
            decision = row_plan.decision
        yield PartnerRow(
            partner_list=partner_list,
            number=number,
            cells=cells,
            values={**_as_json(reading), "version": versions.get(row_plan.candidate or 0)},
            verdict=row_plan.verdict,
            problems=[asdict(problem) for problem in row_plan.problems],
            candidate_id=row_plan.candidate,
            same_as_row=row_plan.same_as_row,
            reasons=list(row_plan.reasons),
            score=row_plan.score,
            decision=decision,
        )


def _as_json(reading: Reading) -> dict[str, Any]:
    return {
        "values": reading.values,
        "identifiers": [list(pair) for pair in reading.identifiers],
        "notes": reading.notes,
    }
