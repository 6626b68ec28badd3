"""Who tries every door? Each role, the same role next door, and those who have lost theirs."""

from __future__ import annotations

from django.test import Client

from impactplatform.accounts.domain import ADMIN, COACH, COORDINATOR, FUNDER, NO_ROLE, OPERATOR, PARTNER, VISITOR
from impactplatform.accounts.models import User
from tests.permissions.world import World

OURS = (PARTNER, FUNDER, COORDINATOR, OPERATOR, COACH)
RIVALS = tuple(f"rival {role}" for role in OURS)
IDENTITIES = (VISITOR, NO_ROLE, *OURS, ADMIN, "former coordinator", "disabled coordinator", *RIVALS)


def find_user(world: World, who: str) -> User | None:
    """The person behind an identity; None for a visitor."""
    people = world.people
    if who == VISITOR:
        return None
    if who in {NO_ROLE, ADMIN}:
        return people.stranger if who == NO_ROLE else people.admin
    if who == "former coordinator":
        return world.former
    if who == "disabled coordinator":
        return people.ours.second_coordinator
    side = people.theirs if who.startswith("rival") else people.ours
    user: User = getattr(side, who.removeprefix("rival "))
    return user


def open_client(world: World, who: str) -> Client:
    """A client signed in as them; the disabled one signed in before the account was closed."""
    client, user = Client(), find_user(world, who)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if who == "disabled coordinator":
        User.objects.filter(pk=user.pk if user else 0).update(is_active=False)
    return client


def list_roles_of(who: str, tenant: str) -> frozenset[str]:
    """What the design says they are: for our coalition or pot, for the platform, or anywhere."""
    if who in {VISITOR, "disabled coordinator"}:
        return frozenset({VISITOR})
    if who == ADMIN:
        return frozenset({ADMIN})
    if tenant == "platform":
        return frozenset({NO_ROLE})
    if who in OURS and tenant != "programme":
        return frozenset({who})
    if tenant == "anywhere" and who in RIVALS:
        return frozenset({who.removeprefix("rival ")})
    if tenant == "programme" and who in {COORDINATOR, COACH}:
        return frozenset({who})
    return frozenset({NO_ROLE})
