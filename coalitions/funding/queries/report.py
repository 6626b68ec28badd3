"""What did a pot do between two days? The figures of its report, from the ledger as known at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext

from coalitions.funding.domain.balance import Balance, Receipt, weigh
from coalitions.funding.domain.movements import NOT_KNOWN, NOTHING, Label, Movement
from coalitions.funding.domain.report import Cell, Facts, Report, Unknown, compose_report
from coalitions.funding.domain.ties import Tie
from coalitions.funding.models import Allocation, Entry, Expense, Fund, Payment
from coalitions.funding.queries.balances import read_needs, read_signed
from coalitions.funding.queries.ledger import Ledger, list_late, read_ledger
from coalitions.funding.queries.wording import describe, name_theme, name_tie
from coalitions.funding.vocabulary import Gap, RowKind, Stage
from coalitions.organisations.models import Organisation
from coalitions.organisations.vocabulary import Sector

Row = TypeVar("Row", bound=Entry)
KINDS = {
    "pledges": RowKind.PLEDGE,
    "agreements": RowKind.AGREEMENT,
    "instalments": RowKind.INSTALMENT,
    "allocations": RowKind.ALLOCATION,
    "payments": RowKind.PAYMENT,
    "expenses": RowKind.EXPENSE,
    "in_kind": RowKind.IN_KIND,
}


def summarise_report(fund: Fund, starts_on: date, ends_on: date, known_at: datetime | None = None) -> Report:
    """The report of a pot, both days included, names in the active language.

    The same call with the same `known_at` answers the same figures for ever: rows are only added. About twelve queries.
    """
    ledger = read_ledger(fund, until=ends_on, known_at=known_at)
    balance = weigh_ledger(ledger)
    return compose_report(
        Facts(
            starts_on=starts_on,
            ends_on=ends_on,
            movements=tuple(list_movements(ledger)),
            balance=balance,
            tie_names={str(tie): name_tie(tie) for tie, _, _ in balance.tied},
            decisions=[_decision(a) for a in ledger.allocations_in_force if starts_on <= a.on],
            in_kind=[
                (g.on, g.giver.name, name_theme(g.kind), g.quantity, g.amount, g.basis)
                for g in ledger.in_kind
                if starts_on <= g.on
            ],
            statements=_statements(fund),
            ledger=[_row(kind, entry) for kind, entry in list_rows(ledger) if starts_on <= entry.on],
            unknowns=_unknowns(ledger, ends_on),
        )
    )


def weigh_ledger(ledger: Ledger) -> Balance:
    """The balance of a ledger as it was read."""
    receipts = [
        Receipt(i.amount, Tie(i.restriction_kind, i.restriction_value), i.agreement_id) for i in ledger.instalments
    ]
    signed = [read_signed(a) for a in _standing(ledger.agreements)]
    needs = read_needs(ledger.fund, _standing(ledger.allocations_in_force))
    return weigh(receipts, signed, ledger.fund.signed_counted_percent, needs)


def list_rows(ledger: Ledger) -> list[tuple[RowKind, Entry]]:
    """Every row with its kind, oldest first."""
    rows = [(kind, entry) for name, kind in KINDS.items() for entry in getattr(ledger, name)]
    return sorted(rows, key=lambda row: (row[1].on, row[1].written_at, list(RowKind).index(row[0]), row[1].pk))


def list_movements(ledger: Ledger) -> Iterator[Movement]:
    """The rows that count, each as a movement at its stage."""
    for stage, rows in (
        (Stage.PLEDGED, ledger.pledges),
        (Stage.SIGNED, ledger.agreements),
        (Stage.RECEIVED, ledger.instalments),
    ):
        for row in rows:
            kind = gettext(Sector(row.funder.sector).label)
            yield Movement(stage, row.amount, row.on, funder=_label(row.funder), funder_kind=kind)
    for allocation in ledger.allocations_in_force:
        yield _use(Stage.ALLOCATED, allocation.amount, allocation.on, allocation)
    for payment in ledger.payments_sent:
        yield _use(Stage.PAID, payment.amount, payment.on, payment.allocation, payment)
    for expense in ledger.expenses_standing:
        charged = expense.amount - expense.borne_by_partner
        yield _use(Stage.SPENT, charged, expense.on, expense.allocation, expense)
        if expense.borne_by_partner:
            yield _use(Stage.BORNE, expense.borne_by_partner, expense.on, expense.allocation, expense)
    for gift in ledger.in_kind:
        yield Movement(Stage.IN_KIND, gift.amount, gift.on)


def _use(
    stage: Stage, amount: Decimal, on: date, allocation: Allocation, row: Payment | Expense | None = None
) -> Movement:
    action, place, payee = allocation.action, allocation.territory, row.payee if row else None
    kind = row.kind if isinstance(row, Expense) else allocation.expense_kind
    return Movement(
        stage, amount, on,
        coalition=Label(allocation.coalition.slug, allocation.coalition.name),
        action=Label(action.slug, action.title) if action else NOT_KNOWN,
        place=Label(f"{place.scheme}:{place.code}", place.name) if place else NOT_KNOWN,
        theme=Label(allocation.theme, name_theme(allocation.theme)),
        payee=_label(payee) if payee else NOT_KNOWN,
        payee_kind=Label(payee.sector, gettext(Sector(payee.sector).label)) if payee else NOT_KNOWN,
        expense_kind=Label(kind, name_theme(kind)),
    )  # fmt: skip


def _label(organisation: Organisation) -> Label:
    return Label(organisation.slug, organisation.name)


def _standing(rows: tuple[Row, ...] | list[Row]) -> list[Row]:
    """Rows neither reversed by another row here, nor reversals themselves."""
    gone = {row.reverses.pk for row in rows if row.reverses is not None}
    return [row for row in rows if row.reverses is None and row.pk not in gone]


def _decision(allocation: Allocation) -> tuple[Cell, ...]:
    action = allocation.action.title if allocation.action else ""
    return (allocation.on, allocation.coalition.name, action, allocation.amount, allocation.decision)


def _statements(fund: Fund) -> list[tuple[Cell, ...]]:
    marked = gettext("marked as the figure to use")
    return [
        (s.subject, s.amount, s.currency, s.stated_on, s.source, marked if s.is_authoritative else "")
        for s in fund.statements.all()
    ]


def _row(kind: RowKind, entry: Entry) -> tuple[Cell, ...]:
    who, what, note = describe(kind, entry)
    return (entry.on, gettext(kind.label), who, what, entry.amount, entry.reference, note)


def _unknowns(ledger: Ledger, day: date) -> list[Unknown]:
    decided = _standing(ledger.allocations_in_force)
    paid, reported = _standing(ledger.payments_sent), _standing(ledger.expenses_standing)
    charged = sum((e.amount - e.borne_by_partner for e in reported), NOTHING)
    sent = sum((p.amount for p in paid), NOTHING)
    late = list_late(ledger.fund, day)
    found = [
        _unknown(Gap.NO_THEME, [a.amount for a in decided if not a.theme]),
        _unknown(Gap.NO_PLACE, [a.amount for a in decided if not a.territory_id]),
        _unknown(Gap.NO_PAYEE, [p.amount for p in paid if not p.payee_id]),
        Unknown(Gap.UNSPENT, len(paid), sent - charged),
        _unknown(Gap.TO_VALIDATE, [e.amount for e in reported if e.state == Expense.State.REPORTED]),
        _unknown(Gap.WAITING, [a.amount for a in ledger.allocations if a.state == Allocation.State.PROPOSED]),
        _unknown(Gap.LATE, [p.amount for p in late]),
    ]
    return [u for u in found if u.amount]


def _unknown(gap: Gap, amounts: list[Decimal]) -> Unknown:
    return Unknown(gap, len(amounts), sum(amounts, NOTHING))
