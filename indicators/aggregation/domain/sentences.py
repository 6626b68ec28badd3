"""How is a total said in one plain sentence, with what it is made of and what is missing? In French or English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from impactplatform.charts.words import NBSP, language_key, list_words, say_in_period, say_number, say_value
from impactplatform.kernel.periods import Period
from indicators.aggregation.domain.coverage import Coverage
from indicators.catalogue.vocabulary import Kind

MOST_NAMED = 5
REASONS: dict[str, tuple[str, str]] = {
    "median_not_combined": ("Une médiane ne se combine pas", "A median cannot be combined"),
    "quantile_not_combined": ("Un quantile ne se combine pas", "A quantile cannot be combined"),
    "index_not_combined": ("Un indice ne se combine pas", "An index cannot be combined"),
    "union_not_combined": (
        "« Au moins un parmi plusieurs » ne se combine pas sans les données de chaque personne",
        "“At least one of several” cannot be combined without each person’s data",
    ),
    "distinct_not_combined": (
        "Des personnes différentes ne s’additionnent pas : la même peut être comptée à deux endroits",
        "Distinct people cannot be added: the same person may be counted in two places",
    ),
    "not_combined_over_places": (
        "Cet indicateur ne se combine pas d’un lieu à l’autre",
        "This indicator is not combined over places",
    ),
    "not_combined_over_time": (
        "Cet indicateur ne se combine pas d’une période à l’autre",
        "This indicator is not combined over time",
    ),
    "share_needs_its_parts": (
        "Un pourcentage seul ne se combine pas : il faut le numérateur et le dénominateur de chaque lieu",
        "A bare percentage cannot be combined: each place’s numerator and denominator are needed",
    ),
    "mean_needs_its_count": (
        "Une moyenne seule ne se combine pas : il faut le nombre de réponses de chaque lieu",
        "A bare mean cannot be combined: each place’s number of answers is needed",
    ),
    "overlapping_parts": (
        "Ces lieux se recouvrent : les additionner compterait deux fois les mêmes habitants",
        "These places overlap: adding them would count the same residents twice",
    ),
    "below_min_coverage": ("Total retenu : trop peu de relevés", "Total withheld: too few reports"),
    "zero_denominator": ("Sans objet : la base est zéro", "Not applicable: the base is zero"),
    "no_figure": ("Aucun chiffre pour l’instant", "No figure yet"),
    "small_area": (
        "Lieu de moins de 40 habitants : rien n’y est publié sur les personnes",
        "Fewer than 40 residents: nothing about people is published here",
    ),
    "small_count": ("Chiffre masqué pour protéger les personnes", "Figure hidden to protect people"),
}
_MARKS = {
    "nd": ("Chiffre non disponible", "Figure not available"),
    "na": ("Sans objet", "Not applicable"),
    "nc": ("Non couvert par la source", "Not covered by the source"),
    "hidden": REASONS["small_count"],
    "pending": REASONS["no_figure"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """What a sentence needs to know of a total."""

    kind: str
    unit: str
    place: str
    period: Period
    state: str
    value: Decimal | None
    reason: str
    coverage: Coverage
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    missing: tuple[str, ...] = ()
    is_rounded: bool = False


def say_reason(reason: str, language: str) -> str:
    """Why there is no number, in words; an empty code says nothing.

    >>> say_reason("median_not_combined", "en")
    'A median cannot be combined'
    """
    pair = REASONS.get(reason, ("", ""))
    return pair[1] if language_key(language) == "en" else pair[0]


def say_total(total: Saying, language: str) -> str:
    """The sentence of a total: place, period, value or reason, coverage, what is missing."""
    english = language_key(language) == "en"
    colon = ": " if english else f"{NBSP}: "
    lead = f"{total.place}, {say_in_period(total.period, language)}"
    sentences = [f"{lead}{colon}{_say_what(total, language)}."]
    if coverage := _say_coverage(total, language):
        sentences.append(coverage)
    if total.missing:
        sentences.append(_say_missing(total.missing, language))
    if total.is_rounded and total.value is not None:
        rounded = (
            "Rounded to 5: totals may not add up."
            if english
            else "Arrondi à 5 près : les totaux peuvent ne pas tomber juste."
        )
        sentences.append(rounded.replace(" :", f"{NBSP}:"))
    return " ".join(sentences)


def _say_what(total: Saying, language: str) -> str:
    english = language_key(language) == "en"
    if total.value is not None:
        return _say_value(total, language)
    words = say_reason(total.reason, language) or (_MARKS.get(total.state, ("", ""))[1 if english else 0])
    if total.lower is not None and total.upper is not None and total.state == "refused":
        low, high = say_number(total.lower, language), say_number(total.upper, language)
        between = f"between {low} and {high} {total.unit}" if english else f"entre {low} et {high} {total.unit}"
        return f"{between} ({_lower_first(words)})"
    return _lower_first(words)


def _say_value(total: Saying, language: str) -> str:
    english = language_key(language) == "en"
    value = total.value if total.value is not None else Decimal(0)
    if total.kind == Kind.STATE and total.numerator is not None and total.denominator is not None:
        yes, known = say_number(total.numerator, language), say_number(total.denominator, language)
        if total.denominator == 1:
            return ("yes" if total.numerator else "no") if english else ("oui" if total.numerator else "non")
        return f"yes in {yes} of {known} places" if english else f"oui dans {yes} lieux sur {known}"
    unit = "%" if total.kind == Kind.SHARE else total.unit
    text = say_value(value, unit, language, 1)
    if total.kind == Kind.SHARE and total.numerator is not None and total.denominator is not None:
        part, whole = say_number(total.numerator, language), say_number(total.denominator, language)
        return f"{text} ({part} of {whole})" if english else f"{text} ({part} sur {whole})"
    return text


def _say_coverage(total: Saying, language: str) -> str:
    seen = total.coverage
    if seen.expected <= 1 and seen.approved == seen.expected:
        return ""
    percent = seen.percent
    if percent is None:
        return ""
    told = say_value(percent, "%", language, 0)
    if language_key(language) == "en":
        return f"From {seen.approved} of {seen.expected} reports expected ({told})."
    plural = "s" if seen.expected > 1 else ""
    got = f"{seen.approved} relevé{'s' if seen.approved > 1 else ''}"
    return f"D’après {got} sur {seen.expected} attendu{plural} ({told})."


def _say_missing(names: Sequence[str], language: str) -> str:
    english = language_key(language) == "en"
    listed = list(names[:MOST_NAMED])
    more = len(names) - len(listed)
    if more:
        listed.append(f"{more} more" if english else f"{more} autre{'s' if more > 1 else ''}")
    return (
        f"Missing: {list_words(listed, language)}." if english else f"Il manque{NBSP}: {list_words(listed, language)}."
    )


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
