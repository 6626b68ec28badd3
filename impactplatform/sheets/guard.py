"""Which text would a spreadsheet program run as a formula, and how is it made inert and plain again?"""

from __future__ import annotations

import re

# OWASP's list (= + - @ tab and carriage return), plus line feed and the full-width twins some programs fold.
_RISKY = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")
_PROOFED = re.compile(r'^="([^"]*)"$')


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run.

    >>> guard("+33 1 44"), guard("-12 rue"), guard("Léa")
    ("'+33 1 44", "'-12 rue", 'Léa')
    """
    return f"'{text}" if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """Take our apostrophe off again, and the `="0123"` some exports wrap around codes.

    >>> unguard("'=1+1"), unguard('="0123"'), unguard("'t Hof")
    ('=1+1', '0123', "'t Hof")
    """
    if proofed := _PROOFED.match(text):
        return proofed.group(1)
    return text[1:] if text.startswith("'") and _RISKY.match(text[1:]) else text
