"""With which words is a refusal told?"""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from impactplatform.kernel.decisions import CannotProceed

REFUSALS: dict[str, str] = {
    "already_ended": _("This ended already."),
    "already_member": _("%(organisation)s plays this part already."),
    "already_seated": _("This person holds this seat already."),
    "already_there": _("The coalition works for %(place)s already."),
    "archived": _("This coalition is archived: it can be read, no longer changed."),
    "before_start": _("This began on %(starts_on)s: it cannot end before."),
    "expired": _("This invitation is too old. Ask for another."),
    "last_coordinator": _(
        "This is the last coordinator. Another one must come first; those who look after the platform can help."
    ),
    "name_missing": _("Give it a name."),
    "needs_organisation": _("Choose the organisation this person speaks for."),
    "no_reason": _("Say why, in a few words: the coalition reads it."),
    "not_a_member": _("This organisation is not a member of the coalition today. Add it to the members first."),
    "not_allowed": _("Whoever invited you may no longer give this seat. Ask the coordinator for another invitation."),
    "own_perimeter": _("This is the outline of the coalition itself. Choose one of its places."),
    "slug_taken": _("The address %(slug)s is taken. Choose another."),
    "taken": _("This address has an account already: sign in."),
    "too_many": _("%(limit)s invitations left today already. Continue tomorrow."),
    "used": _("This invitation was used already. Sign in to find your seat."),
    "withdrawn": _("This invitation was withdrawn. Ask the coordinator for another."),
    "wrong_person": _("This invitation was sent to another address than the one you are signed in with."),
}
OTHER = _("This cannot be done (%(code)s).")


def say_refusal(refusal: CannotProceed) -> str:
    """One sentence in the language of the page."""
    details = {key: _plain(value) for key, value in refusal.details.items()}
    return gettext(REFUSALS.get(refusal.code, OTHER)) % {"code": refusal.code, **details}


def _plain(value: Any) -> str:
    return date_format(value, "DATE_FORMAT") if hasattr(value, "isoformat") else str(value)
