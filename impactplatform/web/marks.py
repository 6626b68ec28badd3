"""Which small drawings stand beside words: status shapes, silences, coverage squares, the woven band, icons?

Inline SVG without any style: the strict content policy allows none, and the fonts have no such signs.
What is marked as safe here is made of constants of this file and of whole numbers, never of anybody's text.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from impactplatform.charts import words as chart_words

STATUSES = {
    "ok": gettext_lazy("Moving forward"),
    "steady": gettext_lazy("Steady"),
    "slipping": gettext_lazy("Slipping"),
    "early": gettext_lazy("Too early"),
    "nodata": gettext_lazy("No data"),
}
_SHAPES = {
    "ok": '<circle cx="8" cy="8" r="7" fill="currentColor"/>',
    "steady": '<rect x="1.5" y="1.5" width="13" height="13" fill="currentColor"/>',
    "slipping": '<path d="M8 1 15.5 15H.5Z" fill="currentColor"/>',
    "early": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2.5"/>',
    "nodata": '<path d="M1 8h14" stroke="currentColor" stroke-width="3"/>',
}

SILENCES = ("zero", "nd", "na", "nc", "hidden", "pending")

ICONS = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "download": '<path d="M12 3v12m-5-5 5 5 5-5M4 20h16"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>',
    "sun": '<circle cx="12" cy="12" r="4.5"/><path d="M12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2M5 19l2-2M17 7l2-2"/>',
    "moon": '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z"/>',
    "check": '<path d="m4 12.5 5 5L20 6.5"/>',
    "warning": '<path d="M12 3 22 20.5H2ZM12 10v5m0 2v1"/>',
    "info": '<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6m0-10v1"/>',
    "place": '<path d="M12 21.5s-7-6.5-7-11.5a7 7 0 0 1 14 0c0 5-7 11.5-7 11.5Z"/><circle cx="12" cy="10" r="2.5"/>',
    "people": '<circle cx="8.5" cy="8" r="3.5"/><path d="M2 20c0-4 3-6.5 6.5-6.5S15 16 15 20m1-15.5a3.5 3.5 0 0 1 0 7m2 2.5c2.5.5 4 2.5 4 6"/>',
    "next": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "previous": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4"/>',
}
_ARROWS = {
    1: '<path d="M8 15V2M2.5 7.5 8 2l5.5 5.5"/>',
    -1: '<path d="M8 1v13M2.5 8.5 8 14l5.5-5.5"/>',
    0: '<path d="M1 8h13M9.5 3 14.5 8l-5 5"/>',
}
SQUARES_AT_MOST = 24


def draw_status(code: str, words: str = "") -> SafeString:
    """A status chip: shape and word. `code` ok, steady, slipping, early or nodata; another raises KeyError."""
    shape = mark_safe(_SHAPES[code])
    return format_html(
        '<span class="status status--{}"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>{}</span>',
        code,
        shape,
        words or STATUSES[code],
    )


def draw_silence(state: str, explain: bool = False) -> SafeString:
    """The short mark of an absence, its word beside it for those who listen, or for everybody when `explain`."""
    if state == "zero":
        mark, words = "0", gettext("a true zero")
    else:
        mark, words = chart_words.silence_mark(state), chart_words.silence_words(state, get_language() or "fr")
    square = ""
    if state == "hidden":
        square = mark_safe(
            '<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M1 1h14v14H1zM1 8l7-7M1 15 15 1M8 15l7-7" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>'
        )
    return format_html(
        '<span class="silence silence--{}">{}<span class="silence__mark" aria-hidden="true">{}</span> <span{}>{}</span></span>',
        state,
        square,
        mark,
        "" if explain else mark_safe(' class="visually-hidden"'),
        words,
    )


def say_coverage(received: int, expected: int) -> str:
    """7 answers out of 9."""
    text = ngettext("%(received)s answer out of %(expected)s", "%(received)s answers out of %(expected)s", received)
    return text % {"received": received, "expected": expected}


def draw_coverage(received: int, expected: int, words: str = "") -> SafeString:
    """Squares filled for what came and hollow for what is missing, with the sentence; below 60 % it says so."""
    low = expected > 0 and received * 10 < expected * 6
    sentence = words or say_coverage(received, expected)
    if low:
        sentence = f"{sentence.rstrip('.')}. {gettext('Too few to conclude.')}"
    drawn = _draw_squares(min(received, expected), expected)
    return format_html(
        '<span class="coverage{}">{}<span>{}</span></span>', " coverage--low" if low else "", drawn, sentence
    )


def _draw_squares(received: int, expected: int) -> SafeString:
    """One square each; above SQUARES_AT_MOST a square stands for several."""
    count = min(expected, SQUARES_AT_MOST)
    filled = received * count // expected if expected else 0
    width = max(1, count * 15 - 3)
    cells = "".join(
        f'<rect class="{"on" if place < filled else "off"}" x="{place * 15 + 1}" y="1" width="10" height="10"/>'
        for place in range(count)
    )
    return format_html(
        '<svg class="coverage__squares" width="{}" height="12" viewBox="0 0 {} 12" aria-hidden="true" focusable="false">{}</svg>',
        width,
        width,
        mark_safe(cells),
    )


def draw_change(amount: Decimal, words: str) -> SafeString:
    """An arrow and a signed number: direction only, never good or bad."""
    way = (amount > 0) - (amount < 0)
    arrow = mark_safe(_ARROWS[way])
    return format_html(
        '<span class="change number"><svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true" focusable="false">{}</svg>{}</span>',
        arrow,
        words,
    )


def draw_icon(name: str) -> SafeString:
    """A line drawing that always stands beside a word; a name that is not in ICONS raises KeyError."""
    drawn = mark_safe(ICONS[name])
    return format_html(
        '<svg class="icon" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        drawn,
    )


def weave(slug: str) -> list[tuple[str, int]]:
    """Seven stripes, hue letter and width (8 to 34), always the same for a slug: an identity that ranks nobody."""
    digest = hashlib.sha256(slug.encode()).digest()
    hues = "abcd"
    turn = digest[0] % 4
    return [(hues[(turn + i + (digest[i] % 2) * 2) % 4], 8 + digest[8 + i] % 27) for i in range(7)]


def draw_band(slug: str, *, swatch: bool = False) -> SafeString:
    """The woven band across a page, or one repeat of it as a swatch in a list."""
    x, threads = 3, []
    for place, (hue, width) in enumerate(weave(slug)):
        over = 2 if place % 2 else 6
        threads.append(
            f'<rect class="{hue}" x="{x}" width="{width}" height="9"/><rect class="w" x="{x}" y="{over}" width="{width}" height="2"/>'
        )
        x += width + 4
    repeat = f'<rect class="w" width="{x}" height="10"/>{"".join(threads)}'
    if swatch:
        return format_html(
            '<svg class="band band--swatch" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>',
            x,
            mark_safe(repeat),
        )
    name = hashlib.sha256(slug.encode()).hexdigest()[:8]
    return format_html(
        '<svg class="band" width="100%" height="10" aria-hidden="true" focusable="false"><defs><pattern id="w{}" width="{}" height="10" patternUnits="userSpaceOnUse">{}</pattern></defs>'
        '<rect width="100%" height="10" fill="url(#w{})"/></svg>',
        name,
        x,
        mark_safe(repeat),
        name,
    )
