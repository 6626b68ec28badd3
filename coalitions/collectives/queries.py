"""Which coalitions are there, who belongs to them, and which roles does somebody hold in one today?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from coalitions.collectives.domain import digest_token
from coalitions.collectives.models import BrokenSeal, Coalition, CoalitionPlace, Invitation, Membership, Seat
from coalitions.collectives.vocabulary import SeatRole
from coalitions.organisations.models import Organisation
from impactplatform.accounts.domain import ADMIN, NO_ROLE, SYSTEM, UNSEALED
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles

Person = User | AnonymousUser


def get_coalition(slug: str) -> Coalition:
    """The coalition of this address; raises Coalition.DoesNotExist. One query."""
    return Coalition.objects.select_related("programme", "perimeter").get(slug=slug)


def list_roles(user: Person, coalition: Coalition, on: date | None = None) -> frozenset[str]:
    """What somebody is for a coalition that day (today by default).

    Seats in force give partner, coordinator, coach; a platform admin is also admin, and unsealed while a seal they
    broke stays open. Signed in without any of these: no_role. Nobody, or a disabled account: visitor.
    One query, two for a platform admin, none for a visitor.
    """
    platform = list_platform_roles(user)
    if not isinstance(user, User) or not platform <= {ADMIN, NO_ROLE}:
        return platform
    roles = set(coalition.seats.in_force(on or timezone.localdate()).filter(user=user).values_list("role", flat=True))
    if ADMIN in platform:
        roles.add(ADMIN)
        if coalition.broken_seals.filter(user=user, expires_at__gt=timezone.now()).exists():
            roles.add(UNSEALED)
    return frozenset(roles or {NO_ROLE})


def list_all_roles(user: Person, coalition: Coalition) -> frozenset[str]:
    """What somebody is for a coalition, through a pot that covers it too (funder, operator). For pages.

    Pots stand above this room: settings.COALITION_ROLES names the function that knows them.
    """
    find_roles: Callable[[Person, Coalition], frozenset[str]] = import_string(settings.COALITION_ROLES)
    return find_roles(user, coalition)


def list_own_organisations(user: Person, coalition: Coalition, on: date | None = None) -> frozenset[int]:
    """The ids of the organisations somebody speaks for in a coalition, as partner, that day. One query."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    seats = coalition.seats.in_force(on or timezone.localdate()).filter(user=user, role=SeatRole.PARTNER)
    return frozenset(seats.values_list("organisation_id", flat=True))


def list_roles_anywhere(user: Person, on: date | None = None) -> frozenset[str]:
    """The roles somebody holds in any coalition: for what belongs to no coalition, such as the catalogue. One query."""
    platform = list_platform_roles(user)
    if not isinstance(user, User) or not platform <= {ADMIN, NO_ROLE}:
        return platform
    roles = set(Seat.objects.in_force(on or timezone.localdate()).filter(user=user).values_list("role", flat=True))
    return frozenset((roles | (platform & {ADMIN})) or {NO_ROLE})


def list_coalitions_of(user: Person, on: date | None = None) -> QuerySet[Coalition]:
    """The coalitions where somebody holds a seat that day, by name; an archived one is left out."""
    if not isinstance(user, User) or not user.is_active:
        return Coalition.objects.none()
    seats = Seat.objects.in_force(on or timezone.localdate()).filter(user=user)
    return Coalition.objects.filter(archived_on__isnull=True, pk__in=seats.values("coalition_id"))


def list_visible_coalitions(user: Person) -> QuerySet[Coalition]:
    """The coalitions somebody may know of: the public ones, their own, those they fund, all of them for a platform admin. By name."""
    living = Coalition.objects.filter(archived_on__isnull=True)
    if isinstance(user, User) and list_platform_roles(user) & {ADMIN, SYSTEM}:
        return living
    if not isinstance(user, User):
        return living.filter(is_public=True)
    list_funded: Callable[[Person], QuerySet[Coalition]] = import_string(settings.COALITIONS_FUNDED)
    own = Q(pk__in=list_coalitions_of(user).values("pk")) | Q(pk__in=list_funded(user).values("pk"))
    return living.filter(Q(is_public=True) | own)


def list_places(coalition: Coalition, on: date | None = None) -> QuerySet[CoalitionPlace]:
    """The places the coalition works for that day, by name."""
    return coalition.places.in_force(on or timezone.localdate()).select_related("territory")


def list_members(coalition: Coalition, on: date | None = None) -> QuerySet[Membership]:
    """The organisations' parts in force that day, by name of organisation."""
    return coalition.memberships.in_force(on or timezone.localdate()).select_related("organisation")


def list_members_by_sector(coalition: Coalition) -> list[tuple[str, list[Membership]]]:
    """(sector, members) for the members of today, the largest sector first. One query."""
    groups: dict[str, list[Membership]] = {}
    for membership in list_members(coalition):
        groups.setdefault(membership.organisation.sector, []).append(membership)
    ordered = sorted(groups.values(), key=lambda group: -len(group))
    return [(group[0].organisation.get_sector_display(), group) for group in ordered]


def list_member_organisations(coalition: Coalition) -> QuerySet[Organisation]:
    """The organisations with a part in force today, by name."""
    return Organisation.objects.filter(pk__in=list_members(coalition).values("organisation_id"))


def list_known_organisations(coalition: Coalition) -> QuerySet[Organisation]:
    """The organisations a coalition may learn of: its own, past ones too, and those of public coalitions.

    What belongs only to coalitions without a public page stays unknown to the others.
    """
    shown = Membership.objects.filter(Q(coalition=coalition) | Q(coalition__is_public=True))
    return Organisation.objects.filter(pk__in=shown.values("organisation_id"), merged_into__isnull=True)


def list_past_members(coalition: Coalition, on: date | None = None) -> QuerySet[Membership]:
    """The parts that ended, latest first."""
    ended = coalition.memberships.filter(ends_before__lte=on or timezone.localdate())
    return ended.select_related("organisation").order_by("-ends_before", "organisation__name")


def list_seats(coalition: Coalition) -> QuerySet[Seat]:
    """Every seat, past ones too: by person, then by date."""
    return coalition.seats.select_related("user", "organisation").order_by(
        "user__name", "user__email", "starts_on", "id"
    )


def list_coordinators(coalition: Coalition, on: date | None = None) -> list[User]:
    """The people who coordinate that day and whose account is open. One query."""
    seats = coalition.seats.in_force(on or timezone.localdate()).filter(role=SeatRole.COORDINATOR, user__is_active=True)
    return [seat.user for seat in seats.select_related("user")]


def list_open_invitations(coalition: Coalition) -> QuerySet[Invitation]:
    """Links sent that may still be used, newest first."""
    still = Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
    )
    return still.filter(coalition=coalition).select_related("organisation", "invited_by")


def find_invitation(token: str) -> Invitation | None:
    """The invitation behind a link, whatever its state; None for a link that was never sent."""
    rows = Invitation.objects.select_related("coalition", "organisation", "invited_by")
    return rows.filter(token_digest=digest_token(token)).first()


def find_open_seal(user: Person, coalition: Coalition) -> BrokenSeal | None:
    """The seal this person holds open now, the one that lasts longest."""
    if not isinstance(user, User):
        return None
    return coalition.broken_seals.filter(user=user, expires_at__gt=timezone.now()).order_by("-expires_at").first()
