"""How is a total written for people: its number with the right unit, its status in a word?"""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language

from impactplatform.charts.words import say_value
from indicators.catalogue.vocabulary import Kind


def unit_of(kind: str, unit: str) -> str:
    """A share is a percentage whatever its parts are counted in."""
    return "%" if kind == Kind.SHARE else unit


def write_result(kind: str, value: Decimal | None, unit: str) -> str:
    """Say "86 %" or "118 familles"; nothing for a silence, whose sign stands beside."""
    return "" if value is None else say_value(value, unit_of(kind, unit), get_language() or "fr", 1)
