"""Who can sign in to the demonstration? One person for each role, and rivals to see what is closed to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

PASSWORD = "tisser-ensemble-2026"
WEAVERS, MILLERS, LOCK = "tisserands", "meuniers", "ecluse"
WEAVERS_POT, LOCK_POT = "pot-des-tisserands", "pot-de-l-ecluse"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. `seats` are (coalition, role, organisation or ""), `pots` (pot, role, organisation)."""

    email: str
    name: str
    part: str
    seats: tuple[tuple[str, str, str], ...] = ()
    pots: tuple[tuple[str, str, str], ...] = ()
    language: str = "fr"
    is_admin: bool = False


PEOPLE = (
    Person("awa@tisserands.example", "Awa Diallo", _("coordinator of the Tisserands"), ((WEAVERS, "coordinator", ""),)),
    Person("lea@tisserands.example", "Léa Marchand", _("second coordinator, who approves what Awa entered"),
           ((WEAVERS, "coordinator", ""),)),
    Person("samir@centre-social.example", "Samir Benali", _("partner: the Les Navettes social centre"),
           ((WEAVERS, "partner", "centre-social-les-navettes"),)),
    Person("nina@maison-des-familles.example", "Nina Petit", _("partner: the families’ house"),
           ((WEAVERS, "partner", "maison-des-familles"),)),
    Person("paul@fondation-du-metier.example", "Paul Lemaire", _("funder of the common pot in euros"),
           pots=((WEAVERS_POT, "funder", "fondation-du-metier"),)),
    Person("ines@caisse-des-fils.example", "Inès Caron", _("operator of the common pot in euros"),
           pots=((WEAVERS_POT, "operator", "caisse-des-fils"),)),
    Person("yann@caisse-des-fils.example", "Yann Lebrun", _("second operator, who agrees above 10,000 €"),
           pots=((WEAVERS_POT, "operator", "caisse-des-fils"),)),
    Person("claire@accompagner.example", "Claire Morel", _("coach of the Tisserands and of the Écluse"),
           ((WEAVERS, "coach", ""), (LOCK, "coach", ""))),
    Person("camille@plateforme.example", "Camille Roy", _("looks after the platform"), is_admin=True),
    Person("sam@visite.example", "Sam Perrin", _("an account without any role")),
    Person("hugo@meuniers.example", "Hugo Vidal", _("coordinator of the rival coalition, the Meuniers"),
           ((MILLERS, "coordinator", ""),)),
    Person("zoe@meuniers.example", "Zoé Faure", _("partner in the rival coalition"), ((MILLERS, "partner", "le-grand-moulin"),)),
    Person("maude@ecluse.example", "Maude Tremblay", _("coordinator of the Écluse, in Québec"), ((LOCK, "coordinator", ""),),
           language="fr-ca"),
    Person("felix@ecluse.example", "Félix Gagnon", _("second coordinator of the Écluse"), ((LOCK, "coordinator", ""),),
           language="fr-ca"),
    Person("alice@fiducie-du-canal.example", "Alice Bouchard", _("operator of the common pot in dollars"),
           pots=((LOCK_POT, "operator", "fiducie-du-canal"),), language="fr-ca"),
    Person("emma@northern-threads.example", "Emma Clark", _("funder of the common pot in dollars"),
           pots=((LOCK_POT, "funder", "northern-threads"),), language="en"),
)  # fmt: skip


def list_sign_ins() -> list[tuple[str, str]]:
    """(e-mail address, what they may do, in the reader's language), in the order of PEOPLE."""
    return [(person.email, gettext(person.part)) for person in PEOPLE]


