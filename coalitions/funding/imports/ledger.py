"""What does a ledger file do to the pots it names? Every line through its operation, in one transaction, in file order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from coalitions.funding import operations as ops
from coalitions.funding.domain.rows import FileRow, Problem
from coalitions.funding.imports.files import LedgerFile
from coalitions.funding.imports.lookups import CannotFind, Lookups, slug_of
from coalitions.funding.models import Agreement, Allocation, Entry, Fund, Payment, Pledge
from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.money import Money

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
COLUMN_OF = {
    "currency_mix": "currency", "unknown_currency": "currency", "period_closed": "on", "day_in_future": "on", "before_entry": "on",
    "coalition_not_covered": "coalition", "action_elsewhere": "action", "code_taken": "id", "id_changed": "id",
    "restriction_differs": "restriction", "outside_restriction": "restriction", "of_another_funder": "funder",
    "already_reversed": "of", "is_a_reversal": "of", "reason_missing": "reference", "basis_missing": "reference",
}  # fmt: skip


class CannotImport(CannotProceed):
    """A line is refused: `id_changed` (a row of a ledger is reversed, never edited), `partial_reversal`, `currency_mix`."""


@dataclass
class Imported:
    """What a file did, or would do."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Problem] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    opened: list[str] = field(default_factory=list)
    committed: bool = False


def import_ledger(content: LedgerFile, *, by: User, commit: bool) -> Imported:
    """Run the whole file in one transaction, kept only if asked for and if no line is refused.

    A preview does the same and undoes it, so it can say no less and no more than the real thing.
    """
    done = Imported(rejected=list(content.problems), ignored=content.ignored)
    with transaction.atomic():
        _run(content, by, done)
        done.committed = commit and not done.rejected
        if not done.committed:
            transaction.set_rollback(True)
    return done


def _run(content: LedgerFile, by: User, done: Imported) -> None:
    lookups = Lookups(by)
    lost = {p.row for p in content.problems}
    for row in content.rows:
        try:
            with transaction.atomic():
                outcome = WRITERS[row.record](row, lookups, by)
            setattr(done, outcome, getattr(done, outcome) + 1)
        except CannotFind as refusal:
            code = (
                "follows_rejected" if refusal.code in {"unknown_reference", "unknown_fund"} and lost else refusal.code
            )
            done.rejected.append(Problem(row.number, refusal.column, code, refusal.details))
            lost.add(row.number)
        except CannotProceed as refusal:
            done.rejected.append(
                Problem(row.number, COLUMN_OF.get(refusal.code, "amount"), refusal.code, refusal.details)
            )
            lost.add(row.number)
        except CannotAct:
            done.rejected.append(Problem(row.number, "record", "not_allowed", {"given": row.record}))
            lost.add(row.number)
    done.opened = lookups.opened
    done.rejected.sort(key=lambda problem: problem.row)


def _fund(row: FileRow, lookups: Lookups, by: User) -> str:
    slug, name = slug_of(row["fund"]), row["name"] or row["reference"] or row["fund"]
    fund = Fund.objects.filter(slug=slug).first()
    coalitions = [lookups.coalition(text.strip()) for text in row["coalition"].split("|") if text.strip()]
    if fund is None:
        ops.create_fund(
            slug=slug, name_fr=name, currency=row["currency"].upper(), coalitions=coalitions, by=by,
            operator=lookups.organisation(row["funder"], "funder") if row["funder"] else None,
            four_eyes_above=Money(row.amount, row["currency"].upper()) if row.amount else None,
        )  # fmt: skip
        return CREATED
    if fund.currency != row["currency"].upper():
        raise CannotImport("currency_mix", given=row["currency"], expected=fund.currency)
    fresh = [c for c in coalitions if not fund.coalitions.filter(pk=c.pk).exists()]
    for coalition in fresh:
        ops.cover_coalition(fund=fund, coalition=coalition, by=by)
    return UPDATED if fresh else UNCHANGED


