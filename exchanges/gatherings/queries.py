"""Which gatherings brought people together, and which may this reader see?"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from coalitions.collectives.queries import list_coalitions_of
from exchanges.gatherings.models import Gathering
from impactplatform.accounts.domain import ADMIN, SYSTEM
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles


def list_gatherings(user: User | AnonymousUser, *, kind: str = "") -> QuerySet[Gathering]:
    """The public ones, and those of the reader's coalitions; latest first, undated ones last."""
    found = Gathering.objects.select_related("coalition", "host_programme", "guest_programme")
    if not list_platform_roles(user) & {ADMIN, SYSTEM}:
        found = found.filter(_public() | Q(coalition__in=list_coalitions_of(user).values("pk")))
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("-starts_on", "-id")


def get_gathering(slug: str) -> Gathering:
    """One gathering with its stops and guests; raises Gathering.DoesNotExist. Three queries."""
    found = Gathering.objects.select_related("coalition", "host_programme", "guest_programme")
    return found.prefetch_related("stops__territory", "guests__organisation").get(slug=slug)


def list_public_gatherings_of(programme_id: int) -> QuerySet[Gathering]:
    """The public gatherings a programme hosted or joined, latest first."""
    theirs = Q(host_programme_id=programme_id) | Q(guest_programme_id=programme_id)
    return Gathering.objects.filter(_public() & theirs).order_by("-starts_on", "-id")


def is_public(gathering: Gathering) -> bool:
    """May a visitor read it? A coalition that has no public page keeps its gatherings to itself."""
    return gathering.is_public and (gathering.coalition is None or gathering.coalition.is_public)


def _public() -> Q:
    return Q(is_public=True) & (Q(coalition__isnull=True) | Q(coalition__is_public=True))
