"""Which characters can no name hold, because they are invisible traps rather than writing?"""

from __future__ import annotations

import re

# NUL and other controls (tab, line feed and carriage return are writing), lone surrogates, bidirectional overrides and
# isolates, the byte order mark inside text. Joiners stay: Arabic, Indic scripts and emoji need them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def find_forbidden(text: str) -> str:
    """The first such character as `U+202E`, or nothing.

    >>> find_forbidden("Kahnawà:ke"), find_forbidden("a\\u202eb")
    ('', 'U+202E')
    """
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""
