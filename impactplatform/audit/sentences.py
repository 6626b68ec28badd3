"""How is an entry of the trail said to people? One sentence for each act, and what changed when it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from impactplatform.audit.models import Entry

# action: what was done. %(who)s did it to %(what)s. Every code that the operations write is here; a test looks.
SENTENCES: dict[str, str] = {
    "account.closed": _("%(who)s closed the account of %(what)s."),
    "account.edited": _("%(who)s changed their profile."),
    "account.opened": _("%(who)s opened the account of %(what)s."),
    "account.reopened": _("%(who)s opened the account of %(what)s again."),
    "action.created": _("%(who)s added the action %(what)s."),
    "action.edited": _("%(who)s changed the action %(what)s."),
    "action.joined": _("%(who)s added a partner to %(what)s."),
    "action.left": _("%(who)s took a partner out of %(what)s."),
    "action.moved": _("%(who)s changed the status of %(what)s."),
    "action.removed": _("%(who)s took the action %(what)s out of the plan."),
    "agreement.signed": _("%(who)s recorded the signed agreement %(what)s."),
    "allocation.approved": _("%(who)s approved the allocation %(what)s."),
    "allocation.declined": _("%(who)s declined the allocation %(what)s."),
    "allocation.made": _("%(who)s made the allocation %(what)s."),
    "allocation.proposed": _("%(who)s proposed the allocation %(what)s."),
    "coalition.archived": _("%(who)s archived the coalition %(what)s."),
    "coalition.created": _("%(who)s created the coalition %(what)s."),
    "coalition.edited": _("%(who)s changed the profile of %(what)s."),
    "duty.assigned": _("%(who)s asked for a figure: %(what)s."),
    "duty.ended": _("%(who)s no longer asks for a figure: %(what)s."),
    "entry.reversed": _("%(who)s reversed a row of the ledger by %(what)s."),
    "expense.reported": _("%(who)s reported the expense %(what)s."),
    "expense.returned": _("%(who)s sent the expense %(what)s back."),
    "expense.validated": _("%(who)s validated the expense %(what)s."),
    "fund.coalition_covered": _("%(who)s opened the pot %(what)s to a coalition."),
    "fund.created": _("%(who)s created the pot %(what)s."),
    "fund.edited": _("%(who)s changed the policy of the pot %(what)s."),
    "fund.period_closed": _("%(who)s closed a period of the pot %(what)s."),
    "fund.statement_recorded": _("%(who)s kept what others published: %(what)s."),
    "fund_seat.ended": _("%(who)s ended a seat of the pot: %(what)s."),
    "fund_seat.given": _("%(who)s gave a seat of the pot: %(what)s."),
    "funds.pledged": _("%(who)s recorded the pledge %(what)s."),
    "gathering.edited": _("%(who)s changed the gathering %(what)s."),
    "gathering.recorded": _("%(who)s recorded the gathering %(what)s."),
    "gathering.removed": _("%(who)s took the gathering %(what)s back."),
    "in_kind.recorded": _("%(who)s recorded the contribution in kind %(what)s."),
    "indicator.created": _("%(who)s defined the indicator %(what)s."),
    "indicator.retired": _("%(who)s retired the indicator %(what)s."),
    "indicator.revised": _("%(who)s changed the definition of %(what)s."),
    "instalment.planned": _("%(who)s planned a payment to come: %(what)s."),
    "instalment.received": _("%(who)s recorded money received: %(what)s."),
    "instalments.planned": _("%(who)s planned the payments of %(what)s."),
    "invitation.accepted": _("%(who)s accepted the invitation sent to %(what)s."),
    "invitation.withdrawn": _("%(who)s withdrew the invitation of %(what)s."),
    "measurement.approved": _("%(who)s approved the figure %(what)s."),
    "measurement.corrected": _("%(who)s corrected the figure %(what)s."),
    "measurement.imported": _("%(who)s imported the figure %(what)s."),
    "measurement.imported_approved": _("%(who)s imported and approved the figure %(what)s."),
    "measurement.recorded": _("%(who)s recorded the figure %(what)s."),
    "measurement.returned": _("%(who)s sent the figure %(what)s back."),
    "measurement.submitted": _("%(who)s submitted the figure %(what)s."),
    "measurement.withdrawn": _("%(who)s took the figure %(what)s back."),
    "member.added": _("%(who)s added %(what)s to the members."),
    "member.ended": _("%(who)s ended the part of %(what)s."),
    "member.withdrawn": _("%(who)s took %(what)s back out of the members, with the import that had added it."),
    "month.finished": _("%(who)s finished the month: %(what)s."),
    "month.reopened": _("%(who)s opened the month again: %(what)s."),
    "organisation.created": _("%(who)s added the organisation %(what)s."),
    "organisation.edited": _("%(who)s changed the organisation %(what)s."),
    "organisation.merged": _("%(who)s merged another record into %(what)s."),
    "organisation.removed": _("%(who)s took the organisation %(what)s back."),
    "organisation.unmerged": _("%(who)s undid a merge into %(what)s."),
    "partner_list.abandoned": _("%(who)s put the list %(what)s aside."),
    "partner_list.received": _("%(who)s brought the list %(what)s."),
    "partner_list.saved": _("%(who)s saved the import of %(what)s."),
    "partner_list.undone": _("%(who)s undid the import of %(what)s."),
    "payment.declined": _("%(who)s declined the payment %(what)s."),
    "payment.prepared": _("%(who)s prepared the payment %(what)s."),
    "payment.sent": _("%(who)s sent the payment %(what)s."),
    "person.invited": _("%(who)s invited %(what)s."),
    "place.added": _("%(who)s added the place %(what)s."),
    "place.ended": _("%(who)s ended the work for the place %(what)s."),
    "programme.created": _("%(who)s added the programme %(what)s."),
    "programme.edited": _("%(who)s changed the programme %(what)s."),
    "programme.partner_added": _("%(who)s added a partner to the programme %(what)s."),
    "programme.statement_marked": _("%(who)s chose which statement the programme %(what)s stands by."),
    "programme.statement_recorded": _("%(who)s recorded what was said of %(what)s."),
    "seal.broken": _("%(who)s broke the seal of %(what)s for an hour."),
    "seat.ended": _("%(who)s ended the seat of %(what)s."),
    "seat.given": _("%(who)s gave a seat to %(what)s."),
    "territory.created": _("%(who)s loaded the place %(what)s."),
    "territory.edited": _("%(who)s changed the place %(what)s."),
    "territory.linked": _("%(who)s said which larger place %(what)s belongs to."),
    "territory.succeeded": _("%(who)s named the place that follows %(what)s."),
    "territory.unlinked": _("%(who)s said that %(what)s no longer belongs to a larger place."),
    "vision.adopted": _("%(who)s recorded the adoption of the vision: %(what)s"),
    "vision.change_dropped": _("%(who)s took a change sought out of the draft: %(what)s"),
    "vision.change_edited": _("%(who)s reworded a change sought of the draft: %(what)s"),
    "vision.change_sought": _("%(who)s added a change sought to the draft: %(what)s"),
    "vision.discarded": _("%(who)s gave up the draft: %(what)s"),
    "vision.drafted": _("%(who)s began a version of the vision: %(what)s"),
    "vision.edited": _("%(who)s reworded the draft: %(what)s"),
}
UNKNOWN = _("%(who)s did something to %(what)s (%(action)s).")
LABELS: dict[str, str] = {
    "reason": _("Reason"),
    "number": _("Version"),
    "change": _("Change sought"),
    "body": _("Adopted by"),
    "note": _("Note"),
    "role": _("Role"),
    "organisation": _("Organisation"),
    "starts_on": _("From"),
    "ends_before": _("Until"),
    "invited_by": _("Invited by"),
    "expires_at": _("Until"),
    "seats_ended": _("Seats that ended with it"),
    "period": _("Month"),
    "rows": _("Rows"),
    "created": _("Created"),
    "updated": _("Updated"),
}
ROLES: dict[str, str] = {
    "admin": _("admin"),
    "backbone": _("backbone organisation"),
    "coach": _("coach"),
    "coordinator": _("coordinator"),
    "fund_operator": _("fund operator"),
    "funder": _("funder"),
    "operator": _("operator"),
    "partner": _("partner"),
    "residents": _("residents"),
    "state_delegate": _("prefect’s delegate"),
    "strategic_partner": _("strategic partner"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One act, ready to be shown: when, the sentence, and (label, before, after) for what changed; before is None for a plain detail."""

    at: datetime
    sentence: str
    details: tuple[tuple[str, str | None, str], ...]


