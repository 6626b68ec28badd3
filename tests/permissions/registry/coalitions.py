"""The doors of coalitions: who, where, with whom."""

from __future__ import annotations

from typing import Any

from tests.permissions.routes import MISSING, OPEN, Route
from tests.permissions.world import World

BOTH = ("GET", "POST")
NOWHERE = "nulle-part"
NOT_OWNED: frozenset[str] = frozenset()


def slug(world: World) -> tuple[Any, ...]:
    return (world.ours.side.coalition.slug,)


def of(name: str) -> Any:
    """The address of one of our rows: the coalition, then its number."""
    return lambda world: (*slug(world), getattr(world.ours, name).pk)


def room(name: str, verb: str, *methods: str, **more: Any) -> Route:
    return Route(f"collectives:{name}", verb, slug, missing=(NOWHERE,), methods=methods or ("GET",), **more)


def row(name: str, verb: str, kind: str, **more: Any) -> Route:
    """A post on one of our rows; the same row under a rival's address is no more there than an invented one."""
    return Route(
        f"collectives:{name}", verb, of(kind), missing=(NOWHERE, 9_999_999), methods=("POST",), owners=NOT_OWNED, **more
    )


COALITIONS = [
    Route("collectives:list", None),
    Route("collectives:new", "coalition.create", tenant="platform", methods=BOTH),
    room("detail", "coalition_profile.view"),
    room("edit", "coalition_profile.edit", *BOTH, owners=NOT_OWNED),
    room("archive", "coalition.create", "POST"),
    room("seal", "coalition.delete", *BOTH, expected={"admin": OPEN}, why="only an admin breaks a seal, see trust.md 0.2"),
    room("places", "coalition_profile.edit", *BOTH),
    row("end_place", "coalition_profile.edit", "place"),
    room("members", "partner_org.view"),
    room("add_member", "membership.manage", "POST", data=lambda w: {"organisation": w.ours.side.giver.pk, "role": "partner"}),
    room("new_member", "membership.manage", "POST", data=lambda w: {"name": "Nouvelle", "sector": "other", "role": "partner"},
         expected={"admin": "403"}, why="an admin adds members, and creates no partner organisation"),
    row("end_member", "membership.manage", "membership"),
    room("team", "membership.list"),
    room("invite", "membership.manage", *BOTH),
    row("end_seat", "membership.manage", "seat"),
    row("withdraw_invitation", "membership.manage", "invitation"),
    room("journal", "audit_log.view"),
    Route("collectives:invitation", None, lambda w: (w.ours.token,), missing=("x" * 40,), methods=BOTH,
          expected={"nobody": MISSING}, why="the link is the key; another person is told so (409)"),
]  # fmt: skip
