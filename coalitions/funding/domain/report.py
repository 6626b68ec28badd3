"""What does the report of a pot hold? Tables of exact figures, composed once for the page, the spreadsheet and scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from coalitions.funding.domain.balance import Balance
from coalitions.funding.domain.movements import NOTHING, Axis, Label, Movement, add_up, group, group_by_month, within
from coalitions.funding.domain.shares import share_percents
from coalitions.funding.vocabulary import BalanceLine, ColumnCode, Gap, Stage, TableCode

C, S, Line = ColumnCode, Stage, BalanceLine
Cell = str | Decimal | date | None
CASH = (S.PLEDGED, S.SIGNED, S.RECEIVED, S.ALLOCATED, S.PAID, S.SPENT, S.BORNE)
USES = (S.ALLOCATED, S.PAID, S.SPENT)
AMOUNTS = {*(str(stage) for stage in S), C.IN_PERIOD, C.SINCE_OPENING, C.TOTAL, C.LEFT, C.UNSPENT, C.AMOUNT}
KINDS = {str(C.SHARE): "percent", str(C.ON): "date", str(C.MONTH): "month"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code (a stage or a ColumnCode) and what its cells hold."""

    code: Stage | ColumnCode

    @property
    def kind(self) -> str:
        return "amount" if str(self.code) in AMOUNTS else KINDS.get(str(self.code), "text")


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table; the last row is the total when `has_total`."""

    code: TableCode
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_total: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing the report does not know: how many rows, for how much."""

    gap: Gap
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report is composed from: movements up to its last day, the balance that day, and rows shown as they are."""

    starts_on: date
    ends_on: date
    movements: Sequence[Movement]
    balance: Balance
    tie_names: dict[str, str]
    decisions: Sequence[tuple[Cell, ...]] = ()
    in_kind: Sequence[tuple[Cell, ...]] = ()
    statements: Sequence[tuple[Cell, ...]] = ()
    ledger: Sequence[tuple[Cell, ...]] = ()
    unknowns: Sequence[Unknown] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The frozen figures. `digest` names them: the same figures have the same digest."""

    starts_on: date
    ends_on: date
    figures: dict[str, Decimal]
    tables: tuple[ReportTable, ...]
    unknowns: tuple[Unknown, ...]
    digest: str

    def table(self, code: TableCode) -> ReportTable:
        return next(t for t in self.tables if t.code == code)

    @property
    def is_empty(self) -> bool:
        """Nothing moved in the period."""
        return not any(self.figures[f"{stage}_in_period"] for stage in CASH)


def compose_report(facts: Facts) -> Report:
    """The report of a period: sums of the period and sums since the pot opened stand side by side, never mixed."""
    period = within(facts.movements, facts.starts_on, facts.ends_on)
    figures = _figures(facts, period)
    tables = (
        _summary(figures),
        _balance(facts),
        _funders(facts.movements, period),
        _uses(TableCode.FUNDER_KINDS, C.SECTOR, facts.movements, _kind_of_funder, (S.PLEDGED, S.RECEIVED)),
        _uses(TableCode.PLACES, C.PLACE, period, lambda m: m.place),
        _uses(TableCode.THEMES, C.THEME, period, lambda m: m.theme),
        _uses(TableCode.PAYEE_KINDS, C.SECTOR, period, lambda m: m.payee_kind, (S.PAID, S.SPENT)),
        _uses(TableCode.EXPENSE_KINDS, C.KIND, period, lambda m: m.expense_kind, (S.SPENT, S.BORNE)),
        _months(period),
        _actions(facts.movements),
        _path(facts.movements),
        _plain(TableCode.DECISIONS, (C.ON, C.COALITION, C.ACTION, C.AMOUNT, C.DECISION), facts.decisions),
        _plain(TableCode.IN_KIND, (C.ON, C.GIVER, C.KIND, C.QUANTITY, C.AMOUNT, C.BASIS), facts.in_kind),
        _plain(TableCode.STATEMENTS, (C.WHAT, C.AMOUNT, C.CURRENCY, C.ON, C.SOURCE, C.NOTE), facts.statements),
        _plain(TableCode.LEDGER, (C.ON, C.KIND, C.WHO, C.WHAT, C.AMOUNT, C.REFERENCE, C.NOTE), facts.ledger),
    )
    return Report(facts.starts_on, facts.ends_on, figures, tables, tuple(facts.unknowns), _digest(figures, tables))


def _figures(facts: Facts, period: Sequence[Movement]) -> dict[str, Decimal]:
    figures: dict[str, Decimal] = {}
    for stage in (*CASH, S.IN_KIND):
        figures[str(stage)] = add_up(facts.movements, stage)
        figures[f"{stage}_in_period"] = add_up(period, stage)
    balance = facts.balance
    figures |= {
        "counted": balance.counted,
        "available": balance.available,
        "left": balance.left,
        "free": balance.free_left,
    }
    figures["tied_left"] = sum((left for _, _, left in balance.tied), NOTHING)
    return figures | {"unspent": figures["paid"] - figures["spent"], "unpaid": figures["allocated"] - figures["paid"]}


def _summary(figures: dict[str, Decimal]) -> ReportTable:
    rows = tuple((str(stage), figures[f"{stage}_in_period"], figures[str(stage)]) for stage in CASH)
    left: tuple[Cell, ...] = (str(BalanceLine.LEFT), None, figures["left"])
    return ReportTable(TableCode.SUMMARY, _columns(C.WHAT, C.IN_PERIOD, C.SINCE_OPENING), (*rows, left))


