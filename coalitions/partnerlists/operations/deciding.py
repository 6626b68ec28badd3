"""What does the person say of a row: which of two it is, and what its cells should have said?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from coalitions.collectives.queries import list_roles
from coalitions.partnerlists.domain.plan import list_choices
from coalitions.partnerlists.models import PartnerList, PartnerRow
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed

Decision = PartnerRow.Decision


class CannotDecide(CannotProceed):
    """closed (state); unknown_row (row); not_a_duplicate (row); unknown_choice (choice, choices); nothing_to_repair."""


@transaction.atomic
def decide_row(*, partner_list: PartnerList, by: User, row: int, decision: str) -> PartnerRow:
    """Merge, keep both, or leave aside. An empty decision takes a former one back."""
    current = _reviewed(partner_list, by)
    found = current.rows.select_for_update().filter(number=row).first()
    if found is None:
        raise CannotDecide("unknown_row", row=row)
    choices = list_choices(found.reasons)
    if found.verdict != PartnerRow.Verdict.DUPLICATE:
        raise CannotDecide("not_a_duplicate", row=row)
    if decision and decision not in choices:
        raise CannotDecide("unknown_choice", choice=decision, choices=choices)
    found.decision = decision
    found.save(update_fields=["decision"])
    return found


@transaction.atomic
def decide_all(*, partner_list: PartnerList, by: User, decision: str) -> int:
    """The same decision for every duplicate still waiting for one that allows it; answers how many."""
    current = _reviewed(partner_list, by)
    waiting = current.rows.filter(verdict=PartnerRow.Verdict.DUPLICATE, decision="")
    chosen = [pk for pk, reasons in waiting.values_list("pk", "reasons") if decision in list_choices(reasons)]
    for start in range(0, len(chosen), 500):
        PartnerRow.objects.filter(pk__in=chosen[start : start + 500]).update(decision=decision)
    return len(chosen)


@transaction.atomic
def correct_cells(
    *,
    partner_list: PartnerList,
    by: User,
    column: str,
    code: str,
    rows: Collection[int] | None = None,
    value: str | None = None,
) -> int:
    """Repair the cells of one problem: `value` for each (an empty one clears), or, without a value, what was proposed.

    `rows` None means all rows with that problem. Answers how many cells changed; the list must then be planned again.
    """
    current = _reviewed(partner_list, by)
    stopped = current.rows.filter(verdict=PartnerRow.Verdict.REJECTED)
    if rows is not None:
        stopped = stopped.filter(number__in=list(rows))
    changed = []
    for row in stopped.select_for_update():
        problem = _find_problem(row.problems, column, code)
        new = value if value is not None else (problem or {}).get("proposal", "")
        if problem and column in row.cells and (new or value is not None):
            row.cells[column] = new
            changed.append(row)
    if not changed:
        raise CannotDecide("nothing_to_repair", column=column, problem=code)
    PartnerRow.objects.bulk_update(changed, ["cells"], batch_size=200)
    return len(changed)


def _find_problem(problems: list[Mapping[str, Any]], column: str, code: str) -> Mapping[str, Any] | None:
    return next((one for one in problems if one["column"] == column and one["code"] == code), None)


def _reviewed(partner_list: PartnerList, by: User) -> PartnerList:
    require("import.preview", list_roles(by, partner_list.coalition))
    current = PartnerList.objects.select_for_update(of=("self",)).select_related("coalition").get(pk=partner_list.pk)
    if current.state != PartnerList.State.REVIEW:
        raise CannotDecide("closed", state=current.state)
    return current
