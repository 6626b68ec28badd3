"""How are a number, a sum, a period and a silence said in French, Québec French and English?"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from impactplatform.kernel.exact import plain
from impactplatform.kernel.periods import MONTH, QUARTER, SCHOOL_YEAR, Period

NBSP, THIN = "\u00a0", "\u202f"
_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT_MONTHS = {
    "fr": ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_SIGNS = {
    ("EUR", "fr"): "€", ("EUR", "fr-ca"): "€", ("EUR", "en"): "€",
    ("CAD", "fr"): f"${NBSP}CA", ("CAD", "fr-ca"): "$", ("CAD", "en"): "CA$",
}  # fmt: skip
SILENCES = {
    "nd": ("nd", "non disponible", "not available"),
    "na": ("///", "sans objet", "not applicable"),
    "nc": ("nc", "non couvert par la source", "not covered by the source"),
    "hidden": ("s", "masqué pour protéger les personnes", "hidden to protect people"),
    "pending": ("…", "pas encore saisi", "not yet entered"),
    "withheld": ("–", "total retenu : trop peu de réponses", "total withheld: too few answers"),
    "refused": ("–", "ne se combine pas", "cannot be combined"),
}
FLAGS = {
    "p": ("provisoire", "provisional"),
    "e": ("estimé", "estimated"),
    "r": ("révisé", "revised"),
    "b": ("rupture de série", "break in the series"),
}


def language_key(language: str) -> str:
    """`fr` or `en`: the two languages sentences are written in; Québec French reads as French.

    >>> language_key("fr-ca"), language_key("en-gb")
    ('fr', 'en')
    """
    return "en" if language.lower().startswith("en") else "fr"


def say_number(value: Decimal, language: str, digits: int | None = None) -> str:
    """A number for people; `digits` rounds half up, None keeps every digit.

    >>> say_number(Decimal("1234.50"), "en"), say_number(Decimal("18.3333"), "fr", 1)
    ('1,234.5', '18,3')
    """
    kept = value if digits is None else value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = plain(kept)
    sign, bare = ("−", text[1:]) if text.startswith("-") else ("", text)
    if bare == "0":
        sign = ""
    whole, _, rest = bare.partition(".")
    english = language_key(language) == "en"
    grouped = f"{int(whole):,}".replace(",", "," if english else THIN)
    return sign + grouped + (("." if english else ",") + rest if rest else "")


def say_value(value: Decimal, unit: str, language: str, digits: int | None = 1) -> str:
    """A number with its unit: "86 %" in French, "86%" in English, "118 familles".

    >>> say_value(Decimal("86"), "%", "en")
    '86%'
    """
    number = say_number(value, language, digits)
    if not unit:
        return number
    return number + unit if unit == "%" and language_key(language) == "en" else f"{number}{NBSP}{unit}"


def say_change(change: Decimal, unit: str, language: str, digits: int | None = 1) -> str:
    """A signed difference; between two percentages it is counted in points.

    >>> say_change(Decimal("2"), "%", "en"), say_change(Decimal("-3"), "familles", "fr")
    ('+2\\xa0points', '−3')
    """
    number = say_number(change, language, digits)
    signed = number if number.startswith("−") or number == "0" else "+" + number
    if unit != "%":
        return signed
    many = abs(change) >= 2 if language_key(language) == "fr" else abs(change) != 1
    return f"{signed}{NBSP}{'points' if many else 'point'}"


def say_money(amount: Decimal, currency: str, language: str, cents: bool = False) -> str:
    """An amount with its sign, cents only when asked for or when there are some.

    >>> say_money(Decimal("42000.00"), "EUR", "en"), say_money(Decimal("12.50"), "CAD", "fr-ca")
    ('€42,000', '12,50\\xa0$')
    """
    whole = amount == amount.to_integral_value() and not cents
    text = say_number(amount, language, 0 if whole else 2)
    if not whole:
        point = "." if language_key(language) == "en" else ","
        units, _, rest = text.partition(point)
        text = f"{units}{point}{rest:0<2}"
    key = language.lower() if language.lower() == "fr-ca" else language_key(language)
    sign = _SIGNS.get((currency, key), currency)
    if key != "en":
        return f"{text}{NBSP}{sign}"
    return f"−{sign}{text[1:]}" if text.startswith("−") else f"{sign}{text}"


def say_period(period: Period, language: str, short: bool = False) -> str:
    """Say "mars 2026", "2e trimestre 2026", "2026", "année scolaire 2025-2026"; `short` fits under an axis."""
    key = language_key(language)
    year, month = divmod(period.first_month, 12)
    if period.level == MONTH:
        return f"{(_SHORT_MONTHS if short else _MONTHS)[key][month]} {year}"
    if period.level == QUARTER:
        quarter = month // 3 + 1
        if short:
            return f"{'T' if key == 'fr' else 'Q'}{quarter} {year}"
        ordinal = "1er" if quarter == 1 else f"{quarter}e"
        return f"{ordinal} trimestre {year}" if key == "fr" else f"quarter {quarter} of {year}"
    if period.level == SCHOOL_YEAR:
        if short:
            return f"{year}-{(year + 1) % 100:02d}"
        return f"année scolaire {year}-{year + 1}" if key == "fr" else f"school year {year}-{year + 1}"
    return str(year)


def say_in_period(period: Period, language: str) -> str:
    """Say "en mars 2026", "au 2e trimestre 2026", "pendant l’année scolaire 2025-2026", "in March 2026"."""
    words = say_period(period, language)
    if language_key(language) == "en":
        return f"in {words}"
    if period.level == QUARTER:
        return f"au {words}"
    return f"pendant l’{words}" if period.level == SCHOOL_YEAR else f"en {words}"


def say_of_period(period: Period, language: str) -> str:
    """Say "de mars 2026", "d’avril 2026", "du 2e trimestre 2026"; English "of March 2026"."""
    words = say_period(period, language)
    if language_key(language) == "en":
        return f"of {words}"
    if period.level == QUARTER:
        return f"du {words}"
    if period.level == SCHOOL_YEAR:
        return f"de l’{words}"
    return ("d’" if words[0] in "aeiouéâ" else "de ") + words


def silence_mark(state: str) -> str:
    """The short mark that stands where a number would: s, nd, nc, ///, …"""
    return SILENCES.get(state, ("–", "", ""))[0]


def silence_words(state: str, language: str) -> str:
    """What the mark means, in words."""
    entry = SILENCES.get(state, ("–", "sans chiffre", "no figure"))
    return entry[2] if language_key(language) == "en" else entry[1]


def flag_words(flag: str, language: str) -> str:
    """What a letter beside a number means: provisional, estimated, revised, break."""
    pair = FLAGS.get(flag, ("", ""))
    return pair[1] if language_key(language) == "en" else pair[0]


def list_words(words: list[str], language: str) -> str:
    """Say "a, b et c".

    >>> list_words(["a", "b", "c"], "en")
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + (" and " if language_key(language) == "en" else " et ") + words[-1]
