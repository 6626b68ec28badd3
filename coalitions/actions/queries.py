"""Which actions does a coalition lead, for which change, and which may this reader see?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition
from impactplatform.accounts.domain import decide


def list_actions(
    coalition: Coalition, *, roles: Collection[str] = (), status: str = "", theme: str = ""
) -> QuerySet[Action]:
    """The actions whoever has these roles may see, by day of beginning, then by title. One query."""
    shown = Action.objects.filter(coalition=coalition).select_related("lead", "place")
    if not decide("action.view", roles):
        shown = shown.filter(is_public=True)
    if status:
        shown = shown.filter(status=status)
    if theme:
        shown = shown.filter(theme=theme)
    return shown.order_by("starts_on", "title_fr", "id")


def get_action(coalition: Coalition, slug: str) -> Action:
    """One action with its lead, place and partners; raises Action.DoesNotExist. Two queries."""
    found = Action.objects.select_related("coalition", "lead", "place").prefetch_related("partners__organisation")
    return found.get(coalition=coalition, slug=slug)


def list_public_actions_of(organisation_id: int) -> QuerySet[Action]:
    """The actions of public coalitions that an organisation leads or joins, latest first; each once."""
    public = Q(is_public=True, coalition__is_public=True, coalition__archived_on__isnull=True)
    theirs = Q(lead_id=organisation_id) | Q(pk__in=Action.objects.filter(partners__organisation_id=organisation_id))
    return Action.objects.filter(public & theirs).select_related("coalition").order_by("-starts_on", "title_fr", "id")


def list_actions_of(coalition: Coalition, organisations: Collection[int]) -> QuerySet[Action]:
    """The actions of a coalition that one of these organisations leads or joins; each once."""
    theirs = Q(lead_id__in=organisations) | Q(pk__in=Action.objects.filter(partners__organisation_id__in=organisations))
    return Action.objects.filter(theirs, coalition=coalition).select_related("lead", "place")


def list_late_actions(coalition: Coalition, on: date | None = None) -> QuerySet[Action]:
    """Planned or under way though their end has passed: a question for the next meeting."""
    open_status = (Action.Status.PLANNED, Action.Status.UNDER_WAY)
    return Action.objects.filter(
        coalition=coalition, status__in=open_status, ends_before__lte=on or timezone.localdate()
    )
