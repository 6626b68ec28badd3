"""How is a pot opened, ruled and closed, and who is given a seat in it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from coalitions.collectives.models import Coalition
from coalitions.funding.domain.balance import decide_withdrawal
from coalitions.funding.models import Fund, FundSeat, FundStatement
from coalitions.funding.operations.access import lock_fund, require_on_fund
from coalitions.funding.queries.balances import weigh_fund
from coalitions.organisations.models import Organisation
from coalitions.programmes.models import Programme
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed
from impactplatform.kernel.money import CURRENCIES, Money

EDITABLE = (
    "name_fr", "name_en", "phase", "operator", "programme", "signed_counted_percent", "four_eyes_above", "shows_public_totals",
)  # fmt: skip


class CannotOpen(CannotProceed):
    """The pot is not opened: `slug_taken` or `unknown_currency`."""


class CannotEdit(CannotProceed):
    """The pot is not changed: `changed_meanwhile`, `percent_out_of_range`, `already_allocated` or `not_later`."""


class CannotSeat(CannotProceed):
    """The seat is not given: `unknown_role` or `already_seated`."""


@transaction.atomic
def create_fund(
    *,
    slug: str,
    name_fr: str,
    currency: str,
    by: User,
    name_en: str = "",
    operator: Organisation | None = None,
    programme: Programme | None = None,
    phase: str = "",
    signed_counted_percent: int = 0,
    four_eyes_above: Money | None = None,
    shows_public_totals: bool = False,
    coalitions: Iterable[Coalition] = (),
    is_fictitious: bool = False,
) -> Fund:
    """Open a pot, in one currency for ever, and name the coalitions it covers."""
    require("fund.edit", list_platform_roles(by))
    if currency not in CURRENCIES:
        raise CannotOpen("unknown_currency", given=currency)
    if Fund.objects.filter(slug=slug).exists():
        raise CannotOpen("slug_taken", given=slug)
    fund = Fund.objects.create(
        slug=slug, name_fr=name_fr, name_en=name_en, currency=currency, operator=operator, programme=programme, phase=phase,
        signed_counted_percent=_percent(signed_counted_percent), shows_public_totals=shows_public_totals,
        four_eyes_above=four_eyes_above.amount if four_eyes_above else None, is_fictitious=is_fictitious,
    )  # fmt: skip
    fund.coalitions.set(coalitions)
    details = {
        "currency": currency,
        "signed_counted_percent": signed_counted_percent,
        "four_eyes_above": fund.four_eyes_above,
    }
    record_entry(action="fund.created", by=by, subject=fund, scope=fund.scope, details=details)
    return fund


@transaction.atomic
def edit_fund(*, fund: Fund, version: int, by: User, **changes: Any) -> Fund:
    """Change a pot's name or policy. A version already overtaken, or a policy its allocations exceed, is refused."""
    fund = lock_fund(fund)
    require_on_fund("fund.edit", by, fund)
    if fund.version != version:
        raise CannotEdit("changed_meanwhile")
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise TypeError(f"not editable: {sorted(unknown)}")
    before = {name: getattr(fund, name) for name in changes}
    for name, value in changes.items():
        setattr(fund, name, value)
    _percent(fund.signed_counted_percent)
    fund.version += 1
    fund.save(update_fields=[*changes, "version"])
    balance = weigh_fund(fund)
    CannotEdit.unless(decide_withdrawal(balance, balance.settlement.short_by))
    details = {
        name: {"before": str(before[name]), "after": str(value)}
        for name, value in changes.items()
        if before[name] != value
    }
    record_entry(action="fund.edited", by=by, subject=fund, scope=fund.scope, details=details)
    return fund


@transaction.atomic
def cover_coalition(*, fund: Fund, coalition: Coalition, by: User) -> Fund:
    """Let a pot give money to a coalition; its coordinators may then read the pot. Doing it twice changes nothing."""
    fund = lock_fund(fund)
    require_on_fund("fund.edit", by, fund)
    if not fund.coalitions.filter(pk=coalition.pk).exists():
        fund.coalitions.add(coalition)
        details = {"coalition": coalition.name}
        record_entry(action="fund.coalition_covered", by=by, subject=fund, scope=fund.scope, details=details)
    return fund


@transaction.atomic
def give_fund_seat(
    *, fund: Fund, user: User, role: str, organisation: Organisation, by: User, starts_on: date | None = None
) -> FundSeat:
    """Let a person write the pot's ledger (operator) or read it whole (funder)."""
    fund = lock_fund(fund)
    require_on_fund("fund.edit", by, fund)
    if role not in FundSeat.Role.values:
        raise CannotSeat("unknown_role", given=role)
    if FundSeat.objects.filter(fund=fund, user=user, role=role, ends_before__isnull=True).exists():
        raise CannotSeat("already_seated", given=str(user))
    seat = FundSeat.objects.create(fund=fund, user=user, role=role, organisation=organisation, starts_on=starts_on)
    details = {"role": role, "organisation": organisation.name}
    record_entry(action="fund_seat.given", by=by, subject=seat, scope=fund.scope, details=details)
    return seat


@transaction.atomic
def end_fund_seat(*, seat: FundSeat, ends_before: date, by: User) -> FundSeat:
    """Take a seat back from a day on; what the person wrote stays theirs."""
    fund = lock_fund(seat.fund)
    require_on_fund("fund.edit", by, fund)
    seat.ends_before = ends_before
    seat.save(update_fields=["ends_before"])
    details = {"role": seat.role, "ends_before": ends_before}
    record_entry(action="fund_seat.ended", by=by, subject=seat, scope=fund.scope, details=details)
    return seat


@transaction.atomic
def close_period(*, fund: Fund, before: date, by: User) -> Fund:
    """Close every day before this one: no row is dated there any more. It only moves forward."""
    fund = lock_fund(fund)
    require_on_fund("fund.edit", by, fund)
    if fund.closed_before is not None and before <= fund.closed_before:
        raise CannotEdit("not_later", given=before, closed_before=fund.closed_before)
    fund.closed_before = before
    fund.version += 1
    fund.save(update_fields=["closed_before", "version"])
    record_entry(action="fund.period_closed", by=by, subject=fund, scope=fund.scope, details={"closed_before": before})
    return fund


@transaction.atomic
def record_fund_statement(
    *,
    fund: Fund,
    amount: Money,
    subject: str,
    source: str,
    by: User,
    stated_on: str = "",
    phase: str = "",
    is_authoritative: bool = False,
) -> FundStatement:
    """Keep what a third party published about a pot, in its own currency, beside whatever others said."""
    require_on_fund("fund.edit", by, fund)
    statement = FundStatement.objects.create(
        fund=fund, programme=fund.programme, subject=subject, amount=amount.amount, currency=amount.currency, source=source,
        stated_on=stated_on, phase=phase, is_authoritative=is_authoritative, marked_by=by if is_authoritative else None,
    )  # fmt: skip
    details = {"amount": amount.amount, "currency": amount.currency, "source": source}
    record_entry(action="fund.statement_recorded", by=by, subject=statement, scope=fund.scope, details=details)
    return statement


def _percent(value: int) -> int:
    if not 0 <= value <= 100:
        raise CannotEdit("percent_out_of_range", given=value)
    return value
