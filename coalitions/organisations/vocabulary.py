"""Which sectors and which registers of organisations are there?"""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class Sector(Codes):
    STATE = "state", _("State")
    LOCAL_AUTHORITY = "local_authority", _("local authority")
    HEALTH = "health", _("health")
    SCHOOL = "school", _("school")
    COMMUNITY = "community", _("community sector")
    PRIVATE = "private", _("business")
    PHILANTHROPY = "philanthropy", _("philanthropy")
    RESIDENTS = "residents", _("residents")
    NATION = "nation", _("First Nation government")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not stated")


class Scheme(Codes):
    SIRET = "siret", "SIRET"
    SIREN = "siren", "SIREN"
    RNA = "rna", "RNA"
    NEQ = "neq", "NEQ"
    BN = "bn", _("business number (CRA)")
    LOCAL = "local", _("our own number")


class Verdict(Codes):
    VALID = "valid", _("checked")
    MALFORMED = "malformed", _("does not look right")
    UNKNOWN = "unknown", _("cannot be checked")
