"""How is a code stored in the database kept beside its words, without Django?"""

from __future__ import annotations

from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Mark a label for the translators' catalogue; it is translated where a page is made."""
    return text


class Codes(StrEnum):
    """A closed list of codes; each has a label in English, the key of its translations.

    >>> class Colour(Codes):
    ...     RED = "red", "warm red"
    >>> Colour.RED == "red", Colour.RED.label, Colour("red").name
    (True, 'warm red', 'RED')
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Codes:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label or code
        return member
