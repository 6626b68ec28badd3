"""Which function does the work of each kind of job, and what are its name and steps for people?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from impactplatform.jobs.models import Job
    from impactplatform.jobs.operations import Watch

    Work = Callable[[Job, Watch], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Handler:
    """`work(job, watch)` must be safe to run twice. `steps` gives words to the codes it reports."""

    work: Work
    title: _StrPromise
    steps: Mapping[str, _StrPromise] = field(default_factory=dict)
    page_of: Callable[[Job], str] | None = None


OUR_PACKAGES = ("impactplatform", "coalitions", "indicators", "exchanges")
_HANDLERS: dict[str, Handler] = {}


def handles(
    kind: str,
    *,
    title: _StrPromise,
    steps: Mapping[str, _StrPromise] | None = None,
    page_of: Callable[[Job], str] | None = None,
) -> Callable[[Work], Work]:
    """Say that a function does the jobs of `kind`. `page_of` gives the address where the result is read."""

    def register(work: Work) -> Work:
        _HANDLERS[kind] = Handler(work, title, steps or {}, page_of)
        return work

    return register


def get_handler(kind: str) -> Handler:
    """The handler of a kind; raises KeyError for a kind nobody handles. The nouns' tasks are imported at the first need."""
    if kind not in _HANDLERS:
        load_handlers()
    return _HANDLERS[kind]


def load_handlers() -> None:
    """Import the `tasks` of our apps and of their nouns, so that a page and a worker know the same kinds."""
    for config in apps.get_app_configs():
        if not config.name.startswith(OUR_PACKAGES):
            continue
        nouns = [f"{config.name}.{module.name}" for module in iter_modules([config.path]) if module.ispkg]
        for place in (config.name, *nouns):
            if find_spec(f"{place}.tasks"):
                import_module(f"{place}.tasks")