def say_entry(entry: Entry) -> Line:
    """The entry in the language of the page."""
    pattern = SENTENCES.get(entry.action, UNKNOWN)
    words = {"who": entry.actor_label, "what": entry.subject_label, "action": entry.action}
    return Line(entry.at, gettext(pattern) % words, tuple(_say_details(entry)))


def _say_details(entry: Entry) -> Iterator[tuple[str, str | None, str]]:
    details: Mapping[str, Any] = entry.details
    for key, value in details.items():
        if key == "changed" and isinstance(value, Mapping):
            for field, pair in value.items():
                before, after = pair if isinstance(pair, list) and len(pair) == 2 else ("", pair)
                yield _name_field(entry.subject_kind, field), str(before or "–"), str(after or "–")
        elif key in LABELS and value not in (None, "", 0):
            yield gettext(LABELS[key]), None, _say_value(value)


def _say_value(value: Any) -> str:
    """A role in words, a day or an instant as people write it, anything else as it is."""
    text = str(value)
    if text in ROLES:
        return gettext(ROLES[text])
    try:
        if len(text) == len("2026-01-31"):
            return date_format(date.fromisoformat(text), "DATE_FORMAT")
        return date_format(localtime(datetime.fromisoformat(text)), "SHORT_DATETIME_FORMAT")
    except ValueError:
        return text


def _name_field(kind: str, field: str) -> str:
    """The words people see for a field, its own name when the model is gone."""
    try:
        name = str(apps.get_model(kind)._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # a column, not a relation
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return field
    return name[:1].upper() + name[1:]
