"""How do the codes of a vocabulary become a list people choose from?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from impactplatform.kernel.vocabulary import Codes


def choices_of(codes: type[Codes]) -> list[tuple[str, Any]]:
    """(code, translated label) for each code, in the order of the vocabulary."""
    return [(code.value, gettext_lazy(code.label)) for code in codes]
