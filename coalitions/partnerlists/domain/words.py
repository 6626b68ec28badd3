"""Which sector or part do people's own words mean?"""

from __future__ import annotations

from coalitions.collectives.vocabulary import MemberRole
from coalitions.organisations.vocabulary import Sector
from impactplatform.kernel.text import words_of

# Telling words, folded; the first that is found in the text decides.
_SECTORS: tuple[tuple[Sector, str], ...] = (
    (Sector.NATION, "nation autochtone conseil-de-bande band"),
    (Sector.PHILANTHROPY, "fondation foundation mecenat philanthropie philanthropy dotation"),
    (
        Sector.LOCAL_AUTHORITY,
        (
            "commune mairie ville collectivite metropole departement region epci agglomeration ccas arrondissement "
            "municipal municipalite municipality borough city intercommunalite territoriale"
        ),
    ),
    (Sector.STATE, "etat prefecture state ministere ministry gouvernement government deconcentre"),
    (Sector.HEALTH, "sante health hopital hospital ars cisss ciusss chu clinique"),
    (Sector.SCHOOL, "ecole college lycee school university universite education enseignement scolaire"),
    (Sector.RESIDENTS, "habitants habitantes residents citoyens locataires collectif-habitants"),
    (
        Sector.COMMUNITY,
        (
            "association associations asso communautaire community obnl osbl nonprofit charity cooperative ong ngo "
            "benevole tiers-secteur associatif organisme"
        ),
    ),
    (Sector.PRIVATE, "entreprise business company sarl sas sa prive private commerce societe bailleur industrie"),
    (Sector.OTHER, "autre other"),
)  # fmt: skip
_ROLES: tuple[tuple[MemberRole, str], ...] = (
    (MemberRole.BACKBONE, "porteur pilote ossature backbone coordonnateur coordinateur dorsale fiduciaire mandataire"),
    (MemberRole.FUND_OPERATOR, "operateur gestionnaire operator"),
    (MemberRole.FUNDER, "financeur bailleur funder donateur mecene"),
    (MemberRole.STRATEGIC, "strategique strategic"),
    (MemberRole.COACH, "accompagnateur accompagnement coach"),
    (MemberRole.STATE_DELEGATE, "prefet delegue delegate"),
    (MemberRole.RESIDENTS, "habitants habitantes residents citoyens"),
    (MemberRole.PARTNER, "partenaire partner membre member associe"),
)


def read_sector(text: str) -> Sector | None:
    """The sector a text names, or None when its words tell nothing.

    >>> read_sector("Association loi 1901"), read_sector("Collectivité territoriale"), read_sector("n.c.")
    (<Sector.COMMUNITY: 'community'>, <Sector.LOCAL_AUTHORITY: 'local_authority'>, None)
    """
    exact = text.strip().casefold()
    if exact in {sector.value for sector in Sector}:
        return Sector(exact)
    found = set(words_of(text))
    return next((sector for sector, telling in _SECTORS if found & set(telling.split())), None)


def read_role(text: str) -> MemberRole | None:
    """The part a text names, or None.

    >>> read_role("Organisme porteur"), read_role("?")
    (<MemberRole.BACKBONE: 'backbone'>, None)
    """
    exact = text.strip().casefold()
    if exact in {role.value for role in MemberRole}:
        return MemberRole(exact)
    found = set(words_of(text))
    return next((role for role, telling in _ROLES if found & set(telling.split())), None)
