"""How are two pieces of text compared the way people mean them?"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})


def fold(text: str) -> str:
    """Lower case without accents, one kind of apostrophe and dash, single blanks: for search and matching.

    >>> fold("  Saint–Étienne  d’Ôte ")
    "saint-etienne d'ote"
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    bare = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return re.sub(r"\s+", " ", bare).strip().casefold()


def words_of(text: str) -> list[str]:
    """The folded words of a text, without punctuation.

    >>> words_of("L’Île-Saint-Denis")
    ['l', 'ile', 'saint', 'denis']
    """
    return re.findall(r"[^\W_]+", fold(text))
