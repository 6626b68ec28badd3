"""Which lists did a coalition receive, what was read of them, and whom could their rows be?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from coalitions.collectives.models import Coalition, Seat
from coalitions.collectives.vocabulary import SeatRole
from coalitions.organisations.models import Identifier, Organisation
from coalitions.partnerlists.domain.headers import read_title, title_words
from coalitions.partnerlists.domain.likeness import Card
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.vocabulary import Target
from impactplatform.accounts.models import User
from impactplatform.jobs.models import Job

UNDO_DAYS = 30
EXAMPLES = 25
State = PartnerList.State


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Rows that one repair would mend: same problem in the same column. `rows` are a few of them."""

    code: str
    column: str
    count: int
    with_proposal: int
    rows: list[tuple[int, str, str]]


def get_partner_list(pk: int) -> PartnerList:
    """The list with its coalition; raises PartnerList.DoesNotExist. One query."""
    return PartnerList.objects.select_related("coalition", "uploaded_by").get(pk=pk)


def list_partner_lists(coalitions: Iterable[Coalition]) -> QuerySet[PartnerList]:
    """The lists these coalitions received, newest first, without the heavy columns."""
    return (
        PartnerList.objects.filter(coalition__in=list(coalitions))
        .select_related("coalition")
        .defer("reading", "columns")
    )


def list_coordinated(user: User) -> QuerySet[Coalition]:
    """The coalitions somebody may import into today, by name. One query."""
    seats = Seat.objects.in_force(timezone.localdate()).filter(user=user, role=SeatRole.COORDINATOR)
    return Coalition.objects.filter(pk__in=seats.values("coalition"), archived_on__isnull=True).order_by("name_fr")


def find_same_file(coalition: Coalition, digest: str) -> PartnerList | None:
    """The list made of the very same bytes that this coalition already saved and did not undo, or None."""
    return coalition.partner_lists.filter(digest=digest, state=State.APPLIED).first()


def recall_columns(coalition: Coalition) -> dict[str, str]:
    """Title words -> field, as people confirmed them in this coalition's earlier lists; the latest counts. One query."""
    known: dict[str, str] = {}
    states = (State.APPLIED, State.UNDONE)
    earlier = coalition.partner_lists.filter(state__in=states).order_by("id").values_list("columns", flat=True)
    for columns in earlier:
        known.update({" ".join(title_words(c["source"])): c["target"] for c in columns if c["target"]})
    return known


def is_known_title(header: str) -> bool:
    """Whether a column title says something to us: what tells the list from a decoy sheet."""
    return read_title(header)[0] not in (Target.IGNORED, Target.NOTE)


def list_cards(coalition: Coalition) -> list[Card]:
    """What rows are compared with: members of this coalition, and organisations that are public anyway. Two queries.

    A rival coalition's private partners are not looked at: a look-alike would give away their names.
    """
    public = Q(memberships__coalition__is_public=True, memberships__coalition__archived_on__isnull=True)
    seen = Q(memberships__coalition=coalition) | public | Q(programme_roles__isnull=False)
    fields = ("pk", "name", "postcode", "town", "email")
    visible = Organisation.objects.filter(seen, merged_into__isnull=True)
    organisations = visible.order_by("pk").values_list(*fields).distinct()
    numbers: dict[int, list[tuple[str, str]]] = {}
    known = Identifier.objects.filter(organisation__in=visible.values("pk"))
    for owner, scheme, value in known.values_list("organisation_id", "scheme", "value"):
        numbers.setdefault(owner, []).append((scheme, value))
    return [
        Card(pk, name, tuple(numbers.get(pk, ())), postcode, town, email)
        for pk, name, postcode, town, email in organisations
    ]


def summarise_rows(partner_list: PartnerList) -> dict[str, int]:
    """How many rows of each kind, as the plan stands now. One query.

    `ready` would be saved as they are; `to_review` wait for a decision and stay out until then; `merged` go into another.
    """
    counts: Counter[str] = Counter()
    for verdict, decision, number in (
        partner_list.rows.order_by().values_list("verdict", "decision").annotate(number=Count("id"))
    ):
        counts["rows"] += number
        counts[_kind_of(verdict, decision)] += number
    kinds = ("new", "update", "unchanged", "merged", "left", "to_review", "rejected")
    summary = {kind: counts[kind] for kind in ("rows", *kinds)}
    summary["ready"] = counts["new"] + counts["update"] + counts["unchanged"]
    return summary


def _kind_of(verdict: str, decision: str) -> str:
    if verdict == PartnerRow.Verdict.REJECTED:
        return "rejected"
    if decision == PartnerRow.Decision.LEAVE:
        return "left"
    if verdict != PartnerRow.Verdict.DUPLICATE:
        return verdict
    return {"merge": "merged", "keep_both": "new"}.get(decision, "to_review")


def group_problems(partner_list: PartnerList) -> list[ProblemGroup]:
    """Rejected rows by what would mend them, most rows first, with a few examples each. One query."""
    groups: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    rejected = partner_list.rows.filter(verdict=PartnerRow.Verdict.REJECTED).order_by("number")
    for number, problems in rejected.values_list("number", "problems"):
        for problem in problems:
            row = (number, problem.get("text", ""), problem.get("proposal", ""))
            groups.setdefault((problem["code"], problem["column"]), []).append(row)
    made = [
        ProblemGroup(code, column, len(rows), sum(1 for row in rows if row[2]), rows[:EXAMPLES])
        for (code, column), rows in groups.items()
    ]
    return sorted(made, key=lambda group: -group.count)


def list_duplicates(partner_list: PartnerList, *, undecided: bool = False) -> QuerySet[PartnerRow]:
    """The rows that look like another, in the order of the file."""
    rows = partner_list.rows.filter(verdict=PartnerRow.Verdict.DUPLICATE).select_related("candidate")
    return (rows.filter(decision="") if undecided else rows).order_by("number")


def is_undoable(partner_list: PartnerList) -> bool:
    """Saved, not undone, and within thirty days."""
    applied = partner_list.applied_at
    return (
        partner_list.state == State.APPLIED
        and applied is not None
        and timezone.now() < applied + timedelta(days=getattr(settings, "IMPORT_UNDO_DAYS", UNDO_DAYS))
    )


def find_open_job(partner_list: PartnerList) -> Job | None:
    """The work under way on this list, or None. One query."""
    states = (Job.State.WAITING, Job.State.RUNNING)
    scope = f"{partner_list.coalition.scope}:imports"
    return Job.objects.filter(scope=scope, payload__list=partner_list.pk, state__in=states).first()


def find_failed_job(partner_list: PartnerList) -> Job | None:
    """The latest work on this list, when it was stopped by a problem. One query."""
    scope = f"{partner_list.coalition.scope}:imports"
    latest = Job.objects.filter(scope=scope, payload__list=partner_list.pk).order_by("-pk").first()
    return latest if latest and latest.state == Job.State.FAILED else None


def get_steps_done(partner_list: PartnerList) -> str:
    """Where the wizard stands: columns, rows, duplicates, check or done."""
    if partner_list.state in (State.UPLOADED, State.COLUMNS):
        return "columns"
    if partner_list.state in (State.APPLIED, State.UNDONE, State.ABANDONED, State.REFUSED):
        return "done"
    counts = summarise_rows(partner_list)
    return "rows" if counts["rejected"] else "duplicates" if counts["to_review"] else "check"