def _pledge(row: FileRow, lookups: Lookups, by: User) -> str:
    fund, money = _start(row, lookups)
    funder = lookups.organisation(row["funder"], "funder")
    if _known(row, lookups, fund, funder_id=funder.pk):
        return UNCHANGED
    ops.pledge_funds(fund=fund, funder=funder, amount=money, on=_day(row), by=by, tie=row.tie, **_paper(row))
    return CREATED


def _agreement(row: FileRow, lookups: Lookups, by: User) -> str:
    fund, money = _start(row, lookups)
    funder = lookups.organisation(row["funder"], "funder")
    if _known(row, lookups, fund, funder_id=funder.pk):
        return UNCHANGED
    pledge = lookups.needed(fund, row["of"], Pledge) if row["of"] else None
    ops.sign_agreement(
        fund=fund, funder=funder, amount=money, on=_day(row), by=by, tie=row.tie,
        pledge=pledge if isinstance(pledge, Pledge) else None, **_paper(row),
    )  # fmt: skip
    return CREATED


def _instalment(row: FileRow, lookups: Lookups, by: User) -> str:
    fund, money = _start(row, lookups)
    promise = lookups.needed(fund, row["of"], Pledge, Agreement) if row["of"] else None
    agreement = promise if isinstance(promise, Agreement) else None
    pledge = promise if isinstance(promise, Pledge) else None
    if row.on is None:
        return _planned(row, agreement, money, by)
    if not row["funder"] and promise is None:
        raise CannotFind("missing", "funder")
    named = lookups.organisation(row["funder"], "funder") if row["funder"] else None
    funder = named or (agreement or pledge).funder  # type: ignore[union-attr]  # one of the three is there, checked above
    if _known(row, lookups, fund, funder_id=funder.pk):
        return UNCHANGED
    ops.receive_instalment(
        fund=fund, funder=funder, amount=money, on=row.on, by=by, agreement=agreement, pledge=pledge, due_on=row.due_on,
        tie=row.tie, **_paper(row),
    )  # fmt: skip
    return CREATED


def _planned(row: FileRow, agreement: Agreement | None, money: Money, by: User) -> str:
    """An instalment with a due date and no date of receipt is only planned, under its agreement."""
    if agreement is None or row.due_on is None:
        raise CannotFind("planned_without_agreement", "of", given=row["of"])
    if agreement.plan.filter(due_on=row.due_on, amount=money.amount).exists():
        return UNCHANGED
    ops.plan_instalment(agreement=agreement, amount=money, due_on=row.due_on, by=by)
    return CREATED


def _allocation(row: FileRow, lookups: Lookups, by: User) -> str:
    fund, money = _start(row, lookups)
    coalition = lookups.coalition(row["coalition"])
    if _known(row, lookups, fund, coalition_id=coalition.pk):
        return UNCHANGED
    if not fund.coalitions.filter(pk=coalition.pk).exists():
        ops.cover_coalition(fund=fund, coalition=coalition, by=by)
    ops.allocate_funds(
        fund=fund, coalition=coalition, amount=money, on=_day(row), by=by, action=lookups.action(row["action"], coalition),
        theme=row.tie.value if row.tie.kind == "theme" else "",
        territory=lookups.place(row.tie.value) if row.tie.kind == "place" else None,
        expense_kind=row["expense_kind"] or (row.tie.value if row.tie.kind == "expense_kind" else ""),
        decision=row["decision"], **_paper(row),
    )  # fmt: skip
    return CREATED


def _payment(row: FileRow, lookups: Lookups, by: User) -> str:
    fund, money = _start(row, lookups)
    allocation = lookups.needed(fund, row["of"], Allocation)
    if _known(row, lookups, fund, allocation_id=allocation.pk):
        return UNCHANGED
    payee = lookups.organisation(row["payee"] or row["funder"], "payee") if row["payee"] or row["funder"] else None
    ops.pay_allocation(allocation=allocation, amount=money, on=_day(row), by=by, payee=payee, **_paper(row))  # type: ignore[arg-type]  # needed() answers an Allocation here
    return CREATED


