"""Which indicators does the shared library begin with? Usual definitions, in French and English, ready to be adopted.

The field's own list (monthly figures a coalition gives itself, and yearly ones that statistical offices publish). Codes are
stable and begin with `commun-`: a change of meaning is a new version, never a new code.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.catalogue.domain.definitions import Definition

_OFFICE = "Insee, Filosofi · Statistics Canada"
_CENSUS = "Insee, recensement · Statistics Canada, Census"


@dataclass(frozen=True, slots=True)
class Starter:
    """An indicator of the library and its definition."""

    code: str
    definition: Definition


STARTERS: tuple[Starter, ...] = (
    Starter(
        "commun-presence-ecole",
        Definition(
            "Présence à l’école", "%", "share", name_en="School attendance", unit_en="%", level="client", direction="up",
            definition_fr="Demi-journées de présence sur demi-journées d’école, dans le mois.",
            definition_en="Half-days attended out of half-days of school, in the month.", time_rule="ratio",
            how="Registres d’appel des écoles du quartier.", limits="Un même enfant compte chaque demi-journée.", threshold=0,
        ),
    ),
    Starter(
        "commun-jeunes-en-emploi",
        Definition(
            "Jeunes en emploi ou en formation", "jeunes", "stock", name_en="Young people in work or training", unit_en="young people",
            level="client", direction="up", definition_fr="Jeunes accompagnés, en emploi ou en formation le dernier jour du mois.",
            definition_en="Young people supported, in work or training on the last day of the month.", universe="16-25 ans accompagnés",
        ),
    ),
    Starter(
        "commun-demandes-sans-reponse",
        Definition(
            "Demandes sans réponse", "demandes", "stock", name_en="Requests without an answer", unit_en="requests", level="client",
            direction="down", definition_fr="Demandes reçues depuis plus de trente jours et restées sans réponse, en fin de mois.",
            definition_en="Requests received more than thirty days ago and still unanswered, at the end of the month.", threshold=0,
        ),
    ),
    Starter(
        "commun-familles-aidees",
        Definition(
            "Familles aidées", "familles", "distinct", name_en="Families helped", unit_en="families", level="client",
            direction="neither", definition_fr="Familles différentes qui ont reçu une aide dans le mois.",
            definition_en="Distinct families who received help in the month.",
            limits="Une famille aidée deux mois de suite compte dans les deux : les mois ne s’additionnent pas.",
        ),
    ),
    Starter(
        "commun-ateliers-tenus",
        Definition(
            "Ateliers tenus", "ateliers", "flow", name_en="Workshops held", unit_en="workshops", level="process", direction="up",
            definition_fr="Ateliers qui ont eu lieu dans le mois.", definition_en="Workshops that took place in the month.", threshold=0,
        ),
    ),
    Starter(
        "commun-habitants-participants",
        Definition(
            "Habitantes et habitants qui participent", "personnes", "distinct", name_en="Residents taking part", unit_en="people",
            level="process", direction="up", definition_fr="Personnes différentes venues à une rencontre de la coalition dans le mois.",
            definition_en="Distinct people who came to a meeting of the coalition in the month.", method="round",
        ),
    ),
    Starter(
        "commun-logements-livres",
        Definition(
            "Logements livrés", "logements", "flow", name_en="Dwellings delivered", unit_en="dwellings", level="population",
            direction="up", definition_fr="Logements neufs ou rénovés remis à leurs occupants dans le trimestre.",
            definition_en="New or renovated dwellings handed over in the quarter.", frequency="quarter", threshold=0,
        ),
    ),
    Starter(
        "commun-logements-sociaux",
        Definition(
            "Logements sociaux", "logements", "stock", name_en="Social dwellings", unit_en="dwellings", level="population",
            direction="up", definition_fr="Logements sociaux au 1er janvier.", definition_en="Social dwellings on 1 January.",
            frequency="year", threshold=0, source="Bailleurs · offices d’habitation",
        ),
    ),
    Starter(
        "commun-taux-pauvrete",
        Definition(
            "Taux de pauvreté à 60 %", "%", "share", name_en="At-risk-of-poverty rate (60%)", unit_en="%", level="population",
            direction="down", definition_fr="Personnes de ménages sous 60 % du niveau de vie médian, sur l’ensemble des personnes.",
            definition_en="People in households under 60% of the median standard of living, out of all people.",
            time_rule="latest", frequency="year", source=_OFFICE, limits="Publié deux à trois ans après.", threshold=11,
        ),
    ),
    Starter(
        "commun-revenu-median",
        Definition(
            "Revenu disponible médian", "€ par an", "median", name_en="Median disposable income", unit_en="€ a year",
            level="population", direction="up", definition_fr="Revenu disponible médian par unité de consommation.",
            definition_en="Median disposable income per consumption unit.", frequency="year", source=_OFFICE, threshold=0,
            limits="Une médiane ne se combine pas d’un lieu à l’autre.",
        ),
    ),
    Starter(
        "commun-taux-emploi",
        Definition(
            "Taux d’emploi", "%", "share", name_en="Employment rate", unit_en="%", level="population", direction="up",
            definition_fr="Personnes en emploi sur personnes de 15 à 64 ans.", definition_en="People in work out of people aged 15 to 64.",
            time_rule="latest", frequency="year", source=_CENSUS, threshold=11,
        ),
    ),
    Starter(
        "commun-vulnerabilite-maternelle",
        Definition(
            "Vulnérabilité à la maternelle", "%", "union", name_en="Kindergarten vulnerability", unit_en="%", level="population",
            direction="down", definition_fr="Enfants vulnérables dans au moins un des cinq domaines de développement.",
            definition_en="Children vulnerable in at least one of five domains of development.", frequency="school_year",
            source="EQDEM, ministère de la Santé (Québec)", threshold=11,
            limits="« Au moins un domaine » ne se recompose pas sans les données de chaque enfant.",
        ),
    ),
    Starter(
        "commun-sentiment-appartenance",
        Definition(
            "Sentiment d’appartenance", "sur 5", "mean", name_en="Sense of belonging", unit_en="out of 5", level="population",
            direction="up", definition_fr="Moyenne des réponses de 1 à 5 à l’enquête locale, avec le nombre de réponses.",
            definition_en="Mean of answers from 1 to 5 in the local survey, with the number of answers.", frequency="year",
        ),
    ),
    Starter(
        "commun-confiance-partenaires",
        Definition(
            "Confiance entre partenaires", "sur 5", "mean", name_en="Trust between partners", unit_en="out of 5", level="process",
            direction="up", definition_fr="Moyenne des réponses de 1 à 5 des organisations membres, avec le nombre de réponses.",
            definition_en="Mean of the member organisations’ answers from 1 to 5, with the number of answers.", frequency="year",
        ),
    ),
    Starter(
        "commun-changements-politiques",
        Definition(
            "Changements de politique ou de pratique", "changements", "flow", name_en="Policy or practice changes", unit_en="changes",
            level="process", direction="up", definition_fr="Changements constatés et prouvés dans le trimestre.",
            definition_en="Changes observed and evidenced in the quarter.", frequency="quarter", threshold=0,
        ),
    ),
)  # fmt: skip