# organisations: slug, name, sector, what they are in which coalition. All invented.
ORGANISATIONS: tuple[tuple[str, str, str, str], ...] = (
    ("ville-de-trame", "Ville de Trame-sur-Mer", "local_authority", "FR"),
    ("etat-a-trame", "Délégation de l’État à Trame", "state", "FR"),
    ("centre-social-les-navettes", "Centre social Les Navettes", "community", "FR"),
    ("maison-des-familles", "Maison des familles", "community", "FR"),
    ("college-jacquard", "Collège Jacquard", "school", "FR"),
    ("mission-emploi-des-canuts", "Mission emploi des Canuts", "community", "FR"),
    ("permanence-sante-des-teinturiers", "Permanence santé des Teinturiers", "health", "FR"),
    ("bailleur-la-trame", "Habitat La Trame", "other", "FR"),
    ("filature-cooperative", "Filature coopérative", "private", "FR"),
    ("table-des-habitants", "Table des habitantes et habitants", "residents", "FR"),
    ("fondation-du-metier", "Fondation du Métier", "philanthropy", "FR"),
    ("fonds-des-ourdisseurs", "Fonds des Ourdisseurs", "philanthropy", "FR"),
    ("caisse-des-fils", "Caisse des Fils", "philanthropy", "FR"),
    ("le-grand-moulin", "Le Grand Moulin", "community", "FR"),
    ("ville-de-meunerie", "Ville de Meunerie", "local_authority", "FR"),
    ("table-de-l-ecluse", "Table de quartier de l’Écluse", "community", "CA"),
    ("cuisine-de-l-ecluse", "Cuisine collective de l’Écluse", "community", "CA"),
    ("logis-du-canal", "Logis du Canal", "community", "CA"),
    ("arrondissement-des-ecluses", "Arrondissement des Écluses", "local_authority", "CA"),
    ("fiducie-du-canal", "Fiducie du Canal", "philanthropy", "CA"),
    ("northern-threads", "Northern Threads Foundation", "philanthropy", "CA"),
    ("fonds-des-eclusiers", "Fonds des Éclusiers", "philanthropy", "CA"),
)
MEMBERS: tuple[tuple[str, str, str], ...] = (
    (WEAVERS, "centre-social-les-navettes", "backbone"),
    (WEAVERS, "centre-social-les-navettes", "partner"),
    (WEAVERS, "maison-des-familles", "partner"),
    (WEAVERS, "college-jacquard", "partner"),
    (WEAVERS, "mission-emploi-des-canuts", "partner"),
    (WEAVERS, "permanence-sante-des-teinturiers", "partner"),
    (WEAVERS, "bailleur-la-trame", "partner"),
    (WEAVERS, "filature-cooperative", "partner"),
    (WEAVERS, "table-des-habitants", "residents"),
    (WEAVERS, "ville-de-trame", "strategic_partner"),
    (WEAVERS, "etat-a-trame", "state_delegate"),
    (WEAVERS, "fondation-du-metier", "funder"),
    (WEAVERS, "fonds-des-ourdisseurs", "funder"),
    (WEAVERS, "caisse-des-fils", "fund_operator"),
    (MILLERS, "le-grand-moulin", "backbone"),
    (MILLERS, "le-grand-moulin", "partner"),
    (MILLERS, "ville-de-meunerie", "strategic_partner"),
    (LOCK, "table-de-l-ecluse", "backbone"),
    (LOCK, "cuisine-de-l-ecluse", "partner"),
    (LOCK, "logis-du-canal", "partner"),
    (LOCK, "arrondissement-des-ecluses", "strategic_partner"),
    (LOCK, "northern-threads", "funder"),
    (LOCK, "fonds-des-eclusiers", "funder"),
    (LOCK, "fiducie-du-canal", "fund_operator"),
)
COALITIONS: dict[str, dict[str, Any]] = {
    WEAVERS: {
        "name_fr": "Quartier des Tisserands",
        "name_en": "The Weavers’ Quarter",
        "presentation_fr": "Treize organisations et une table d’habitantes et d’habitants se sont donné dix ans pour que chaque"
        " enfant du quartier grandisse bien. Elles se retrouvent chaque mois, partagent leurs chiffres et un pot commun.",
        "presentation_en": "Thirteen organisations and a residents’ table gave themselves ten years for every child of the"
        " quarter to grow up well. They meet each month, share their figures and a common pot.",
        "country": "FR",
        "currency": "EUR",
        "contact_email": "bonjour@tisserands.example",
    },
    MILLERS: {
        "name_fr": "Quartier des Meuniers",
        "name_en": "The Millers’ Quarter",
        "presentation_fr": "Une coalition voisine, qui commence : première vision, premiers chiffres.",
        "presentation_en": "A neighbouring coalition that is getting started: first vision, first figures.",
        "country": "FR",
        "currency": "EUR",
        "contact_email": "bonjour@meuniers.example",
    },
    LOCK: {
        "name_fr": "Quartier de l’Écluse",
        "name_en": "The Lock Quarter",
        "presentation_fr": "Une table de quartier inventée, au Québec, autour de l’alimentation et du logement.",
        "presentation_en": "An invented neighbourhood round table in Québec, about food and housing.",
        "country": "CA",
        "currency": "CAD",
        "contact_email": "bonjour@ecluse.example",
    },
}
