"""The doors of partner lists."""

from __future__ import annotations

from typing import Any

from tests.permissions.registry.coalitions import BOTH, NOT_OWNED
from tests.permissions.routes import Route
from tests.permissions.world import World


def ours(world: World) -> tuple[Any, ...]:
    return (world.ours.partner_list.pk,)


def step(name: str, *methods: str, verb: str = "import.preview") -> Route:
    why = "a list of partners belongs to the coalition, not to one of its partners"
    return Route(
        f"partnerlists:{name}", verb, ours, missing=(9_999_999,), methods=methods or ("GET",), owners=NOT_OWNED, why=why
    )


IMPORTS = [
    Route("partnerlists:list", "import.preview", tenant="anywhere", methods=BOTH, owners=NOT_OWNED),
    Route("partnerlists:example", None),
    step("detail"),
    step("columns", *BOTH),
    step("sheet", "POST"),
    step("rows"),
    step("repair", "POST"),
    step("duplicates"),
    step("decide", "POST"),
    step("check", *BOTH, verb="import.confirm"),
    step("done"),
    step("undo", "POST", verb="import.undo"),
    step("abandon", "POST"),
    step("rejected"),
]
