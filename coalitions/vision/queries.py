"""What is the shared vision today, what is being written, what was it before, and which actions serve each change?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from coalitions.collectives.models import Coalition
from coalitions.vision.domain import Change, Version
from coalitions.vision.models import ChangeSought, Vision


@dataclass(frozen=True, slots=True)
class ChangeInPlan:
    """A change sought with the actions that serve it."""

    change: ChangeSought
    actions: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FamilyInPlan:
    """One of the four families, with its changes; families without any are left out."""

    code: str
    label: str
    changes: tuple[ChangeInPlan, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Aspiration, changes, actions. `other_actions` serve no change of this version."""

    vision: Vision
    families: tuple[FamilyInPlan, ...]
    other_actions: tuple[Any, ...]


def get_vision(coalition: Coalition, number: int) -> Vision:
    """One version with its changes; raises Vision.DoesNotExist. Two queries."""
    return coalition.visions.prefetch_related("changes").get(number=number)


def find_adopted(coalition: Coalition) -> Vision | None:
    """The version in force, with its changes. Two queries."""
    return coalition.visions.prefetch_related("changes").filter(state=Vision.State.ADOPTED).first()


def find_draft(coalition: Coalition) -> Vision | None:
    """The version being written, with its changes. Two queries."""
    return coalition.visions.prefetch_related("changes").filter(state=Vision.State.DRAFT).first()


def list_versions(coalition: Coalition) -> QuerySet[Vision]:
    """The versions that were adopted one day, latest first."""
    return coalition.visions.exclude(state=Vision.State.DRAFT).order_by("-number")


def list_change_codes(coalition: Coalition) -> frozenset[str]:
    """The codes of the changes of every version, for what refers to them. One query."""
    return frozenset(ChangeSought.objects.filter(vision__coalition=coalition).values_list("code", flat=True))


def list_change_choices(coalition: Coalition) -> list[tuple[str, str]]:
    """(code, title) of the changes an action may serve: those of the version in force, else of the draft."""
    vision = find_adopted(coalition) or find_draft(coalition)
    return [(change.code, change.title) for change in vision.changes.all()] if vision else []


def summarise_plan(vision: Vision, *, public_only: bool) -> Plan:
    """The plan of a version (fetched with its changes). One query for the actions, with their leads."""
    actions = vision.coalition.actions.select_related("lead")
    shown = list(actions.filter(is_public=True) if public_only else actions)
    changes = list(vision.changes.all())
    families = tuple(
        FamilyInPlan(code, str(label), served)
        for code, label in ChangeSought.Family.choices
        if (served := tuple(_serve(change, shown) for change in changes if change.family == code))
    )
    known = {change.code for change in changes}
    return Plan(vision, families, tuple(action for action in shown if action.change_code not in known))


def read_version(vision: Vision) -> Version:
    """A version as values, in the reader's language, to compare. No query when its changes were fetched with it."""
    changes = tuple(Change(c.code, c.title, c.family, c.for_whom, c.by_when) for c in vision.changes.all())
    return Version(vision.number, vision.aspiration, vision.story, changes)


def _serve(change: ChangeSought, actions: list[Any]) -> ChangeInPlan:
    return ChangeInPlan(change, tuple(action for action in actions if action.change_code == change.code))
