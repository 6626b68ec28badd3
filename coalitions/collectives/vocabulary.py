"""Which parts do organisations and people play in a coalition?"""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class MemberRole(Codes):
    """What an organisation does in a coalition; one may do several things, each with its dates."""

    PARTNER = "partner", _("partner")
    BACKBONE = "backbone", _("backbone organisation")
    FUNDER = "funder", _("funder")
    FUND_OPERATOR = "fund_operator", _("fund operator")
    STRATEGIC = "strategic_partner", _("strategic partner")
    COACH = "coach", _("coach")
    STATE_DELEGATE = "state_delegate", _("prefect’s delegate")
    RESIDENTS = "residents", _("residents")


class SeatRole(Codes):
    """What a person may do for a coalition."""

    COORDINATOR = "coordinator", _("coordinator")
    PARTNER = "partner", _("partner")
    COACH = "coach", _("coach")
