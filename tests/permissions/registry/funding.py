"""The doors of the common pots."""

from __future__ import annotations

from typing import Any

from tests.permissions.registry.coalitions import BOTH, NOWHERE
from tests.permissions.routes import OPEN, Args, Route
from tests.permissions.world import World

SEATED = frozenset({"funder", "operator"})
NUMBER = 9_999_999


def pot(world: World) -> tuple[Any, ...]:
    return (world.ours.side.fund.slug,)


def on(kind: str, *rest: str) -> Args:
    """The address of a row of our pot."""
    return lambda world: (*pot(world), getattr(world.ours, kind).pk, *rest)


def write(verb: str, right: str) -> Route:
    return Route(
        "funding:write", right, lambda world: (*pot(world), verb), missing=(NOWHERE, verb), tenant="fund", methods=BOTH,
        owners=SEATED, variant=verb,
    )  # fmt: skip


def decide(kind: str, row: str, right: str) -> Route:
    return Route(
        "funding:decide", right, lambda world: (*pot(world), kind, getattr(world.ours, row).pk),
        missing=(NOWHERE, kind, NUMBER), tenant="fund", methods=("POST",), owners=SEATED, variant=kind,
    )  # fmt: skip


def report(name: str) -> Route:
    return Route(f"funding:{name}", "report.build", pot, missing=(NOWHERE,), tenant="fund", owners=SEATED)


FUNDING = [
    Route("funding:list", None),
    Route("funding:open", "fund.edit", tenant="platform", methods=BOTH),
    Route("funding:detail", "fund.view", pot, missing=(NOWHERE,), tenant="fund", owners=SEATED, public_page=True,
          expected={"partner": OPEN}, why="a partner finds their own allocations there; a pot may show its totals to everybody"),
    Route("funding:ledger", "receipt.view", pot, missing=(NOWHERE,), tenant="fund", owners=SEATED),
    *(report(name) for name in ("report", "report_xlsx", "report_pdf", "report_json")),
    write("promesse", "receipt.record"),
    write("attribution", "allocation.propose"),
    write("reglages", "fund.edit"),
    Route("funding:allocation", "allocation.view", on("allocation"), missing=(NOWHERE, NUMBER), tenant="fund"),
    *(
        Route("funding:write_on_allocation", right, on("allocation", verb), missing=(NOWHERE, NUMBER, verb), tenant="fund",
              methods=BOTH, variant=verb, owners=owners)
        for verb, right, owners in (("payer", "allocation.approve", SEATED), ("depense", "expense.record", SEATED | {"partner"}))
    ),
    decide("allocation", "proposal", "allocation.approve"),
    decide("payment", "payment", "allocation.approve"),
    decide("expense", "expense", "expense.validate"),
    Route("funding:reverse", "money_entry.reverse", lambda w: (*pot(w), "pledge", w.ours.pledge.pk),
          missing=(NOWHERE, "pledge", NUMBER), tenant="fund", methods=BOTH, owners=SEATED),
]  # fmt: skip
