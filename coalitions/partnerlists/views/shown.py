"""What does each step of the wizard show, in words?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coalitions.collectives.queries import list_all_roles
from coalitions.organisations.models import Organisation
from coalitions.partnerlists.domain.plan import list_choices
from coalitions.partnerlists.exports import say_problem, say_reasons
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.queries import TAKEN, UNDO_DAYS, Entry, ProblemGroup, get_partner_list
from coalitions.partnerlists.vocabulary import Target
from impactplatform.accounts.gate import SignInNeeded, gate
from impactplatform.accounts.models import User

STEPS = ("columns", "rows", "duplicates", "check", "done")
SIDE_FIELDS = ("name", "street", "postcode", "town", "email", "phone")
CHANGES_SHOWN = 20


def get_person(request: HttpRequest) -> User:
    """Who is signed in, or the sign-in page."""
    if not isinstance(request.user, User):
        raise SignInNeeded
    return request.user


def open_list(request: HttpRequest, pk: int, verb: str = "import.preview") -> PartnerList:
    """The list, for those who may import into its coalition; a 404 for the others."""
    person = get_person(request)
    try:
        partner_list = get_partner_list(pk)
    except PartnerList.DoesNotExist:
        raise Http404 from None
    gate(request, verb, list_all_roles(person, partner_list.coalition))
    return partner_list


def frame(partner_list: PartnerList | None, step: str) -> dict[str, Any]:
    """What every step has: the stepper, the way back, the demonstration banner."""
    words = [
        _("File"),
        _("Columns"),
        _("Rows"),
        _("Duplicates"),
        _("Check"),
        pgettext("last step of an import", "Done"),
    ]
    return {
        "partner_list": partner_list,
        "steps": words,
        "current": STEPS.index(step) + 2 if step in STEPS else 1,
        "crumbs": [(_("Imports"), reverse("partnerlists:list"))],
        "fictitious": bool(partner_list and partner_list.coalition.is_fictitious),
    }


def describe_groups(groups: Sequence[ProblemGroup]) -> list[dict[str, Any]]:
    """Problems with the same repair: what is wrong, a few rows, and which repairs make sense."""
    return [
        {
            "group": group,
            "anchor": f"group-{place}",
            "why": say_problem(group.code),
            "rows": [{"number": number, "text": text, "proposal": proposal} for number, text, proposal in group.rows],
            "more": group.count - len(group.rows),
            "can_fix": bool(group.column),
            "can_clear": bool(group.column) and not group.code.startswith("name_"),
        }
        for place, group in enumerate(groups, start=1)
    ]


def describe_pairs(rows: Sequence[PartnerRow], partner_list: PartnerList) -> list[dict[str, Any]]:
    """Each look-alike beside what it looks like. One query for the rows they repeat."""
    numbers = [row.same_as_row for row in rows if row.same_as_row]
    firsts = {row.number: row for row in partner_list.rows.filter(number__in=numbers)}
    return [_describe_pair(row, firsts) for row in rows]


def _describe_pair(row: PartnerRow, firsts: dict[int, PartnerRow]) -> dict[str, Any]:
    first = firsts.get(row.same_as_row or 0)
    other = _of_row(first) if first else _of_organisation(row.candidate) if row.candidate else {}
    mine = _of_row(row)
    labels = {target.value: target.label for target in Target}
    lines = [
        (_(labels[name]), mine.get(name, ""), other.get(name, ""))
        for name in SIDE_FIELDS
        if mine.get(name) or other.get(name)
    ]
    lines.append((_("registration number"), mine["numbers"], other.get("numbers", "")))
    return {
        "row": row,
        "lines": lines,
        "why": say_reasons(row.reasons, row.score),
        "choices": list_choices(row.reasons),
        "other": _("row %(number)s of this file") % {"number": first.number} if first else _("the directory"),
    }


def _of_row(row: PartnerRow) -> dict[str, str]:
    numbers = ", ".join(f"{scheme.upper()} {value}" for scheme, value in row.values["identifiers"])
    return {**row.values["values"], "numbers": numbers}


def _of_organisation(organisation: Organisation) -> dict[str, str]:
    numbers = ", ".join(str(one) for one in organisation.identifiers.all())
    return {**{name: getattr(organisation, name) for name in SIDE_FIELDS}, "numbers": numbers}


def describe_changes(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """What would change in organisations already there: a sample, field by field."""
    changes = []
    for entry in entries:
        if entry.organisation is None:
            continue
        held = entry.before["values"]
        differing = [name for name in TAKEN if entry.values.get(name, "") != held[name]]
        for name in differing:
            label = Organisation._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # a column, not a relation
            change = {"row": entry.number, "name": entry.organisation.name, "field": label}
            changes.append({**change, "before": held[name], "after": entry.values[name]})
        if len(changes) >= CHANGES_SHOWN:
            break
    return changes[:CHANGES_SHOWN]


def undo_until(partner_list: PartnerList) -> Any:
    """The last day on which the whole import can be taken back."""
    return partner_list.applied_at + timedelta(days=UNDO_DAYS) if partner_list.applied_at else None
