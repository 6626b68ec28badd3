"""How are the figures of a report said to people, in the active language?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from coalitions.funding.domain.report import Cell, Column, Report, ReportTable, Unknown
from coalitions.funding.vocabulary import BalanceLine, ColumnCode, Stage, TableCode
from impactplatform.charts.words import list_words, say_money, say_number, say_period
from impactplatform.kernel.periods import Period

LINES = {**{str(s): s.label for s in Stage}, **{str(b): b.label for b in BalanceLine}}
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as people read it."""

    text: str
    is_number: bool
    header: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table ready for a page: title, headers (words, is it a number), rows of cells, the last one bold when a total."""

    code: str
    title: str
    headers: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    has_total: bool

    @property
    def body(self) -> tuple[tuple[ShownCell, ...], ...]:
        return self.rows[:-1] if self.has_total else self.rows

    @property
    def total(self) -> tuple[ShownCell, ...]:
        return self.rows[-1] if self.has_total else ()


def show_table(table: ReportTable, currency: str) -> ShownTable:
    """A table of the report in the active language."""
    headers = tuple((gettext(c.code.label), is_figure(c)) for c in table.columns)
    rows = tuple(
        tuple(
            ShownCell(
                say_cell(table, column, cell, currency, is_total=table.has_total and at == len(table.rows) - 1),
                figure,
                head,
            )
            for cell, column, (head, figure) in zip(row, table.columns, headers, strict=True)
        )
        for at, row in enumerate(table.rows)
    )
    return ShownTable(str(table.code), gettext(table.code.label), headers, rows, table.has_total)


def is_figure(column: Column) -> bool:
    """Is the column aligned as numbers are?"""
    return column.kind in ("amount", "percent")


def say_cell(table: ReportTable, column: Column, cell: Cell, currency: str, *, is_total: bool = False) -> str:
    """A cell in words; what is not known says so, a total is called one."""
    language = get_language() or "fr"
    if isinstance(cell, Decimal):
        if column.kind == "percent":
            return say_percent(cell, language)
        return (
            say_number(cell, language, 2)
            if table.code == TableCode.STATEMENTS
            else say_money(cell, currency, language, cents=True)
        )
    if isinstance(cell, date):
        return say_day(cell)
    first = column is table.columns[0]
    if cell is None or cell == "":
        return _say_blank(table, column, is_total=is_total)
    if column.kind == "month":
        return say_period(Period.parse(cell), language)
    return say_line(cell) if first and table.code in (TableCode.SUMMARY, TableCode.BALANCE) else cell


def _say_blank(table: ReportTable, column: Column, *, is_total: bool) -> str:
    if is_total:
        return gettext("Total") if column is table.columns[0] else ""
    if table.code == TableCode.PATH:
        return gettext("the pot")
    says_unknown = {ColumnCode.PLACE, ColumnCode.THEME, ColumnCode.SECTOR, ColumnCode.ACTION}
    return gettext("not stated") if column.code in says_unknown and table.code != TableCode.FUNDERS else ""


def say_line(code: str) -> str:
    """The words of a line of the summary or the balance; a tie keeps its own name after them."""
    first, _, rest = code.partition(" ")
    return f"{gettext(LINES[first])} {rest}".strip()


def say_percent(value: Decimal, language: str) -> str:
    """Always one decimal: 60,0 %."""
    text = f"{value:.1f}"
    return f"{text}%" if language.startswith("en") else f"{text.replace('.', ',')}\u00a0%"


def say_day(day: date) -> str:
    """1er février 2026, 1 February 2026."""
    words = date_format(day, "j F Y")
    return words if day.day != 1 or (get_language() or "fr").startswith("en") else f"1er{words[1:]}"


def say_span(first: date, last: date) -> str:
    """janvier–juin 2026, mars 2026, 2026; else both days. The last day is included."""
    language, after = get_language() or "fr", last + timedelta(days=1)
    if first.day != 1 or after.day != 1:
        return f"{say_day(first)} – {say_day(last)}"
    start, end = Period.month_of(first), Period.month_of(last)
    if (first.month, last.month, first.year) == (1, 12, last.year):
        return str(first.year)
    if start == end:
        return say_period(start, language)
    opening = say_period(start, language)
    return f"{opening.rsplit(' ', 1)[0] if first.year == last.year else opening}–{say_period(end, language)}"


def say_unknown(unknown: Unknown, currency: str) -> str:
    """One thing the report does not know, with its sum."""
    money = say_money(unknown.amount, currency, get_language() or "fr", cents=True)
    return gettext("%(amount)s %(gap)s") % {"amount": money, "gap": gettext(unknown.gap.label)}


def say_sentences(report: Report, currency: str) -> list[str]:
    """What the pot made possible, in three sentences: it contributed, never more is claimed."""
    language = get_language() or "fr"
    sums = {name: say_money(amount, currency, language, cents=True) for name, amount in report.figures.items()}
    actions = [str(row[1]) for row in report.table(TableCode.ACTIONS).rows[:-1] if row[1]]
    if actions:
        named = list_words(actions[:MOST_NAMED], language)
        more = len(actions) - MOST_NAMED
        first = ngettext(
            "The pot contributed to one action: %(named)s",
            "The pot contributed to %(count)s actions: %(named)s",
            len(actions),
        )
        first = first % {"count": len(actions), "named": named}
        first += (
            "." if more <= 0 else ngettext(", and %(more)s other.", ", and %(more)s others.", more) % {"more": more}
        )
    else:
        first = gettext("The pot has not yet contributed to a named action.")
    dates = {"from": say_day(report.starts_on), "until": say_day(report.ends_on)}
    return [
        first,
        gettext(
            "From %(from)s to %(until)s, %(received_in_period)s came in, %(allocated_in_period)s was decided and "
            "%(paid_in_period)s was paid out; partners accounted for %(spent_in_period)s."
        )
        % {**sums, **dates},
        gettext(
            "On %(until)s, %(left)s of the %(available)s available is left to decide, of which %(tied_left)s is tied."
        )
        % {**sums, **dates},
    ]
