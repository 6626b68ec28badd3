"""What is a reader for an organisation or a programme, through the coalitions they share with it?"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from coalitions.collectives.models import BrokenSeal, Coalition
from coalitions.collectives.queries import list_coalitions_of, list_own_organisations
from coalitions.funding.queries import list_roles
from coalitions.funding.queries.roles import list_funded_coalitions
from coalitions.organisations.models import Organisation
from coalitions.organisations.queries import list_public_ids
from impactplatform.accounts.domain import FUNDER, NO_ROLE, OPERATOR, decide
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles

Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is for one organisation: their roles, whether they speak for it, and where they would edit it."""

    roles: frozenset[str]
    owns: bool
    is_published: bool
    edits_in: Coalition | None

    @property
    def is_inside(self) -> bool:
        """Do they share a coalition with it, so that its contact may be shown?"""
        return bool(decide("membership.list", self.roles))


def _list_near(user: Person) -> QuerySet[Coalition]:
    """The coalitions where somebody holds a seat, funds a pot, or has broken the seal for now."""
    if not isinstance(user, User):
        return Coalition.objects.none()
    own, funded = list_coalitions_of(user).values("pk"), list_funded_coalitions(user, (FUNDER, OPERATOR)).values("pk")
    unsealed = BrokenSeal.objects.filter(user=user, expires_at__gt=timezone.now()).values("coalition")
    return Coalition.objects.filter(Q(pk__in=own) | Q(pk__in=funded) | Q(pk__in=unsealed))


def find_standing(user: Person, organisation: Organisation) -> Standing:
    """Three queries for a visitor, two more for each coalition shared."""
    roles, owns, edits_in = set(list_platform_roles(user)), False, None
    for coalition in _list_near(user).filter(memberships__organisation=organisation).distinct():
        here = list_roles(user, coalition)
        mine = organisation.pk in list_own_organisations(user, coalition)
        if edits_in is None and decide("partner_org.edit", here, owns=mine):
            edits_in = coalition
        roles |= here
        owns = owns or mine
    if len(roles) > 1:
        roles.discard(NO_ROLE)
    published = organisation.pk in list_public_ids([organisation.pk])
    return Standing(frozenset(roles), owns, published, edits_in)


def list_followed(user: Person, coalitions: QuerySet[Coalition]) -> list[tuple[Coalition, frozenset[str]]]:
    """Those of these coalitions where somebody holds a seat, in alphabetical order, with their roles there."""
    mine = list_coalitions_of(user).filter(pk__in=coalitions.values("pk")).select_related("programme")
    return [(one, list_roles(user, one)) for one in sorted(mine, key=lambda c: c.name.casefold())]
