"""How is a row of the ledger said in words, in the active language?"""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from coalitions.funding.domain.ties import Tie
from coalitions.funding.models import (
    Agreement,
    Allocation,
    Entry,
    Expense,
    InKindContribution,
    Instalment,
    Payment,
    Pledge,
)
from coalitions.funding.vocabulary import RestrictionKind, RowKind
from coalitions.territories.models import Territory
from impactplatform.charts.words import say_period
from impactplatform.kernel.periods import NotAPeriod, Period


def name_theme(slug: str) -> str:
    """A theme, a kind of expense or of gift, as people read its slug: translated when the catalogue knows it.

    >>> name_theme("social-ties")
    'Social ties'
    """
    if not slug:
        return ""
    words = slug.replace("-", " ").replace("_", " ")
    return gettext(words[:1].upper() + words[1:])


def name_tie(tie: Tie) -> str:
    """What a sum is tied to: "theme: housing", a place by its name, a period in words. One query for a place."""
    if tie.is_free:
        return gettext("free of any tie")
    kind = gettext(RestrictionKind(tie.kind).label)
    return gettext("%(kind)s “%(value)s”") % {"kind": kind, "value": _name_value(tie)}


def _name_value(tie: Tie) -> str:
    if tie.kind == RestrictionKind.PLACE:
        scheme, _, code = tie.value.partition(":")
        place = Territory.objects.filter(scheme=scheme, code=code).first()
        return place.name if place else tie.value
    if tie.kind == RestrictionKind.PERIOD:
        try:
            return say_period(Period.parse(tie.value), get_language() or "fr")
        except NotAPeriod:
            return tie.value
    return name_theme(tie.value)


def describe(kind: RowKind, entry: Entry) -> tuple[str, str, str]:
    """Of a row: who it concerns, what it is about, and what to know of it (its state, its tie, that it is a reversal)."""
    who, what, state = _describe(entry)
    notes = [state]
    if entry.reverses is not None:
        notes = [gettext("reverses row %(row)s: %(why)s") % {"row": _name_row(entry), "why": entry.why}]
    elif entry.why:
        notes.append(entry.why)
    return who, what, " · ".join(note for note in notes if note)


def _describe(entry: Entry) -> tuple[str, str, str]:
    if isinstance(entry, Pledge | Agreement | Instalment):
        tie = Tie(entry.restriction_kind, entry.restriction_value)
        return entry.funder.name, "" if tie.is_free else name_tie(tie), ""
    if isinstance(entry, Allocation):
        return entry.coalition.name, entry.action.title if entry.action else name_theme(entry.theme), _say_state(entry)
    if isinstance(entry, Payment | Expense):
        subject = entry.allocation.action.title if entry.allocation.action else entry.allocation.coalition.name
        kind = f"{subject} · {name_theme(entry.kind)}" if isinstance(entry, Expense) and entry.kind else subject
        return entry.payee.name if entry.payee else "", kind, _say_state(entry)
    if isinstance(entry, InKindContribution):
        return entry.giver.name, f"{name_theme(entry.kind)} {entry.quantity}".strip(), entry.basis
    return "", "", ""


def _say_state(entry: Allocation | Payment | Expense) -> str:
    """Nothing for what simply counts; a word for what waits or was refused."""
    plain = {Allocation.State.IN_FORCE, Payment.State.SENT, Expense.State.VALIDATED}
    return "" if entry.state in plain else str(entry.get_state_display())


def _name_row(entry: Entry) -> str:
    first = entry.reverses
    return "" if first is None else first.reference or first.code or str(first.pk)
