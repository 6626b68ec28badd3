"""Which of a record's own words does the reader get? Those of their language, else the other."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language


def in_language(record: Any, field: str, language: str | None = None) -> str:
    """The text of `field_fr` or `field_en`; an empty one falls back to the other language."""
    wanted = "en" if (language or get_language() or "fr").startswith("en") else "fr"
    other = "fr" if wanted == "en" else "en"
    return str(getattr(record, f"{field}_{wanted}") or getattr(record, f"{field}_{other}") or "")