def _expense(row: FileRow, lookups: Lookups, by: User) -> str:
    fund, money = _start(row, lookups)
    found = lookups.needed(fund, row["of"], Allocation, Payment)
    allocation = found.allocation if isinstance(found, Payment) else found
    if _known(row, lookups, fund, allocation_id=allocation.pk):
        return UNCHANGED
    named = lookups.organisation(row["payee"] or row["funder"], "payee") if row["payee"] or row["funder"] else None
    ops.report_expense(
        allocation=allocation, amount=money, on=_day(row), by=by, kind=row["expense_kind"],  # type: ignore[arg-type]  # needed() answers an Allocation here
        payee=named or (found.payee if isinstance(found, Payment) else None),
        borne_by_partner=Money(row.borne, fund.currency) if row.borne else None, **_paper(row),
    )  # fmt: skip
    return CREATED


def _in_kind(row: FileRow, lookups: Lookups, by: User) -> str:
    fund, money = _start(row, lookups)
    giver = lookups.organisation(row["funder"], "funder")
    if _known(row, lookups, fund, giver_id=giver.pk):
        return UNCHANGED
    ops.record_in_kind(
        fund=fund, giver=giver, amount=money, on=_day(row), by=by, kind=row["expense_kind"], quantity=row["quantity"],
        basis=row["basis"] or row["reference"], coalition=lookups.coalition(row["coalition"]) if row["coalition"] else None,
        **_paper(row),
    )  # fmt: skip
    return CREATED


def _reversal(row: FileRow, lookups: Lookups, by: User) -> str:
    fund = lookups.fund(row["fund"])
    entry: Entry = lookups.needed(fund, row["of"])
    if row.amount is not None and abs(row.amount) != abs(entry.amount):
        raise CannotImport("partial_reversal", given=row.amount, expected=entry.amount)
    if row["id"] and lookups.is_reversed(entry, _day(row)):
        return UNCHANGED
    ops.reverse_entry(entry=entry, on=_day(row), by=by, why=row["why"] or row["reference"])
    return CREATED


WRITERS: dict[str, Callable[[FileRow, Lookups, User], str]] = {
    "fund": _fund, "pledge": _pledge, "agreement": _agreement, "instalment": _instalment, "allocation": _allocation,
    "payment": _payment, "expense": _expense, "in_kind": _in_kind, "reversal": _reversal,
}  # fmt: skip


def _start(row: FileRow, lookups: Lookups) -> tuple[Fund, Money]:
    """The pot of a line and its sum; the currency left blank is the pot's own."""
    fund = lookups.fund(row["fund"])
    return fund, Money(row.amount or Decimal(0), row["currency"].upper() or fund.currency)


def _known(row: FileRow, lookups: Lookups, fund: Fund, **same: int | None) -> bool:
    """Is this line in the ledger already? With the same identifier and another content it is refused."""
    entry = lookups.entry(fund, row["id"])
    if entry is None:
        return False
    said = {"amount": row.amount, "on": row.on, **same}
    kind = row.record if row.record != "in_kind" else "inkindcontribution"
    differs = [name for name, value in said.items() if getattr(entry, name, None) != value]
    if differs or entry._meta.model_name != kind:
        raise CannotImport("id_changed", given=row["id"], columns=differs or ["record"])
    return True


def _day(row: FileRow) -> date:
    assert row.on is not None, "read_row refuses a line without the day it needs"
    return row.on


def _paper(row: FileRow) -> ops.Paper:
    return {
        "code": row["id"],
        "reference": row["reference"][:80],
        "why": row["why"][:300],
        "document": row["document"][:300],
    }
