"""What do the invented coalitions want together, and what do they do for it?"""

from __future__ import annotations

from dataclasses import dataclass

from impactplatform.site.demo.people import LOCK, MILLERS, WEAVERS


@dataclass(frozen=True, slots=True)
class Aspiration:
    """An adopted vision: how many months ago, by which body, and its changes (code, family, title, for whom)."""

    coalition: str
    ago: int
    french: str
    english: str
    body: str
    changes: tuple[tuple[str, str, str, str, str], ...]
    story: str = ""


ASPIRATIONS = (
    Aspiration(
        WEAVERS, 24, "Que chaque enfant du quartier grandisse bien.", "That every child of the quarter grows up well.",
        "Table de quartier", (
            ("ecole", "people", "Les enfants vont à l’école chaque jour", "Children are at school every day", "Enfants de 3 à 16 ans"),
            ("familles", "people", "Les familles trouvent de l’aide tôt", "Families find help early", "Familles du quartier"),
        ),
    ),
    Aspiration(
        WEAVERS, 17, "Ici, on veut que chaque enfant grandisse bien.", "Here, we want every child to grow up well.",
        "Table de quartier, 31 voix sur 34", (
            ("ecole", "people", "Les enfants vont à l’école chaque jour", "Children are at school every day", "Enfants de 3 à 16 ans"),
            ("familles", "people", "Les familles trouvent de l’aide tôt", "Families find help early", "Familles du quartier"),
            ("emploi", "people", "Les jeunes trouvent leur voie", "Young people find their way", "Jeunes de 16 à 29 ans"),
            ("reponse", "processes", "Personne n’attend une réponse plus de deux semaines",
             "Nobody waits more than two weeks for an answer", "Habitantes et habitants"),
            ("logement", "conditions", "Des logements sains pour tous", "Healthy homes for all", "Locataires"),
            ("liens", "system", "Les habitants décident avec les institutions", "Residents decide with institutions",
             "Habitantes et habitants"),
        ),
        story="Deux années de rencontres dans les halls, les cours d’école et les cuisines ont donné ces mots.",
    ),
    Aspiration(
        MILLERS, 5, "Au bord de l’eau, personne ne décroche.", "By the water, nobody drops out.", "Assemblée de lancement", (
            ("ecole", "people", "Les élèves restent à l’école", "Pupils stay at school", "Collégiennes et collégiens"),
            ("familles", "people", "Les parents sont accompagnés", "Parents are supported", "Parents"),
        ),
    ),
    Aspiration(
        LOCK, 20, "Bien manger et bien se loger, à deux pas de chez soi.", "Eating well and living well, close to home.",
        "Assemblée de quartier", (
            ("alimentation", "conditions", "Chaque ménage mange à sa faim", "Every household has enough to eat", "Ménages"),
            ("logement", "conditions", "Plus de logements que l’on peut payer", "More homes people can afford", "Locataires"),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doing:
    """An action: who leads, who joins, which change it serves, when it began and ends (months ago; None open), its state."""

    slug: str
    coalition: str
    french: str
    english: str
    lead: str
    partners: tuple[str, ...]
    change: str
    theme: str
    began: int
    ends: int | None
    status: str
    place: str = ""
    reason: str = ""


DOINGS = (
    Doing("alliance-ecole-familles", WEAVERS, "Alliance école et familles", "School and family alliance", "college-jacquard",
          ("maison-des-familles", "table-des-habitants"), "ecole", "enfance", 16, -8, "under_way"),
    Doing("petits-dejeuners", WEAVERS, "Petits-déjeuners à l’école", "Breakfasts at school", "centre-social-les-navettes",
          ("college-jacquard",), "ecole", "alimentation", 22, 10, "done", "TIS-2"),
    Doing("repas-partages", WEAVERS, "Repas partagés du vendredi", "Friday shared meals", "centre-social-les-navettes",
          ("table-des-habitants",), "liens", "alimentation", 19, None, "under_way", "TIS-2"),
    Doing("ateliers-emploi", WEAVERS, "Ateliers emploi avec les entreprises", "Work workshops with businesses",
          "mission-emploi-des-canuts", ("filature-cooperative",), "emploi", "emploi", 9, -3, "under_way", "TIS-4"),
    Doing("renover-les-logements", WEAVERS, "Rénover trente logements", "Renovating thirty homes", "bailleur-la-trame",
          ("ville-de-trame",), "logement", "logement", 12, -12, "under_way", "TIS-4"),
    Doing("une-seule-porte", WEAVERS, "Une seule porte pour demander de l’aide", "One door to ask for help", "ville-de-trame",
          ("etat-a-trame", "permanence-sante-des-teinturiers"), "reponse", "inclusion", 6, -6, "planned"),
    Doing("bus-du-soir", WEAVERS, "Un bus du soir", "An evening bus", "ville-de-trame", (), "liens", "inclusion", 14, 8, "stopped",
          reason="La desserte a été reprise par la métropole"),
    Doing("soutien-aux-devoirs", MILLERS, "Soutien aux devoirs", "Homework support", "le-grand-moulin", (), "ecole", "enfance", 4,
          None, "under_way", "MEU-1"),
    Doing("cuisine-de-quartier", LOCK, "Cuisine de quartier", "Neighbourhood kitchen", "cuisine-de-l-ecluse",
          ("table-de-l-ecluse",), "alimentation", "alimentation", 18, None, "under_way", "ECL-1"),
    Doing("logements-cooperatifs", LOCK, "Logements coopératifs", "Co-operative homes", "logis-du-canal",
          ("arrondissement-des-ecluses",), "logement", "logement", 15, -14, "under_way", "ECL-2"),
)  # fmt: skip
