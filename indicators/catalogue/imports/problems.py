"""Why is a row of a file refused?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Where it is, the code of the reason, and what a sentence needs."""

    row: int
    column: str
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)
