"""Is the vision drafted, adopted, replaced, and never edited once adopted?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coalitions.vision.models import Vision
from coalitions.vision.operations import (
    CannotAdopt,
    CannotDraft,
    CannotEdit,
    adopt_vision,
    discard_draft,
    draft_vision,
    drop_change,
    edit_change,
    edit_vision,
    seek_change,
)
from coalitions.vision.queries import find_adopted, find_draft, list_change_choices, list_versions, summarise_plan
from impactplatform.accounts.gate import CannotAct
from impactplatform.audit.models import Entry
from tests.factories import ActionFactory
from tests.people import People, Side

DAY = date(2024, 6, 1)


def _draft(ours: Side) -> Vision:
    vision = draft_vision(coalition=ours.coalition, by=ours.coordinator, aspiration_fr="Chaque enfant grandit bien.")
    seek_change(vision=vision, by=ours.coordinator, title_fr="Lire à 7 ans", family="people")
    return vision


def _adopt(ours: Side) -> Vision:
    return adopt_vision(vision=_draft(ours), on=DAY, body="Assemblée", by=ours.coordinator)


def test_a_draft_is_adopted_by_a_body_on_a_day(ours: Side) -> None:
    vision = _adopt(ours)
    assert (vision.number, vision.state, vision.adopted_by_body) == (1, "adopted", "Assemblée")
    assert find_adopted(ours.coalition) == vision
    actions = list(Entry.objects.filter(scope="coalition:tisserands").values_list("action", flat=True))
    assert actions == ["vision.adopted", "vision.change_sought", "vision.drafted"]


def test_the_next_version_starts_from_the_one_in_force_and_replaces_it(ours: Side) -> None:
    first = _adopt(ours)
    second = draft_vision(coalition=ours.coalition, by=ours.coordinator)
    assert second.aspiration_fr == first.aspiration_fr
    assert second.changes.get().code == first.changes.get().code == "lire-a-7-ans"
    edit_change(change=second.changes.get(), by=ours.coordinator, title_fr="Lire à 8 ans")
    assert first.changes.get().title_fr == "Lire à 7 ans"
    adopt_vision(vision=second, on=DAY, body="Assemblée", by=ours.coordinator)
    first.refresh_from_db()
    assert first.state == "replaced"
    assert [v.number for v in list_versions(ours.coalition)] == [2, 1]


def test_what_is_adopted_is_not_edited(ours: Side) -> None:
    vision = _adopt(ours)
    change = vision.changes.get()
    for attempt in (
        lambda: edit_vision(vision=vision, version=vision.version, by=ours.coordinator, aspiration_fr="Autre"),
        lambda: seek_change(vision=vision, by=ours.coordinator, title_fr="x", family="people"),
        lambda: edit_change(change=change, by=ours.coordinator, title_fr="x"),
        lambda: drop_change(change=change, by=ours.coordinator),
        lambda: discard_draft(vision=vision, by=ours.coordinator),
    ):
        with pytest.raises(CannotEdit, match="already_adopted"):
            attempt()
    with pytest.raises(CannotAdopt, match="already_adopted"):
        adopt_vision(vision=vision, on=DAY, body="x", by=ours.coordinator)


def test_one_draft_at_a_time_and_it_can_be_given_up(ours: Side) -> None:
    vision = _draft(ours)
    with pytest.raises(CannotDraft, match="draft_exists"):
        draft_vision(coalition=ours.coalition, by=ours.coordinator, aspiration_fr="b")
    discard_draft(vision=vision, by=ours.coordinator)
    assert find_draft(ours.coalition) is None


def test_adopting_asks_for_a_body_a_day_and_a_change(ours: Side) -> None:
    vision = draft_vision(coalition=ours.coalition, by=ours.coordinator, aspiration_fr="a")
    tomorrow = timezone.localdate() + timedelta(days=1)
    for on, body, code in ((DAY, " ", "body_missing"), (tomorrow, "x", "future_date"), (DAY, "x", "no_change_sought")):
        with pytest.raises(CannotAdopt, match=code):
            adopt_vision(vision=vision, on=on, body=body, by=ours.coordinator)


def test_a_version_is_not_adopted_before_the_one_it_replaces(ours: Side) -> None:
    _adopt(ours)
    second = draft_vision(coalition=ours.coalition, by=ours.coordinator)
    with pytest.raises(CannotAdopt, match="before_the_one_in_force"):
        adopt_vision(vision=second, on=date(2024, 1, 1), body="x", by=ours.coordinator)


def test_two_people_do_not_overwrite_one_another(ours: Side) -> None:
    vision = _draft(ours)
    vision.refresh_from_db()
    seen = vision.version
    edit_vision(vision=vision, version=seen, by=ours.coordinator, story_fr="Parce que.")
    with pytest.raises(CannotEdit, match="changed_meanwhile"):
        edit_vision(vision=vision, version=seen, by=ours.second_coordinator, story_fr="Autre.")


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"aspiration_fr": ""}, "aspiration_missing"), ({"state": "adopted"}, "unknown_field")],
)
def test_edits_that_make_no_sense_are_refused(ours: Side, fields: dict[str, str], code: str) -> None:
    vision = _draft(ours)
    vision.refresh_from_db()
    with pytest.raises(CannotEdit, match=code):
        edit_vision(vision=vision, version=vision.version, by=ours.coordinator, **fields)


def test_a_change_needs_a_title_and_a_known_family(ours: Side) -> None:
    vision = _draft(ours)
    with pytest.raises(CannotEdit, match="title_missing"):
        seek_change(vision=vision, by=ours.coordinator, title_fr=" ", family="people")
    with pytest.raises(CannotEdit, match="unknown_family"):
        seek_change(vision=vision, by=ours.coordinator, title_fr="x", family="weather")


def test_only_coordinators_write(people: People) -> None:
    ours, theirs = people.ours, people.theirs
    for by in (ours.partner, ours.coach, ours.funder, theirs.coordinator, people.stranger, people.admin):
        with pytest.raises(CannotAct):
            draft_vision(coalition=ours.coalition, by=by, aspiration_fr="a")


def test_an_archived_coalition_drafts_nothing(ours: Side) -> None:
    type(ours.coalition).objects.update(archived_on=DAY)
    with pytest.raises(CannotDraft, match="archived"):
        draft_vision(coalition=ours.coalition, by=ours.coordinator, aspiration_fr="a")


def test_the_plan_puts_actions_under_the_change_they_serve(ours: Side) -> None:
    vision = _adopt(ours)
    ActionFactory(coalition=ours.coalition, change_code="lire-a-7-ans", title_fr="Bibliothèque")
    ActionFactory(coalition=ours.coalition, title_fr="Fête")
    ActionFactory(coalition=ours.coalition, title_fr="Interne", is_public=False)
    plan = summarise_plan(find_adopted(ours.coalition) or vision, public_only=True)
    assert [a.title for a in plan.families[0].changes[0].actions] == ["Bibliothèque"]
    assert [a.title for a in plan.other_actions] == ["Fête"]
    assert len(summarise_plan(vision, public_only=False).other_actions) == 2
    assert list_change_choices(ours.coalition) == [("lire-a-7-ans", "Lire à 7 ans")]
