"""Which indicators do the invented coalitions follow, where, and how do their figures move? All figures are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ALL_SIX = ("TIS-1", "TIS-2", "TIS-3", "TIS-4", "TIS-5", "TIS-6")
FLAT = (0,) * 12
SCHOOL = (0, 0, 0, -1, 0, -2, 0, 0, 1, 1, 0, -1)  # from January to December
SUMMER = (0, 1, 0, 0, 0, -1, -3, -4, 1, 1, 0, -1)
MILD = (0, 0, 0, 1, 1, 0, -1, -1, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """An indicator and the shape of its figures.

    `bases` holds a starting value for each place (a percentage for shares, a tenth of a point for means), `yearly` what
    twelve months add, `season` what each calendar month adds, `wobble` how far a month strays. `whole` is the denominator
    of shares and the count of means.
    """

    code: str
    coalition: str
    definition: dict[str, Any]
    places: tuple[str, ...]
    bases: tuple[int, ...]
    yearly: int
    season: tuple[int, ...] = FLAT
    wobble: int = 1
    whole: tuple[int, ...] = ()
    giver: str = ""
    change: str = ""


def define(
    kind: str, names: tuple[str, str], units: tuple[str, str], what: tuple[str, str], **more: Any
) -> dict[str, Any]:
    """The texts of a definition, French then English."""
    return {"kind": kind, "name_fr": names[0], "name_en": names[1], "unit_fr": units[0], "unit_en": units[1],
            "definition_fr": what[0], "definition_en": what[1], "source": "Données inventées pour la démonstration", **more}  # fmt: skip


TRACKS: tuple[Track, ...] = (
    Track(
        "presence-ecole", "tisserands",
        define("share", ("Présence à l’école", "School attendance"), ("%", "%"),
               ("Demi-journées de présence sur demi-journées attendues, élèves du quartier.",
                "Half-days attended out of half-days expected, pupils of the quarter."), direction="up"),
        ("TIS-1", "TIS-2", "TIS-3", "TIS-4", "TIS-5"), (80, 78, 83, 76, 81), 3, SCHOOL, 1,
        (2100, 2640, 1480, 2320, 1160), change="ecole",
    ),
    Track(
        "jeunes-en-emploi", "tisserands",
        define("stock", ("Jeunes en emploi ou en formation", "Young people in work or training"), ("personnes", "people"),
               ("Jeunes de 16 à 25 ans suivis, en emploi ou en formation à la fin du mois.",
                "Young people of 16 to 25 who are supported, in work or training at the end of the month."), direction="up"),
        ALL_SIX, (48, 61, 29, 52, 21, 9), 6, MILD, 1, change="emploi",
    ),
    Track(
        "demandes-sans-reponse", "tisserands",
        define("stock", ("Demandes sans réponse", "Requests without an answer"), ("demandes", "requests"),
               ("Demandes d’aide reçues depuis plus de quinze jours et sans réponse à la fin du mois.",
                "Requests for help received more than a fortnight ago and unanswered at the end of the month."),
               direction="down", level="process", threshold=0),
        ("TIS-1", "TIS-2", "TIS-3", "TIS-4"), (7, 12, 5, 9), -2, FLAT, 1, change="reponse",
    ),
    Track(
        "familles-aidees", "tisserands",
        define("flow", ("Familles accompagnées", "Families supported"), ("familles", "families"),
               ("Accompagnements de familles commencés dans le mois.", "Support of families begun during the month."),
               direction="up"),
        ALL_SIX, (14, 22, 11, 17, 9, 10), 3, SUMMER, 1, giver="maison-des-familles", change="familles",
    ),
    Track(
        "familles-differentes", "tisserands",
        define("distinct", ("Familles différentes", "Different families"), ("familles", "families"),
               ("Familles accompagnées au moins une fois dans le trimestre, chacune comptée une fois.",
                "Families supported at least once in the quarter, each counted once."), direction="up", frequency="quarter"),
        ("TIS-1", "TIS-2"), (36, 58), 4, FLAT, 3, giver="maison-des-familles", change="familles",
    ),
    Track(
        "score-parents", "tisserands",
        define("mean", ("Confiance des parents", "Parents’ confidence"), ("sur 10", "out of 10"),
               ("Moyenne des réponses à « Je me sens capable d’aider mon enfant », de 0 à 10.",
                "Mean of the answers to “I feel able to help my child”, from 0 to 10."), direction="up", frequency="quarter"),
        ("TIS-1", "TIS-2", "TIS-4"), (61, 58, 55), 5, FLAT, 2, (34, 41, 27), giver="maison-des-familles", change="familles",
    ),
    Track(
        "repas-partages", "tisserands",
        define("flow", ("Repas partagés", "Shared meals"), ("repas", "meals"),
               ("Repas préparés et pris ensemble dans les lieux de la coalition.",
                "Meals cooked and eaten together in the coalition’s places."), direction="up", threshold=0),
        ("TIS-1", "TIS-2", "TIS-4"), (8, 13, 10), 4, SUMMER, 1, giver="centre-social-les-navettes", change="liens",
    ),
    Track(
        "heures-benevoles", "tisserands",
        define("flow", ("Heures de bénévolat", "Hours of volunteering"), ("heures", "hours"),
               ("Heures données par des bénévoles, notées par les lieux.", "Hours given by volunteers, as noted by the places."),
               direction="up", level="process", threshold=0),
        ("TIS-2", "TIS-4"), (140, 95), 24, SUMMER, 9, giver="centre-social-les-navettes", change="liens",
    ),
    Track(
        "logements-degrades", "tisserands",
        define("stock", ("Logements signalés dégradés", "Homes reported as run-down"), ("logements", "homes"),
               ("Logements signalés et dont les travaux ne sont pas finis à la fin du mois.",
                "Homes reported whose repairs are not finished at the end of the month."), direction="down", threshold=0),
        ("TIS-2", "TIS-4", "TIS-6"), (31, 24, 12), -7, FLAT, 1, change="logement",
    ),
    Track(
        "places-accueil", "tisserands",
        define("stock", ("Places d’accueil des tout-petits", "Places in early childhood care"), ("places", "places"),
               ("Places ouvertes le dernier jour du mois.", "Places open on the last day of the month."),
               direction="up", threshold=0, shelf_life_months=3),
        ("TIS-1", "TIS-2", "TIS-3"), (22, 30, 15), 4, FLAT, 0, change="familles",
    ),
    Track(
        "aides-urgence", "tisserands",
        define("money", ("Aides d’urgence versées", "Emergency aid given"), ("€", "€"),
               ("Sommes remises à des familles dans le mois.", "Sums given to families during the month."),
               direction="neither", currency="EUR", threshold=0),
        ("TIS-2", "TIS-4"), (860, 640), 60, FLAT, 90, giver="centre-social-les-navettes", change="reponse",
    ),
    Track(
        "rencontres-habitants", "tisserands",
        define("flow", ("Rencontres avec les habitants", "Meetings with residents"), ("rencontres", "meetings"),
               ("Rencontres ouvertes à tous, tenues dans le mois.", "Meetings open to all held during the month."),
               direction="up", level="process", threshold=0),
        ("TIS-1", "TIS-2", "TIS-5"), (3, 4, 2), 1, MILD, 1, change="liens",
    ),
    Track(
        "meuniers-presence-ecole", "meuniers",
        define("share", ("Présence à l’école", "School attendance"), ("%", "%"),
               ("Demi-journées de présence sur demi-journées attendues.", "Half-days attended out of half-days expected."),
               direction="up"),
        ("MEU-1", "MEU-2"), (79, 84), 1, SCHOOL, 1, (1720, 1340), giver="le-grand-moulin", change="ecole",
    ),
    Track(
        "meuniers-familles-aidees", "meuniers",
        define("flow", ("Familles accompagnées", "Families supported"), ("familles", "families"),
               ("Accompagnements commencés dans le mois.", "Support begun during the month."), direction="up"),
        ("MEU-1", "MEU-2"), (12, 15), 2, SUMMER, 2, giver="le-grand-moulin", change="familles",
    ),
    Track(
        "ecluse-paniers", "ecluse",
        define("flow", ("Paniers de légumes remis", "Vegetable baskets handed out"), ("paniers", "baskets"),
               ("Paniers remis dans le mois.", "Baskets handed out during the month."), direction="up", threshold=0),
        ("ECL-1", "ECL-2", "ECL-3"), (64, 48, 39), 12, SUMMER, 5, change="alimentation",
    ),
    Track(
        "ecluse-logements-abordables", "ecluse",
        define("stock", ("Logements abordables", "Affordable homes"), ("logements", "homes"),
               ("Logements hors marché habités à la fin du mois.", "Non-market homes lived in at the end of the month."),
               direction="up", threshold=0, shelf_life_months=6),
        ("ECL-1", "ECL-2"), (118, 86), 6, FLAT, 0, change="logement",
    ),
)  # fmt: skip

# What interrupts a series: (indicator, place, months ago) → the state of the cell, or "" when nobody filled it in.
INTERRUPTIONS: dict[tuple[str, str, int], str] = {
    ("jeunes-en-emploi", "TIS-6", 5): "hidden",
    ("jeunes-en-emploi", "TIS-3", 9): "",
    ("jeunes-en-emploi", "TIS-3", 8): "",
    ("demandes-sans-reponse", "TIS-4", 6): "nd",
    ("familles-aidees", "TIS-5", 4): "nd",
    ("familles-aidees", "TIS-6", 20): "",
    ("repas-partages", "TIS-4", 11): "zero",
    ("repas-partages", "TIS-4", 10): "zero",
    ("heures-benevoles", "TIS-4", 7): "",
    ("logements-degrades", "TIS-6", 15): "nc",
    ("meuniers-familles-aidees", "MEU-2", 3): "",
    ("ecluse-paniers", "ECL-3", 2): "zero",
}
# the month being collected: who has not answered yet (nothing), who is still writing (draft), who handed in (submitted)
NOT_YET = {("repas-partages", "TIS-2"), ("heures-benevoles", "TIS-2"), ("heures-benevoles", "TIS-4"), ("aides-urgence", "TIS-4"), ("rencontres-habitants", "TIS-5"), ("places-accueil", "TIS-3"),
           ("logements-degrades", "TIS-6"), ("ecluse-paniers", "ECL-3")}  # fmt: skip
STILL_DRAFT = {"presence-ecole", "logements-degrades"}
# one figure was wrong: (indicator, place, months ago, what was meant to be, why)
CORRECTION = ("familles-aidees", "TIS-2", 6, 19, "Trois accompagnements avaient été comptés deux fois")
# a definition that changed: (indicator, months ago, note in French, in English)
BREAK = (
    "jeunes-en-emploi", 12,
    "Les limites d’âge ont changé. Ne comparez pas avant et après.",
    "The age limits changed. Do not compare before and after.",
    {"definition_fr": "Jeunes de 16 à 29 ans suivis, en emploi ou en formation à la fin du mois.",
     "definition_en": "Young people of 16 to 29 who are supported, in work or training at the end of the month."},
)  # fmt: skip
AFTER_BREAK = 9  # what the wider definition adds
