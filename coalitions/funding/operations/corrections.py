"""How is a mistake put right? By a row of the opposite sum that names it: never edited, never twice, never partly."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from coalitions.funding.domain.balance import decide_withdrawal
from coalitions.funding.domain.spending import decide_day
from coalitions.funding.models import Agreement, Allocation, Entry, Expense, Fund, Instalment, Payment
from coalitions.funding.operations.access import CannotWrite, lock_fund, require_on_fund
from coalitions.funding.queries.balances import sum_charged, sum_payments, sum_sent, weigh_fund
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

Row = TypeVar("Row", bound=Entry)
NOT_COPIED = {
    "id",
    "code",
    "amount",
    "borne_by_partner",
    "on",
    "why",
    "written_by",
    "written_at",
    "reverses",
    "document",
}
STANDING = {"Allocation": {"in_force"}, "Payment": {"sent"}, "Expense": {"reported", "validated"}}


class CannotReverse(CannotProceed):
    """The row is not reversed.

    `is_a_reversal`, `already_reversed`, `not_in_force`, `reason_missing`, `before_entry`, `already_allocated`,
    `has_payments` or `has_expenses`; the last three with the sums.
    """


@transaction.atomic
def reverse_entry(*, entry: Row, on: date, by: User, why: str) -> Row:
    """Write the counter-entry of a row, whole. What was built on it must be reversed first."""
    fund = lock_fund(find_fund(entry))
    require_on_fund("money_entry.reverse", by, fund)
    rows = _rows_like(entry)
    entry = rows.get(pk=entry.pk)
    _check(entry, on, why)
    CannotWrite.unless(decide_day(on, fund.closed_before))
    reversal: Row = rows.create(**_opposite(entry), on=on, why=why, written_by=by, reverses=entry)
    _check_what_stands_on(entry, fund)
    details = {
        "kind": entry._meta.model_name,
        "amount": entry.amount,
        "currency": fund.currency,
        "reversed": entry.pk,
        "why": why,
    }
    record_entry(action="entry.reversed", by=by, subject=reversal, scope=fund.scope, details=details)
    return reversal


def find_fund(entry: Entry) -> Fund:
    """The pot a row belongs to, directly or through its allocation."""
    if isinstance(entry, Payment | Expense):
        return entry.allocation.fund
    fund: Fund = entry.fund  # type: ignore[attr-defined]  # every other kind of row names its pot
    return fund


def _rows_like(entry: Entry) -> Any:
    """The manager of the table an entry stands in."""
    return type(entry)._default_manager


def _check(entry: Entry, on: date, why: str) -> None:
    if entry.reverses is not None:
        raise CannotReverse("is_a_reversal")
    if _rows_like(entry).filter(reverses_id=entry.pk).exists():
        raise CannotReverse("already_reversed")
    state = str(getattr(entry, "state", ""))
    if state not in STANDING.get(type(entry).__name__, {""}):
        raise CannotReverse("not_in_force", state=state)
    if not why.strip():
        raise CannotReverse("reason_missing")
    if on < entry.on:
        raise CannotReverse("before_entry", on=on, entry_on=entry.on)


def _opposite(entry: Entry) -> dict[str, Any]:
    columns = {f.attname: getattr(entry, f.attname) for f in entry._meta.concrete_fields if f.name not in NOT_COPIED}
    columns["amount"] = -entry.amount
    if isinstance(entry, Expense):
        columns["borne_by_partner"] = -entry.borne_by_partner
    if "decided_by_id" in columns:
        columns.update(decided_by_id=None, decided_at=timezone.now())
    return columns


def _check_what_stands_on(entry: Entry, fund: Fund) -> None:
    """Weigh the ledger with the reversal in it; what does not hold undoes the transaction."""
    if isinstance(entry, Instalment | Agreement):
        CannotReverse.unless(decide_withdrawal(weigh_fund(fund), entry.amount))
    elif isinstance(entry, Allocation):
        if paid := sum_payments(entry):
            raise CannotReverse("has_payments", allocated=entry.amount, paid=paid)
    elif isinstance(entry, Payment):
        sent, charged = sum_sent(entry.allocation), sum_charged(entry.allocation)
        if charged > sent:
            raise CannotReverse("has_expenses", paid=sent + entry.amount, spent=charged, short_by=charged - sent)
