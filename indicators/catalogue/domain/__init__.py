"""Which definitions are legal, and which ones does the shared library begin with?"""

from indicators.catalogue.domain.definitions import (
    AXES,
    LEGAL,
    NEVER_COMBINED,
    Definition,
    Rules,
    check_definition,
    choose_method,
    choose_rules,
    find_reason,
    find_threshold,
    get_rules,
)
from indicators.catalogue.domain.library import STARTERS, Starter

__all__ = [
    "AXES",
    "LEGAL",
    "NEVER_COMBINED",
    "STARTERS",
    "Definition",
    "Rules",
    "Starter",
    "check_definition",
    "choose_method",
    "choose_rules",
    "find_reason",
    "find_threshold",
    "get_rules",
]
