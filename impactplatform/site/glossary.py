"""What do the words of the field mean? One sentence each, in both languages, read from the table beside this file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from impactplatform.kernel.text import fold

TABLE = Path(__file__).with_name("glossary.csv")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the reader's language says it. `id` never changes: pages link to it."""

    id: str
    name: str
    other_name: str
    meaning: str
    folded: str


@cache
def _read_table() -> tuple[dict[str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def list_words(language: str) -> tuple[Word, ...]:
    """All words, in the alphabetical order of the language (fr, fr-ca or en)."""
    english = language.startswith("en")
    words = []
    for row in _read_table():
        french = (row["fr_ca"] if language == "fr-ca" else "") or row["fr"]
        meaning = row["meaning_en"] if english else row["meaning_fr"]
        folded = fold(" ".join((row["fr"], row["fr_ca"], row["en"], meaning)))
        words.append(
            Word(row["id"], row["en"] if english else french, french if english else row["en"], meaning, folded)
        )
    return tuple(sorted(words, key=lambda word: fold(word.name)))


def find_words(query: str, language: str = "") -> list[Word]:
    """The words that hold every part of the query in a name or the meaning; accents do not count."""
    parts = fold(query).split()
    return [
        word for word in list_words(language or get_language() or "fr") if all(part in word.folded for part in parts)
    ]
