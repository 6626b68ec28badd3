"""Which word goes with a status, in the reader's language?"""

from __future__ import annotations

from django.utils.translation import pgettext


def say_status(code: str) -> str:
    """The word of a status; no word where neither direction is better."""
    words = {
        "ok": pgettext("status of an indicator", "Moving forward"),
        "steady": pgettext("status of an indicator", "Steady"),
        "slipping": pgettext("status of an indicator", "Slipping"),
        "early": pgettext("status of an indicator", "Too early to say"),
        "nodata": pgettext("status of an indicator", "No figure yet"),
    }
    return words.get(code, "")
