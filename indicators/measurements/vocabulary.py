"""Which silences are there beside a number, and which steps does a figure go through?"""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class State(Codes):
    """What a cell says. Only a number and a true zero enter arithmetic."""

    NUMBER = "number", _("a number")
    ZERO = "zero", _("a true zero")
    NOT_COLLECTED = "nd", _("not collected")
    NOT_APPLICABLE = "na", _("not applicable")
    NOT_COVERED = "nc", _("not covered by the source")
    HIDDEN = "hidden", _("hidden")
    PENDING = "pending", _("not yet entered")


class Status(Codes):
    """Where a figure stands on its way."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waiting to be read")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Flag(Codes):
    NONE = "", ""
    PROVISIONAL = "provisional", _("provisional")
    ESTIMATED = "estimated", _("estimated")
    REVISED = "revised", _("revised")
    BREAK = "break", _("break in the series")


class SeriesRole(Codes):
    """What a series is for its place: a part of the totals, or a figure of its own."""

    PART = "part", _("counts in the totals")
    OFFICIAL = "official", _("official figure, shown beside our own sum")
    REPLACES = "replaces", _("replaces the parts of its place")
