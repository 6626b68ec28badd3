"""To what may a sum of the pot be tied?"""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class RestrictionKind(Codes):
    THEME = "theme", _("theme")
    PLACE = "place", _("place")
    EXPENSE_KIND = "expense_kind", _("kind of expense")
    PERIOD = "period", _("period")
