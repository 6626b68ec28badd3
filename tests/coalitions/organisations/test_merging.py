"""Do two records become one without losing anything, and can they be parted again?"""

from __future__ import annotations

import pytest

from coalitions.collectives.models import Membership
from coalitions.organisations.operations import (
    create_organisation,
    edit_organisation,
    merge_organisations,
    undo_merge,
)
from coalitions.organisations.operations.merging import CannotMerge, Merge
from coalitions.organisations.queries import find_survivor
from impactplatform.accounts.gate import CannotAct
from impactplatform.audit.models import Entry
from tests.factories import MembershipFactory
from tests.people import Side

ROLES = frozenset({"coordinator"})


def _twin(ours: Side) -> Merge:
    twin = create_organisation(
        name="Membre (doublon)", town="Liévin", identifiers=(("rna", "W751092330"),), by=ours.coordinator, roles=ROLES
    )
    MembershipFactory(coalition=ours.coalition, organisation=twin, role="partner")
    MembershipFactory(coalition=ours.coalition, organisation=twin, role="residents")
    return merge_organisations(survivor=ours.member, absorbed=twin, by=ours.coordinator, roles=ROLES)


def test_what_may_move_moves_and_a_part_held_twice_stays(ours: Side) -> None:
    merge = _twin(ours)
    ours.member.refresh_from_db()
    roles = Membership.objects.filter(organisation=ours.member).values_list("role", flat=True)
    assert sorted(roles) == ["partner", "residents"]
    assert ours.member.town == "Liévin"
    assert merge.filled == ["town"]
    assert ours.member.identifiers.get().value == "W751092330"
    assert Entry.objects.get(action="organisation.merged").details == merge.as_details()


def test_the_absorbed_record_leads_to_the_survivor(ours: Side) -> None:
    merge = _twin(ours)
    absorbed = type(ours.member).objects.get(pk=merge.absorbed)
    assert find_survivor(absorbed) == ours.member


def test_undoing_gives_everything_back(ours: Side) -> None:
    merge = Merge(**Entry.objects.get(action="organisation.merged").details) if _twin(ours) else None
    assert merge is not None
    freed = undo_merge(merge=merge, by=ours.coordinator, roles=ROLES)
    ours.member.refresh_from_db()
    assert freed.merged_into is None
    assert freed.identifiers.count() == 1
    assert freed.memberships.count() == 2
    assert ours.member.town == ""
    with pytest.raises(CannotMerge, match="not_merged"):
        undo_merge(merge=merge, by=ours.coordinator, roles=ROLES)


def test_undoing_leaves_what_was_changed_since(ours: Side) -> None:
    merge = _twin(ours)
    ours.member.refresh_from_db()
    edit_organisation(
        organisation=ours.member, version=ours.member.version, town="Lens", by=ours.coordinator, roles=ROLES
    )
    undo_merge(merge=merge, by=ours.coordinator, roles=ROLES)
    ours.member.refresh_from_db()
    assert ours.member.town == "Lens"


def test_one_cannot_merge_with_itself_nor_twice_nor_as_a_partner(ours: Side) -> None:
    with pytest.raises(CannotMerge, match="same_organisation"):
        merge_organisations(survivor=ours.member, absorbed=ours.member, by=ours.coordinator, roles=ROLES)
    merge = _twin(ours)
    absorbed = type(ours.member).objects.get(pk=merge.absorbed)
    with pytest.raises(CannotMerge, match="already_merged"):
        merge_organisations(survivor=ours.backbone, absorbed=absorbed, by=ours.coordinator, roles=ROLES)
    with pytest.raises(CannotAct):
        merge_organisations(survivor=ours.backbone, absorbed=ours.member, by=ours.partner, roles={"partner"})
