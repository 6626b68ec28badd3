"""The doors of the shared plan, of actions, organisations, programmes and gatherings."""

from __future__ import annotations

from typing import Any

from tests.permissions.registry.coalitions import BOTH, NOT_OWNED, NOWHERE, slug
from tests.permissions.routes import Route
from tests.permissions.world import World

PARTNER = frozenset({"partner"})
WRITE = "coalition_profile.edit"


def plan(name: str, verb: str, *methods: str, **more: Any) -> Route:
    return Route(
        f"vision:{name}", verb, slug, missing=(NOWHERE,), methods=methods or ("GET",), owners=NOT_OWNED, **more
    )


def change(name: str, *methods: str) -> Route:
    return Route(
        f"vision:{name}", WRITE, lambda w: (*slug(w), w.ours.draft_change.pk), missing=(NOWHERE, 9_999_999),
        methods=methods, owners=NOT_OWNED,
    )  # fmt: skip


def action(name: str, verb: str, *methods: str, **more: Any) -> Route:
    return Route(
        f"actions:{name}", verb, lambda w: (*slug(w), w.ours.action.slug), missing=(NOWHERE, "aucune"),
        methods=methods or ("GET",), owners=PARTNER, **more,
    )  # fmt: skip


def gathering(world: World) -> tuple[str]:
    return (world.ours.gathering.slug,)


def member(world: World) -> tuple[str]:
    return (world.ours.side.member.slug,)


def programme(world: World) -> tuple[str]:
    return (world.ours.programme.slug,)


PLAN = [
    plan("detail", "action.view"),
    plan("compare", "action.view"),
    plan("edit", WRITE, *BOTH),
    plan("add_change", WRITE, *BOTH),
    change("edit_change", *BOTH),
    change("drop_change", "POST"),
    plan("adopt", WRITE, *BOTH),
    plan("discard", WRITE, "POST"),
    Route("actions:list", "action.view", slug, missing=(NOWHERE,)),
    Route("actions:add", "action.edit", slug, missing=(NOWHERE,), methods=BOTH, owners=PARTNER),
    action("detail", "action.view"),
    action("edit", "action.edit", *BOTH),
    action("move", "action.edit", *BOTH),
    action("join", "action.edit", *BOTH),
    action("remove", "action.delete", "POST"),
    Route("actions:leave", "action.edit", lambda w: (*slug(w), w.ours.action.slug, w.ours.action_partner.pk),
          missing=(NOWHERE, "aucune", 9_999_999), methods=("POST",), owners=PARTNER),
    Route("organisations:list", "partner_org.view", slug, missing=(NOWHERE,)),
    Route("organisations:detail", "partner_org.view", member, missing=("aucune",)),
    Route("organisations:edit", "partner_org.edit", member, missing=("aucune",), methods=BOTH, owners=PARTNER),
    Route("programmes:list", None),
    Route("programmes:detail", None, programme, missing=("aucun",)),
    Route("programmes:coach", "programme.compare", programme, missing=("aucun",), tenant="programme",
          owners=frozenset({"coordinator"})),
    Route("gatherings:list", None),
    Route("gatherings:add", "settings.edit", tenant="platform", methods=BOTH),
    Route("gatherings:detail", "action.view", gathering, missing=("aucune",)),
    Route("gatherings:edit", WRITE, gathering, missing=("aucune",), methods=BOTH, owners=NOT_OWNED),
    Route("gatherings:remove", WRITE, gathering, missing=("aucune",), methods=("POST",), owners=NOT_OWNED),
    Route("gatherings:add_to_coalition", WRITE, slug, missing=(NOWHERE,), methods=BOTH, owners=NOT_OWNED),
]  # fmt: skip
