"""Which public facts about the two real programmes are known even where the files with them are not?

The essential names and figures of ../shared/data/published, as their sources state them; empty means "not found", never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PIC, TIC, TABLES = "projet-impact-collectif", "territoire-impact-collectif", "soutien-au-developpement-social-local"

PROGRAMMES: Mapping[str, dict[str, Any]] = {
    PIC: {
        "name_fr": "Projet Impact collectif",
        "name_en": "Collective Impact Project",
        "summary_fr": "Neuf puis huit fondations réunissent leur argent et leur appui pour que des quartiers de Montréal"
        " accélèrent leurs propres changements. Ni programme ni fonds : un accompagnement qui s’ajoute au financement de base.",
        "summary_en": "Nine, then eight foundations pool money and support so that neighbourhoods of Montréal speed up the"
        " changes they chose. Neither a programme nor a fund: support on top of core funding.",
        "country": "CA",
        "source": "pic.centraide.org",
    },
    TIC: {
        "name_fr": "Territoire Impact collectif",
        "name_en": "Territoire Impact collectif (France)",
        "summary_fr": "Projet pilote de l’Agence nationale de la cohésion des territoires, lancé en avril 2022, devenu"
        " « Quartiers à impact collectif » : des quartiers prioritaires français apprennent de l’expérience de Montréal.",
        "summary_en": "Pilot of the French agency for territorial cohesion, launched in April 2022, later “Quartiers à impact"
        " collectif”: French priority neighbourhoods learn from Montréal’s experience.",
        "country": "FR",
        "source": "irev.fr; anct.gouv.fr",
    },
    TABLES: {
        "name_fr": "Initiative montréalaise de soutien au développement social local",
        "name_en": "Montréal initiative to support local social development",
        "summary_fr": "Le financement de base des tables de quartier de Montréal, par la Ville, la santé publique et Centraide.",
        "summary_en": "Core funding of Montréal’s neighbourhood round tables, by the city, public health and Centraide.",
        "country": "CA",
        "source": "ville.montreal.qc.ca",
    },
}
FUNDERS_SOURCE = "fondationchagnon.org (phase 1); fgmtl.org, 27 avril 2022 (phase 2); mcconnellfoundation.ca"
FUNDERS: tuple[dict[str, str], ...] = (
    {"partner": "Fondation Lucie et André Chagnon", "role": "funder", "phase1": "yes", "phase2": "yes"},
    {"partner": "Fondation du Grand Montréal", "role": "funder", "phase1": "yes", "phase2": "yes"},
    {"partner": "Fondation McConnell", "role": "funder", "phase1": "yes", "phase2": "yes",
     "phase1_amount_cad": "2000000", "phase2_amount_cad": "1014000"},
    {"partner": "Fondation Mirella et Lino Saputo", "role": "funder", "phase1": "yes", "phase2": "yes"},
    {"partner": "Fondation Molson", "role": "funder", "phase1": "yes", "phase2": "yes"},
    {"partner": "Fondation de la famille Pathy", "role": "funder", "phase1": "yes", "phase2": "yes"},
    {"partner": "Fondation Dollar d'argent (Silver Dollar)", "role": "funder", "phase1": "yes", "phase2": "no"},
    {"partner": "Fondation Marcelle et Jean Coutu", "role": "funder", "phase1": "not verified", "phase2": "yes"},
    {"partner": "Fondation Peacock", "role": "funder", "phase1": "not verified", "phase2": "yes"},
    {"partner": "Centraide du Grand Montréal", "role": "operator", "phase1": "yes", "phase2": "yes"},
    {"partner": "Ville de Montréal", "role": "strategic partner (no cash)", "phase1": "yes", "phase2": "yes"},
    {"partner": "Direction régionale de santé publique", "role": "strategic partner (no cash)", "phase1": "yes", "phase2": "yes"},
    {"partner": "Coalition montréalaise des Tables de quartier", "role": "strategic partner (no cash)", "phase1": "yes",
     "phase2": "yes"},
)  # fmt: skip
PLEDGES: tuple[dict[str, str], ...] = (
    {"stated_on": "2015-10", "phase": "1", "amount_mcad": "17.0", "kind": "announced", "source": "esmtl.ca"},
    {"stated_on": "2019-11", "phase": "1", "amount_mcad": "23.0", "kind": "announced", "source": "lapresse.ca"},
    {
        "stated_on": "2022-04-27",
        "phase": "2",
        "amount_mcad": "21.5",
        "kind": "announced",
        "source": "fgmtl.org; centraide-mtl.org",
    },
    {
        "stated_on": "2022",
        "phase": "2",
        "amount_mcad": "22.5",
        "kind": "announced",
        "source": "yearinreview2022.mcconnellfoundation.ca",
    },
)
NEIGHBOURHOODS_SOURCE = "riocm.ca, bulletin du 2 décembre 2016; pic.centraide.org/en/our-impact"
NEIGHBOURHOODS: tuple[dict[str, str], ...] = tuple(
    {"neighbourhood": name, "support_level": level}
    for level, names in (
        ("intensive", ("Centre-Sud", "Côte-des-Neiges", "Parc-Extension", "Saint-Léonard", "Saint-Michel")),
        ("moderate", ("Ahuntsic", "Bordeaux-Cartierville", "Lachine", "LaSalle", "Mercier-Est", "Mercier-Ouest",
                      "Ouest-de-l'Île", "Peter-McGill", "Pointe-aux-Trembles (et Montréal-Est)", "Rosemont", "Verdun",
                      "Ville-Émard-Côte-Saint-Paul")),
    )
    for name in names
)  # fmt: skip
COLLECTIVES_SOURCE = "irev.fr; carct.fr; journalmetro.com, octobre 2022"
COLLECTIVES: tuple[dict[str, str], ...] = (
    {"wave": "2022", "region": "Hauts-de-France", "commune": "Liévin"},
    {
        "wave": "2022",
        "region": "Hauts-de-France",
        "commune": "Château-Thierry",
        "neighbourhood": "Vaucrises and Blanchard(s)",
    },
    {"wave": "2022", "region": "Hauts-de-France", "commune": "Hazebrouck", "neighbourhood": "Pasteur-Foch"},
    {"wave": "2022", "region": "Hauts-de-France", "commune": "Condé-sur-l'Escaut"},
    {
        "wave": "2024",
        "region": "Auvergne-Rhône-Alpes",
        "commune": "Saint-Étienne (agglomeration)",
        "neighbourhood": "all its QPV",
    },
)
# the consortium of the French pilot, and who carries it
CONSORTIUM = (
    ("Agence nationale de la cohésion des territoires (ANCT)", "lead", "state", "FR"),
    ("SCOP Accolades", "coach", "private", "FR"),
    ("Niska", "coach", "private", "CA"),
    ("Tamarack Institute", "coach", "community", "CA"),
    ("Dynamo", "coach", "community", "CA"),
)
CORE_FUNDING: tuple[dict[str, str], ...] = (
    {"period": "2006-2007", "tables_funded": "30", "total_cad": "1650000"},
    {"period": "2014-2015", "tables_funded": "29", "total_cad": "2900000"},
)
CORE_FUNDING_SOURCE = "123dok.net (2006-2007); jbourbonnais.org, 17 mars 2015; ville.montreal.qc.ca"
VISIT_SOURCE = "Article « Impact collectif » de Dynamo (2022)"
# a few places, where the official lists are not beside the project: scheme, code, kind, name, parent, country
SAMPLE_PLACES = (
    ("iso-3166", "FR", "country", "France", "", "FR"),
    ("iso-3166", "CA", "country", "Canada", "", "CA"),
    ("cog-region", "32", "region", "Hauts-de-France", "iso-3166:FR", "FR"),
    ("cog-region", "84", "region", "Auvergne-Rhône-Alpes", "iso-3166:FR", "FR"),
    ("cog-region", "06", "region", "Mayotte", "iso-3166:FR", "FR"),
    ("cog-departement", "02", "departement", "Aisne", "cog-region:32", "FR"),
    ("cog-departement", "59", "departement", "Nord", "cog-region:32", "FR"),
    ("cog-departement", "62", "departement", "Pas-de-Calais", "cog-region:32", "FR"),
    ("quebec-municipalite", "66023", "commune", "Montréal", "iso-3166:CA", "CA"),
    ("montreal-quartier", "20", "neighbourhood", "Saint-Léonard", "quebec-municipalite:66023", "CA"),
    ("montreal-quartier", "26", "neighbourhood", "Centre-Sud", "quebec-municipalite:66023", "CA"),
    ("montreal-quartier", "28", "neighbourhood", "Peter McGill", "quebec-municipalite:66023", "CA"),
)