def _balance(facts: Facts) -> ReportTable:
    balance = facts.balance
    lines: list[tuple[Cell, ...]] = [
        (str(Line.RECEIVED), balance.received, None),
        (str(Line.COUNTED), balance.counted, None),
        (str(Line.AVAILABLE), balance.available, None),
        (str(Line.ALLOCATED), balance.allocated, None),
        (str(Line.LEFT), None, balance.left),
        (str(Line.FREE), balance.available - sum((total for _, total, _ in balance.tied), NOTHING), balance.free_left),
    ]
    lines += [
        (f"{Line.TIED} {facts.tie_names.get(str(tie), str(tie))}", total, left) for tie, total, left in balance.tied
    ]
    return ReportTable(TableCode.BALANCE, _columns(C.WHAT, C.TOTAL, C.LEFT), tuple(lines))


def _funders(movements: Sequence[Movement], period: Sequence[Movement]) -> ReportTable:
    came = {line.label: line.at(S.RECEIVED) for line in group(period, lambda m: m.funder, (S.RECEIVED,))}
    lines = group(movements, lambda m: m.funder, (S.PLEDGED, S.SIGNED, S.RECEIVED))
    kinds = {m.funder: m.funder_kind for m in movements if m.funder.key}
    shares = share_percents([line.at(S.RECEIVED) for line in lines])
    rows: list[tuple[Cell, ...]] = [
        (
            line.label.text, kinds.get(line.label, ""), line.at(S.PLEDGED), line.at(S.SIGNED),
            came.get(line.label, NOTHING), line.at(S.RECEIVED), share,
        )
        for line, share in zip(lines, shares, strict=True)
    ]  # fmt: skip
    columns = _columns(C.FUNDER, C.SECTOR, S.PLEDGED, S.SIGNED, C.IN_PERIOD, C.SINCE_OPENING, C.SHARE)
    return _with_total(TableCode.FUNDERS, columns, rows)


def _uses(
    code: TableCode, head: ColumnCode, period: Sequence[Movement], axis: Axis, stages: Sequence[Stage] = USES
) -> ReportTable:
    lines = group(period, axis, stages)
    rows: list[tuple[Cell, ...]] = [(line.label.text, *(line.at(stage) for stage in stages)) for line in lines]
    return _with_total(code, _columns(head, *stages), rows)


def _kind_of_funder(movement: Movement) -> Label:
    return Label(movement.funder_kind, movement.funder_kind)


def _months(period: Sequence[Movement]) -> ReportTable:
    stages = (S.RECEIVED, *USES)
    rows: list[tuple[Cell, ...]] = [
        (line.label.key, *(line.at(stage) for stage in stages)) for line in group_by_month(period, stages)
    ]
    return _with_total(TableCode.MONTHS, _columns(C.MONTH, *stages), rows)


def _actions(movements: Sequence[Movement]) -> ReportTable:
    rows: list[tuple[Cell, ...]] = []
    for coalition in group(movements, lambda m: m.coalition, USES):
        own = [m for m in movements if m.coalition == coalition.label]
        for line in group(own, lambda m: m.action, USES):
            unspent = line.at(S.PAID) - line.at(S.SPENT)
            rows.append((coalition.label.text, line.label.text, *(line.at(stage) for stage in USES), unspent))
    return _with_total(TableCode.ACTIONS, _columns(C.COALITION, C.ACTION, *USES, C.UNSPENT), rows)


def _path(movements: Sequence[Movement]) -> ReportTable:
    """From each funder to the pot, from the pot to each coalition, from each coalition to its actions; since opening."""
    rows: list[tuple[Cell, ...]] = [
        (line.label.text, "", line.at(S.RECEIVED)) for line in group(movements, lambda m: m.funder, (S.RECEIVED,))
    ]
    for coalition in group(movements, lambda m: m.coalition, (S.ALLOCATED,)):
        rows.append(("", coalition.label.text, coalition.at(S.ALLOCATED)))
        own = [m for m in movements if m.coalition == coalition.label and m.action.key]
        rows += [
            (coalition.label.text, line.label.text, line.at(S.ALLOCATED))
            for line in group(own, lambda m: m.action, (S.ALLOCATED,))
        ]
    return ReportTable(TableCode.PATH, _columns(C.FROM, C.TO, C.AMOUNT), tuple(rows))


def _plain(code: TableCode, columns: Sequence[ColumnCode], rows: Iterable[tuple[Cell, ...]]) -> ReportTable:
    return ReportTable(code, _columns(*columns), tuple(rows))


def _columns(*codes: Stage | ColumnCode) -> tuple[Column, ...]:
    return tuple(Column(code) for code in codes)


def _with_total(code: TableCode, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> ReportTable:
    if not rows:
        return ReportTable(code, columns, ())
    total: list[Cell] = []
    for index, column in enumerate(columns):
        cells = [row[index] for row in rows]
        adds = column.kind in ("amount", "percent")
        total.append(sum((c for c in cells if isinstance(c, Decimal)), Decimal(0)) if adds else None)
    return ReportTable(code, columns, (*rows, tuple(total)), has_total=True)


def _digest(figures: dict[str, Decimal], tables: Sequence[ReportTable]) -> str:
    """The same in every language: figures only, in an order that no name decides."""
    said = [f"{name}={amount}" for name, amount in sorted(figures.items())]
    for table in tables:
        said += [f"{table.code}:{line}" for line in sorted("|".join(map(str, _figures_of(row))) for row in table.rows)]
    return sha256("\n".join(said).encode()).hexdigest()


def _figures_of(row: tuple[Cell, ...]) -> list[Cell]:
    return [cell for cell in row if isinstance(cell, Decimal | date)]
