"""What is a page's address in each language? French stands without prefix, English under /en/."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language


def _choose(french: str, english: str) -> str:
    return english if (get_language() or "fr").startswith("en") else french


def bilingual(french: str, english: str) -> str:
    """A route for `path()` that follows the active language."""
    return _lazy_choose(french, english)


_lazy_choose = lazy(_choose, str)
