"""What do people's own column titles mean, in French, English and the spellings of published subsidy files?"""

from __future__ import annotations

import re

from coalitions.partnerlists.vocabulary import Target
from impactplatform.kernel.text import words_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES = _set("a an au aux d de des du l la le les of the un une your votre")
# Titles about who gives the money, not about the partner: never taken, however good the rest looks.
GIVER = _set(
    "attribuant attributaire coll cscollnom collectivite financeur funder funding gestion grantor payeur donor"
)
# Titles of a grant, an invoice or an act: not about who the partner is.
OTHER = _set(
    "acte aide amount annee avantage avantages awards convention conventions date dates decision deliberation dossier "
    "engagement exercice irae montant nature notification objet periode pourcentage rae reference somme subvention "
    "subventions versement versements vote"
)
BENEFICIARY = _set("beneficiaire beneficiaires beneficaires beneficiare benef recipient tiers attrib")
NAMING = _set("nom noms name denomination designation libelle liborgabenef raison")

# Whole titles, without articles -> field.
EXACT: dict[Target, str] = {
    Target.NAME: """nom|name|nom organisme|organisme|organismes|nom organisation|organisation|organization|nom structure|
        structure|structures|nom association|association|associations|raison sociale|raisonsociale|denomination|
        denomination sociale|denomination unite legale|partenaire|partenaires|nom partenaire|organisation name|
        organization name|partner|partner name|legal name|agency|agency name|charity name|nom organisme beneficiaire|
        beneficiaire|beneficiaires|tiers|libelle|nom etablissement|entreprise|company|nom complet|
        nom legal|liborgabenef|nombeneficiaire|raison sociale sirene|recipient org name|name organisation|name organization""",
    Target.SHORT_NAME: "sigle|acronyme|acronym|nom court|short name|nom abrege|abreviation|enseigne|nom usage",
    Target.IDENTIFIER: """id|identifiant|identifier|identification|id beneficiaire|identifiant beneficiaire|
        identification beneficiaire|beneficiaire code|code tiers|code tiers beneficiaire|code siren siret|siren siret|
        siret siren|siret ou siren|numero enregistrement|registration number|numero referencement repertoire entreprises|
        id beneficiare|idbeneficiaire|beneficiaires id|siret ou ridet|charity number""",
    Target.SIRET: "siret|n siret|no siret|numero siret|num siret|code siret|siret etablissement|siret siege|attrib siret",
    Target.SIREN: "siren|n siren|no siren|numero siren|num siren|code siren",
    Target.RNA: "rna|n rna|no rna|numero rna|id rna|waldec|numero waldec|numero association",
    Target.NEQ: "neq|n neq|no neq|numero neq|numero entreprise quebec|numero entreprise|quebec enterprise number",
    Target.BN: "bn|ne|business number|cra number|numero entreprise arc|numero organisme bienfaisance|numero bienfaisance",
    Target.NOTE: "n|no|numero|reference|ref|code|code interne|notre numero|id interne|our number|n asso|numero dossier",
    Target.SECTOR: """secteur|sector|secteur activite|type|type organisme|type organisation|type structure|categorie|category|
        organisation type|organization type|nature structure|statut|statut juridique|forme juridique|legal form""",
    Target.ROLE: "role|roles|part|role coalition|role partenaire|part coalition|fonction coalition|role in coalition",
    Target.EMAIL: """courriel|email|e mail|mail|adresse courriel|adresse email|adresse e mail|adresse mail|adresse electronique|
        mel|email address|e mail address|contact email|courriel contact|email contact|mail contact""",
    Target.PHONE: """telephone|tel|phone|phone number|telephone fixe|telephone portable|numero telephone|n telephone|portable|
        mobile|tel fixe|tel portable|telephone number|no telephone""",
    Target.WEBSITE: "site|site web|site internet|website|web|url|web site|adresse site|adresse site web|page web",
    Target.STREET: """adresse|adresse postale|rue|address|street|street address|adresse 1|adresse ligne 1|address line 1|voie|
        adresse organisme|adresse siege|siege social|mailing address""",
    Target.POSTCODE: "code postal|codepostal|cp|postal code|postcode|zip|zip code|code post",
    Target.TOWN: "ville|commune|city|town|municipalite|municipality|localite|ville siege|nom commune|libelle commune",
    Target.COUNTRY: "pays|country",
    Target.PRESENTATION: "presentation|description|mission|missions|activite|activites|about|objet social|domaine activite",
}
_TABLE = {" ".join(title.split()): target for target, titles in EXACT.items() for title in titles.split("|")}
# One telling word inside a longer title -> field, when nothing says it is about somebody else.
_TELLING: dict[str, Target] = {
    "siret": Target.SIRET, "siren": Target.SIREN, "rna": Target.RNA, "waldec": Target.RNA, "neq": Target.NEQ,
    "courriel": Target.EMAIL, "email": Target.EMAIL, "mail": Target.EMAIL, "telephone": Target.PHONE, "phone": Target.PHONE,
    "website": Target.WEBSITE, "postal": Target.POSTCODE, "postcode": Target.POSTCODE, "ville": Target.TOWN,
    "commune": Target.TOWN, "adresse": Target.STREET, "address": Target.STREET, "sigle": Target.SHORT_NAME,
    "association": Target.NAME, "structure": Target.NAME, "organisme": Target.NAME, "organisation": Target.NAME,
    "organization": Target.NAME, "partenaire": Target.NAME,
}  # fmt: skip


def title_words(header: str) -> list[str]:
    """The words of a title: camelCase and snake_case cut, footnote marks and copies' numbers left out, no articles.

    >>> title_words("nomBeneficiaire"), title_words("N° SIRET (2)"), title_words("Adresse de l'organisme")
    (['nom', 'beneficiaire'], ['n', 'siret'], ['adresse', 'organisme'])
    """
    cut = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", " ", re.sub(r"\(\d+\)\s*$|[_.]\d+$|\*", " ", header))
    return [word for word in words_of(cut) if word not in ARTICLES]


def read_title(header: str) -> tuple[Target, bool]:
    """The field a title names, and whether the whole title is known (else one telling word gave it).

    >>> read_title("Raison sociale"), read_title("NOM_BENEFICIAIRE"), read_title("Nom de l'attribuant")
    ((<Target.NAME: 'name'>, True), (<Target.NAME: 'name'>, True), (<Target.IGNORED: ''>, True))
    """
    words = title_words(header)
    known = set(words)
    title = " ".join(words)
    if known & GIVER:
        return Target.IGNORED, True
    if title in _TABLE:
        return _TABLE[title], True
    if known & BENEFICIARY:
        return _read_beneficiary(known)
    if known & OTHER:
        return Target.IGNORED, True
    found = next((_TELLING[word] for word in words if word in _TELLING), Target.IGNORED)
    return found, False


def _read_beneficiary(known: set[str]) -> tuple[Target, bool]:
    """Titles about who receives: their name or their number, unless they are about the grant."""
    if known & NAMING:
        return Target.NAME, True
    if known & {"siret", "siren"}:
        return Target.SIRET, True
    if known & {"id", "identifiant", "identification", "identifier", "code", "number", "charity", "company"}:
        return Target.IDENTIFIER, True
    for word in (
        "web",
        "website",
        "postal",
        "postcode",
        "ville",
        "commune",
        "city",
        "adresse",
        "address",
        "email",
        "courriel",
        "country",
    ):
        if word in known:
            return {**_TELLING, "web": Target.WEBSITE, "city": Target.TOWN, "country": Target.COUNTRY}[word], True
    return (Target.IGNORED, True) if known & OTHER else (Target.NAME, False)
