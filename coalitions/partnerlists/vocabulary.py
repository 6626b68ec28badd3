"""Which of our fields can a column of a partner list become, and how sure are we of it?"""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class Target(Codes):
    """Our fields. `NOTE` keeps a column as it is beside the organisation; `IGNORED` leaves it in the file."""

    NAME = "name", _("name of the organisation")
    SHORT_NAME = "short_name", _("short name")
    IDENTIFIER = "identifier", _("registration number (any register)")
    SIRET = "siret", "SIRET"
    SIREN = "siren", "SIREN"
    RNA = "rna", "RNA"
    NEQ = "neq", "NEQ"
    BN = "bn", _("business number (CRA)")
    SECTOR = "sector", _("sector")
    ROLE = "role", _("part in the coalition")
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("phone")
    WEBSITE = "website", _("website")
    STREET = "street", _("street")
    POSTCODE = "postcode", _("postcode")
    TOWN = "town", _("town")
    COUNTRY = "country", _("country")
    PRESENTATION = "presentation", _("presentation")
    NOTE = "note", _("kept as a note")
    IGNORED = "", _("not taken")


class Confidence(Codes):
    SURE = "sure", _("sure")
    CONFIRM = "confirm", _("please confirm")
    IGNORED = "ignored", _("ignored")


NUMBERS = (Target.IDENTIFIER, Target.SIRET, Target.SIREN, Target.RNA, Target.NEQ, Target.BN)
SEVERAL_ALLOWED = (Target.NOTE, Target.IGNORED)
