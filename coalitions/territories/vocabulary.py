"""Which kinds of places do people speak of?"""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class Kind(Codes):
    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    DEPARTEMENT = "departement", _("département")
    ARRONDISSEMENT = "arrondissement", _("arrondissement (sub-prefecture)")
    EPCI = "epci", _("inter-municipal body")
    COMMUNE = "commune", _("municipality")
    BOROUGH = "borough", _("borough")
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")
    QPV = "qpv", _("priority neighbourhood (QPV)")
    LIVED = "lived", _("lived neighbourhood")
    POCKET = "pocket", _("pocket of poverty")
    IRIS = "iris", _("IRIS")
    SECTOR = "sector", _("sector")
    NATION = "nation", _("First Nation community")
    PERIMETER = "perimeter", _("perimeter of a coalition or programme")
