"""The doors of figures."""

from __future__ import annotations

from typing import Any

from tests.permissions.registry.coalitions import BOTH, NOWHERE, slug
from tests.permissions.routes import Route
from tests.permissions.world import LIBRARY, World


def month(world: World) -> tuple[Any, ...]:
    return (*slug(world), world.ours.month)


def figures(name: str, verb: str, *methods: str, **more: Any) -> Route:
    missing = (NOWHERE, "2026-01")
    return Route(f"measurements:{name}", verb, month, missing=missing, methods=methods or ("GET",), **more)


def local(world: World) -> tuple[Any, ...]:
    return (world.ours.indicator.code,)


INDICATORS = [
    Route("measurements:start", "signed in", tenant="platform"),
    Route("measurements:latest", None, slug, why="leads to the month, whose own door decides"),
    figures("month", "measurement.view_draft", *BOTH, verbs={"POST": "measurement.record"}),
    figures("cell", "measurement.record", "POST", may_be_missing=True, why="without a row there is nothing to save"),
    figures("finish", "measurement.submit", "POST"),
    figures("reopen", "period.lock", "POST"),
    figures("sheet", "measurement.view_draft"),
    Route("measurements:history", "measurement.history", lambda w: (*month(w), w.ours.submitted.pk),
          missing=(NOWHERE, "2026-01", 9_999_999)),
    Route("measurements:review", "measurement.approve", slug, missing=(NOWHERE,), methods=BOTH),
    Route("catalogue:library", "indicator.edit", slug, missing=(NOWHERE,)),
    Route("catalogue:create", "indicator.edit", slug, missing=(NOWHERE,), methods=BOTH),
    Route("catalogue:adopt", "indicator.edit", lambda w: (*slug(w), LIBRARY), missing=(NOWHERE, LIBRARY), methods=BOTH),
    Route("catalogue:edit", "indicator.edit", local, missing=("aucun",), methods=BOTH),
    Route("aggregation:list", None),
    Route("aggregation:indicator", "indicator.view", local, missing=("aucun",)),
    Route("aggregation:csv", "indicator.view", local, missing=("aucun",)),
    Route("aggregation:xlsx", "indicator.view", local, missing=("aucun",)),
]  # fmt: skip
