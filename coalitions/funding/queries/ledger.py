"""Which rows does a pot's ledger hold, as of a day and as known at a moment?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from coalitions.funding.models import (
    Agreement,
    Allocation,
    Entry,
    Expense,
    Fund,
    InKindContribution,
    Instalment,
    Payment,
    PlannedInstalment,
    Pledge,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows dated up to `until` and written up to `known_at`, oldest first, with everything they name."""

    fund: Fund
    until: date | None
    known_at: datetime | None
    pledges: tuple[Pledge, ...]
    agreements: tuple[Agreement, ...]
    instalments: tuple[Instalment, ...]
    allocations: tuple[Allocation, ...]
    payments: tuple[Payment, ...]
    expenses: tuple[Expense, ...]
    in_kind: tuple[InKindContribution, ...]

    @property
    def allocations_in_force(self) -> list[Allocation]:
        return [a for a in self.allocations if self._decided(a, Allocation.State.IN_FORCE)]

    @property
    def payments_sent(self) -> list[Payment]:
        return [p for p in self.payments if self._decided(p, Payment.State.SENT)]

    @property
    def expenses_standing(self) -> list[Expense]:
        return [e for e in self.expenses if not self._decided(e, Expense.State.RETURNED)]

    def _decided(self, row: Allocation | Payment | Expense, state: str) -> bool:
        """Was the row in this state at the moment the ledger is read as of?"""
        if row.state != state:
            return False
        return self.known_at is None or row.decided_at is None or row.decided_at <= self.known_at


def read_ledger(fund: Fund, until: date | None = None, known_at: datetime | None = None) -> Ledger:
    """The whole ledger of a pot, or what stood in it on a day, or what was known of it at a moment. Seven queries."""
    rows = Q()
    if until is not None:
        rows &= Q(on__lte=until)
    if known_at is not None:
        rows &= Q(written_at__lte=known_at)
    paid = ("allocation__coalition", "allocation__action", "allocation__territory", "payee", "written_by", "reverses")
    return Ledger(
        fund, until, known_at,
        pledges=_read(fund.pledges, rows, "funder", "written_by", "reverses"),
        agreements=_read(fund.agreements, rows, "funder", "written_by", "reverses"),
        instalments=_read(fund.instalments, rows, "funder", "written_by", "reverses"),
        allocations=_read(fund.allocations, rows, "coalition", "action", "territory", "written_by", "decided_by", "reverses"),
        payments=_read(Payment.objects.filter(allocation__fund=fund), rows, *paid),
        expenses=_read(Expense.objects.filter(allocation__fund=fund), rows, *paid),
        in_kind=_read(fund.in_kind, rows, "giver", "coalition", "written_by", "reverses"),
    )  # fmt: skip


def find_opening(fund: Fund) -> date:
    """The day of the pot's first row; today when it has none. Three queries."""
    days = [
        rows.order_by("on").values_list("on", flat=True).first()
        for rows in (fund.pledges, fund.agreements, fund.instalments)
    ]
    return min((day for day in days if day is not None), default=timezone.localdate())


def list_waiting(fund: Fund) -> list[Entry]:
    """What waits for a second pair of eyes: proposals, prepared payments, expenses to validate. Three queries."""
    asked = fund.allocations.filter(state=Allocation.State.PROPOSED).select_related("coalition", "action", "written_by")
    prepared = Payment.objects.filter(allocation__fund=fund, state=Payment.State.PREPARED)
    reported = Expense.objects.filter(
        allocation__fund=fund, state=Expense.State.REPORTED, reverses__isnull=True, reversed_by__isnull=True
    )
    whose = ("allocation__coalition", "allocation__action", "payee", "written_by")
    return [*asked, *prepared.select_related(*whose), *reported.select_related(*whose)]


def list_late(fund: Fund, today: date) -> list[PlannedInstalment]:
    """Planned instalments due before today that what came under their agreement does not cover, oldest first. Two queries."""
    plan = PlannedInstalment.objects.filter(
        agreement__fund=fund, agreement__reversed_by__isnull=True, due_on__lt=today
    ).select_related("agreement__funder")
    came: dict[int, Any] = {}
    for agreement, amount in fund.instalments.filter(agreement__isnull=False).values_list("agreement_id", "amount"):
        came[agreement] = came.get(agreement, 0) + amount
    late = []
    for part in plan:
        covered = came.get(part.agreement_id, 0)
        came[part.agreement_id] = covered - part.amount
        if covered < part.amount:
            late.append(part)
    return late


def _read(rows: Any, condition: Q, *related: str) -> tuple[Any, ...]:
    found: QuerySet[Any] = rows.filter(condition).select_related(*related).order_by("on", "pk")
    return tuple(found)
