"""Who may read or write a pot, and which pots are a person's own?"""

from __future__ import annotations

from datetime import date
from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from coalitions.collectives import queries as collectives
from coalitions.collectives.models import Coalition, Seat
from coalitions.funding.models import Fund, FundSeat
from impactplatform.accounts.domain import ADMIN, FUNDER, NO_ROLE, OPERATOR, decide
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles

Reader = User | AnonymousUser


def in_force(day: date) -> Q:
    """The condition that a dated seat holds on a day (its end is exclusive)."""
    return (Q(starts_on__isnull=True) | Q(starts_on__lte=day)) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))


def list_roles(user: Reader, coalition: Coalition) -> frozenset[str]:
    """A person's roles towards a coalition, those they hold through a pot that covers it included. Two queries."""
    roles = collectives.list_roles(user, coalition)
    if not _is_person(user):
        return roles
    seats = FundSeat.objects.filter(in_force(timezone.localdate()), user=user, fund__coalitions=coalition)
    return _without_filler(roles | set(seats.values_list("role", flat=True)))


def list_fund_roles(user: Reader, fund: Fund) -> frozenset[str]:
    """A person's roles towards a pot: its own seats, and those held in the coalitions it covers. Two queries.

    `funder` and `operator` are always of this very pot, so what the table calls "own" is theirs.
    """
    platform = list_platform_roles(user)
    if not _is_person(user):
        return platform
    today = timezone.localdate()
    roles = set(FundSeat.objects.filter(in_force(today), user=user, fund=fund).values_list("role", flat=True))
    roles |= set(Seat.objects.filter(in_force(today), user=user, coalition__funds=fund).values_list("role", flat=True))
    return _without_filler(roles | (platform & {ADMIN}) | {NO_ROLE})


def list_allocation_roles(user: Reader, fund: Fund, coalition: Coalition) -> frozenset[str]:
    """A person's roles towards what one coalition does with a pot's money. Two queries, three for a platform admin.

    A coordinator of another coalition of the pot, or the operator of another pot, has none here.
    """
    roles = collectives.list_roles(user, coalition)
    if not _is_person(user):
        return roles
    seats = FundSeat.objects.filter(in_force(timezone.localdate()), user=user, fund=fund)
    return _without_filler(roles | set(seats.values_list("role", flat=True)))


def list_organisations_of(user: Reader, fund: Fund) -> frozenset[int]:
    """The organisations a person speaks for, as a partner, in the coalitions a pot covers. One query."""
    if not _is_person(user):
        return frozenset()
    seats = Seat.objects.filter(in_force(timezone.localdate()), user=user, coalition__funds=fund, role="partner")
    return frozenset(pk for pk in seats.values_list("organisation_id", flat=True) if pk is not None)


def list_roles_anywhere(user: Reader) -> frozenset[str]:
    """Funder, operator: what a person is in any pot, today. One query."""
    if not _is_person(user):
        return frozenset()
    seats = FundSeat.objects.filter(in_force(timezone.localdate()), user=user)
    return frozenset(seats.values_list("role", flat=True))


def list_funded_coalitions(user: Reader, roles: tuple[str, ...] = (FUNDER,)) -> QuerySet[Coalition]:
    """The coalitions covered by a pot somebody funds, today: a funder may know of them without their public page."""
    if not _is_person(user):
        return Coalition.objects.none()
    seats = FundSeat.objects.filter(in_force(timezone.localdate()), user=user, role__in=roles)
    return Coalition.objects.filter(funds__in=seats.values("fund"))


def can_read_whole(roles: frozenset[str]) -> bool:
    """May these roles towards a pot read its whole ledger?"""
    return bool(decide("fund.view", roles, owns=bool(roles & {FUNDER, OPERATOR})))


def get_fund(slug: str) -> Fund:
    """The pot of this name, with its operator and programme; raises Fund.DoesNotExist."""
    return Fund.objects.select_related("operator", "programme").get(slug=slug)


def list_funds_of(user: Reader) -> QuerySet[Fund]:
    """The pots a person holds a seat in, or whose coalitions they hold a seat in; by name. One query."""
    funds = Fund.objects.select_related("operator", "programme")
    if not _is_person(user):
        return funds.none()
    today = timezone.localdate()
    seats = FundSeat.objects.filter(in_force(today), user=user).values("fund_id")
    covered = Seat.objects.filter(in_force(today), user=user).values("coalition_id")
    through = Fund.objects.filter(coalitions__in=covered).values("pk")
    return funds.filter(Q(pk__in=seats) | Q(pk__in=through)).order_by("name_fr", "pk")


def list_public_funds() -> QuerySet[Fund]:
    """The pots whose policy shows their totals to everybody; by name. One query."""
    return (
        Fund.objects.select_related("operator", "programme").filter(shows_public_totals=True).order_by("name_fr", "pk")
    )


def _is_person(user: Reader) -> TypeGuard[User]:
    """A signed-in person whose account is open: not a visitor, not the platform itself."""
    return isinstance(user, User) and not list_platform_roles(user) - {ADMIN, NO_ROLE}


def _without_filler(roles: frozenset[str] | set[str]) -> frozenset[str]:
    kept = frozenset(roles)
    return kept - {NO_ROLE} if len(kept) > 1 else kept
