"""Do actions begin, move and gain partners by those who may, and leave traces?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coalitions.actions.models import Action
from coalitions.actions.operations import (
    CannotCreate,
    CannotEdit,
    CannotJoin,
    CannotMove,
    change_status,
    create_action,
    edit_action,
    join_action,
    leave_action,
    remove_action,
)
from coalitions.actions.queries import (
    get_action,
    list_actions,
    list_actions_of,
    list_late_actions,
    list_public_actions_of,
)
from impactplatform.accounts.gate import CannotAct
from impactplatform.audit.models import Entry
from tests.factories import ActionFactory, ChangeFactory, OrganisationFactory, VisionFactory
from tests.people import People, Side


def _create(ours: Side, **fields: Any) -> Action:
    return create_action(
        coalition=ours.coalition, by=ours.coordinator, **{"title_fr": "Jardin", "lead": ours.member, **fields}
    )


def test_a_coordinator_begins_an_action_with_partners(ours: Side) -> None:
    ChangeFactory(vision=VisionFactory(coalition=ours.coalition), code="manger")
    action = _create(ours, partners=[ours.backbone, ours.member], change_code="manger", theme="food")
    assert action.slug == "jardin"
    assert [p.organisation for p in action.partners.all()] == [ours.backbone]
    assert action.history.get().history_user == ours.coordinator
    assert Entry.objects.get(action="action.created").scope == "coalition:tisserands"
    assert _create(ours).slug == "jardin-2"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title_fr": " "}, "title_missing"),
        ({"change_code": "rien"}, "unknown_change"),
        ({"status": "lost"}, "unknown_status"),
        ({"starts_on": date(2024, 2, 1), "ends_before": date(2024, 1, 1)}, "dates_not_in_order"),
        ({"colour": "red"}, "unknown_field"),
    ],
)
def test_what_makes_no_sense_is_refused(ours: Side, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(CannotCreate, match=code):
        _create(ours, **fields)
    assert not Action.objects.exists()


def test_the_lead_is_a_member(ours: Side) -> None:
    with pytest.raises(CannotCreate, match="not_member"):
        _create(ours, lead=OrganisationFactory())


def test_a_partner_leads_for_its_own_organisation_only(ours: Side) -> None:
    action = create_action(coalition=ours.coalition, by=ours.partner, title_fr="Atelier", lead=ours.member)
    edited = edit_action(action=action, version=1, by=ours.partner, title_fr="Ateliers")
    assert edited.version == 2
    with pytest.raises(CannotEdit, match="lead_not_own"):
        edit_action(action=action, version=2, by=ours.partner, lead=ours.backbone)
    for lead in (ours.backbone, None):
        with pytest.raises(CannotAct):
            create_action(coalition=ours.coalition, by=ours.partner, title_fr="x", lead=lead)
    with pytest.raises(CannotAct):
        remove_action(action=action, by=ours.partner)


def test_the_others_write_nothing(people: People) -> None:
    ours, theirs = people.ours, people.theirs
    action = _create(ours)
    for by in (ours.coach, ours.funder, theirs.coordinator, theirs.partner, people.stranger, people.admin):
        with pytest.raises(CannotAct):
            edit_action(action=action, version=1, by=by, title_fr="x")
        with pytest.raises(CannotAct):
            change_status(action=action, status="under_way", by=by)


def test_moving_keeps_the_reason(ours: Side) -> None:
    action = _create(ours)
    change_status(action=action, status="under_way", by=ours.coordinator)
    with pytest.raises(CannotMove, match="reason_missing"):
        change_status(action=action, status="stopped", by=ours.coordinator)
    stopped = change_status(action=action, status="stopped", reason="Plus de local", by=ours.coordinator)
    assert stopped.status_reason == "Plus de local"
    assert Entry.objects.filter(action="action.moved").first().details == {  # type: ignore[union-attr]
        "before": "under_way",
        "after": "stopped",
        "reason": "Plus de local",
    }
    with pytest.raises(CannotMove, match="changed_meanwhile"):
        change_status(action=action, status="done", reason="x", by=ours.coordinator, version=1)


def test_editing_nothing_writes_nothing_and_a_late_edit_is_refused(ours: Side) -> None:
    action = _create(ours)
    assert edit_action(action=action, version=1, by=ours.coordinator, title_fr="Jardin").version == 1
    assert not Entry.objects.filter(action="action.edited").exists()
    edit_action(action=action, version=1, by=ours.coordinator, theme="food")
    with pytest.raises(CannotEdit, match="changed_meanwhile"):
        edit_action(action=action, version=1, by=ours.coordinator, theme="health")


def test_members_join_and_leave(ours: Side) -> None:
    action = _create(ours, lead=ours.backbone)
    partner = join_action(action=action, organisation=ours.member, by=ours.partner)
    for organisation, code in (
        (ours.member, "already_partner"),
        (ours.backbone, "is_lead"),
        (OrganisationFactory(), "not_member"),
    ):
        with pytest.raises(CannotJoin, match=code):
            join_action(action=action, organisation=organisation, by=ours.coordinator)
    with pytest.raises(CannotAct):
        join_action(action=action, organisation=ours.giver, by=ours.partner)
    leave_action(partner=partner, by=ours.partner)
    assert not action.partners.exists()
    assert Entry.objects.filter(action__in=["action.joined", "action.left"]).count() == 2


def test_removing_leaves_a_trace(ours: Side) -> None:
    action = _create(ours)
    remove_action(action=action, by=ours.coordinator)
    assert not Action.objects.exists()
    assert Entry.objects.get(action="action.removed").subject_label == "Jardin"


def test_lists_show_each_reader_what_they_may_see(ours: Side, django_assert_num_queries: Callable[..., Any]) -> None:
    _create(ours, theme="food")
    _create(ours, title_fr="Interne", is_public=False)
    with django_assert_num_queries(1):
        assert [a.title for a in list_actions(ours.coalition, roles={"visitor"})] == ["Jardin"]
    assert len(list_actions(ours.coalition, roles={"partner"})) == 2
    assert [a.title for a in list_actions(ours.coalition, roles={"partner"}, theme="food")] == ["Jardin"]
    assert not list_actions(ours.coalition, roles={"partner"}, status="done")


def test_actions_of_an_organisation_count_once_and_only_public_ones(ours: Side) -> None:
    action = _create(ours, partners=[ours.backbone, ours.giver])
    _create(ours, title_fr="Interne", is_public=False)
    type(ours.coalition).objects.update(is_public=True)
    assert list(list_public_actions_of(ours.member.pk)) == list(list_public_actions_of(ours.giver.pk)) == [action]
    assert len(list_actions_of(ours.coalition, [ours.member.pk, ours.backbone.pk])) == 2
    assert get_action(ours.coalition, "jardin") == action
    type(ours.coalition).objects.update(is_public=False)
    assert not list_public_actions_of(ours.member.pk)


def test_late_actions_are_open_ones_past_their_end(ours: Side) -> None:
    ended = {"coalition": ours.coalition, "ends_before": date(2024, 1, 1)}
    late = ActionFactory(**ended, status="under_way")
    ActionFactory(**ended, status="done")
    assert list(list_late_actions(ours.coalition, date(2024, 1, 1))) == [late]
    assert not list_late_actions(ours.coalition, date(2023, 12, 31))
