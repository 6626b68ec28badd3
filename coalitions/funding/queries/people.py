"""Which organisations and coalitions does a form of the pot propose?"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from coalitions.collectives.models import Coalition, Seat
from coalitions.funding.models import Allocation, Fund, FundStatement
from coalitions.funding.queries.balances import list_concerned
from coalitions.funding.queries.roles import Reader, in_force, list_fund_roles
from coalitions.organisations.models import Organisation
from impactplatform.accounts.domain import OPERATOR, SYSTEM
from impactplatform.accounts.models import User


def list_usual_organisations(fund: Fund, allocation: Allocation | None = None) -> QuerySet[Organisation]:
    """Those who gave to the pot, operate it or belong to its coalitions; for an allocation, those of its coalition."""
    known = Organisation.objects.filter(merged_into__isnull=True)
    if allocation is not None:
        return known.filter(
            Q(memberships__coalition=allocation.coalition_id) | Q(pk__in=list_concerned(allocation))
        ).distinct()
    return known.filter(
        Q(memberships__coalition__funds=fund)
        | Q(pledges__fund=fund)
        | Q(agreements__fund=fund)
        | Q(instalments__fund=fund)
        | Q(funds_operated=fund)
    ).distinct()


def list_givers(fund: Fund) -> QuerySet[Organisation]:
    """Those whose money the pot received, by name. One query."""
    return Organisation.objects.filter(instalments__fund=fund).distinct()


def list_coalitions_open_to(user: Reader, fund: Fund) -> QuerySet[Coalition]:
    """The coalitions somebody may propose an allocation for: all those covered for an operator, their own for a coordinator."""
    covered = fund.coalitions.filter(archived_on__isnull=True).prefetch_related("actions")
    if list_fund_roles(user, fund) & {OPERATOR, SYSTEM}:
        return covered
    if not isinstance(user, User):
        return covered.none()
    seats = Seat.objects.filter(in_force(timezone.localdate()), user=user, role="coordinator")
    return covered.filter(pk__in=seats.values("coalition"))


def list_own_allocations(user: Reader, fund: Fund) -> list[Allocation]:
    """The allocations that concern the organisations a partner speaks for, latest first. Two queries."""
    if not isinstance(user, User):
        return []
    seats = Seat.objects.filter(in_force(timezone.localdate()), user=user, role="partner", coalition__funds=fund)
    found: list[Allocation] = []
    for coalition, organisation in seats.values_list("coalition", "organisation"):
        concerns = (
            Q(action__lead=organisation)
            | Q(action__partners__organisation=organisation)
            | Q(payments__payee=organisation)
        )
        rows = fund.allocations.filter(concerns, coalition=coalition, reverses__isnull=True)
        found += [a for a in rows.select_related("coalition", "action").distinct().order_by("-on") if a not in found]
    return found


def list_statements(fund: Fund) -> QuerySet[FundStatement]:
    """What third parties published about the pot; two that disagree both stay. One query."""
    return fund.statements.select_related("marked_by")
