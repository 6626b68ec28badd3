"""May this be done? A decision is either allowed, or refused with a code and its details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Allowed:
    """The thing may be done."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """The thing may not be done: `code` names the reason, `details` the figures a sentence needs.

    >>> bool(Refused("over_allocated", {"short_by": "6666.66"}))
    False
    """

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Refused
ALLOWED = Allowed()


class CannotProceed(Exception):
    """An operation refuses. Subclasses are named `Cannot…` and stand beside the function that raises them.

    The words for a person are chosen where pages are made, from `code` and `details`.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    @classmethod
    def unless(cls, decision: Decision) -> None:
        """Raise when the decision is a refusal."""
        if isinstance(decision, Refused):
            raise cls(decision.code, **dict(decision.details))
