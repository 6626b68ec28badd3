"""Which themes do actions belong to? The five that the Projet impact collectif names, and the rest."""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class Theme(Codes):
    FOOD = "food", _("food")
    HOUSING = "housing", _("housing")
    INCLUSION = "inclusion", _("inclusion")
    EDUCATION = "education", _("school success and employment")
    FACILITIES = "facilities", _("places and facilities we share")
    HEALTH = "health", _("health")
    OTHER = "other", _("other")
