"""Does each act on a coalition do its work, refuse what it must, and leave one trace?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from coalitions.collectives import operations as do
from coalitions.collectives.models import Coalition, CoalitionPlace, Membership, Seat
from coalitions.territories.models import TerritoryLink
from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import get_system_user
from impactplatform.audit.models import Entry
from tests.factories import CoalitionFactory, OrganisationFactory, TerritoryFactory
from tests.people import People

TODAY = timezone.localdate()


def actions() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


def make(by: User, **fields: Any) -> Coalition:
    return do.create_coalition(by=by, name_fr="Quartier du Port", **fields)


class TestCoalition:
    def test_an_admin_begins_one_that_is_not_public(self, admin: User) -> None:
        coalition = make(admin, country="FR")
        assert (coalition.slug, coalition.is_public, coalition.version) == ("quartier-du-port", False, 1)
        assert actions() == ["coalition.created"]

    def test_so_does_the_platform_itself_and_nobody_else(self, people: People) -> None:
        make(get_system_user())
        for user in (people.ours.coordinator, people.theirs.partner, people.stranger):
            with pytest.raises(CannotAct):
                make(user, slug="autre")

    @pytest.mark.parametrize("slug", ["nouvelle", "new", "tisserands"])
    def test_an_address_is_taken_once(self, admin: User, slug: str) -> None:
        CoalitionFactory(slug="tisserands")
        with pytest.raises(do.CannotCreate) as refusal:
            make(admin, slug=slug)
        assert refusal.value.code == "slug_taken"

    def test_a_coordinator_changes_the_profile_and_the_trail_says_what(self, people: People) -> None:
        ours = people.ours
        edited = do.edit_coalition(
            coalition=ours.coalition, by=ours.coordinator, version=1, changes={"contact_email": "awa@example.org"}
        )
        assert (edited.contact_email, edited.version) == ("awa@example.org", 2)
        assert Entry.objects.get().details == {"changed": {"contact_email": ["", "awa@example.org"]}}
        again = do.edit_coalition(
            coalition=ours.coalition, by=ours.coordinator, version=1, changes={"contact_email": "awa@example.org"}
        )
        assert again.version == 2
        assert actions() == ["coalition.edited"]

    def test_a_late_edit_is_refused_with_both_values(self, people: People) -> None:
        ours = people.ours
        do.edit_coalition(coalition=ours.coalition, by=ours.coordinator, version=1, changes={"name_en": "Weavers"})
        with pytest.raises(do.CannotEdit) as refusal:
            do.edit_coalition(
                coalition=ours.coalition, by=ours.second_coordinator, version=1, changes={"name_en": "Spinners"}
            )
        assert refusal.value.code == "stale"
        assert refusal.value.details["yours"] == {"name_en": "Spinners"}
        assert refusal.value.details["theirs"] == {"name_en": "Weavers"}

    def test_who_may_not_edit(self, people: People) -> None:
        refused = (people.ours.partner, people.ours.coach, people.theirs.coordinator, people.stranger, people.admin)
        for user in refused:
            with pytest.raises(CannotAct):
                do.edit_coalition(coalition=people.ours.coalition, by=user, version=1, changes={"name_en": "x"})

    def test_the_address_and_the_fiction_mark_are_no_profile(self, people: People) -> None:
        for field in ("slug", "is_fictitious", "archived_on"):
            with pytest.raises(do.CannotEdit, match="unknown_field"):
                do.edit_coalition(
                    coalition=people.ours.coalition, by=people.ours.coordinator, version=1, changes={field: "x"}
                )

    def test_an_archived_coalition_is_only_read(self, people: People) -> None:
        ours = people.ours
        do.archive_coalition(coalition=ours.coalition, by=people.admin)
        do.archive_coalition(coalition=ours.coalition, by=people.admin)
        assert actions() == ["coalition.archived"]
        with pytest.raises(do.CannotEdit, match="archived"):
            do.edit_coalition(coalition=ours.coalition, by=ours.coordinator, version=2, changes={"name_en": "x"})
        with pytest.raises(do.CannotEdit, match="archived"):
            do.add_member(coalition=ours.coalition, by=ours.coordinator, organisation=OrganisationFactory())


class TestPlaces:
    def test_one_place_is_the_perimeter_and_two_get_their_own(self, admin: User) -> None:
        coalition = make(get_system_user())
        first, second = TerritoryFactory(), TerritoryFactory()
        do.add_place(coalition=coalition, by=get_system_user(), territory=first)
        assert coalition.perimeter == first
        do.add_place(coalition=coalition, by=get_system_user(), territory=second, starts_on=date(2025, 1, 1))
        perimeter = coalition.perimeter
        assert perimeter is not None
        assert (perimeter.scheme, perimeter.code, perimeter.kind) == ("coalition", "quartier-du-port", "perimeter")
        links = set(TerritoryLink.objects.filter(parent=perimeter).values_list("child_id", "valid_from", "valid_until"))
        assert links == {(first.pk, None, None), (second.pk, date(2025, 1, 1), None)}

    def test_a_place_that_ends_stays_in_the_perimeter_until_its_day(self, people: People) -> None:
        ours = people.ours
        third = do.add_place(coalition=ours.coalition, by=ours.coordinator, territory=TerritoryFactory())
        do.end_place(place=third, by=ours.coordinator, ends_before=date(2026, 7, 1))
        link = TerritoryLink.objects.get(child=third.territory)
        assert link.valid_until == date(2026, 7, 1)
        assert actions() == ["place.added", "place.ended"]

    def test_refusals(self, people: People) -> None:
        ours = people.ours
        place = CoalitionPlace.objects.filter(coalition=ours.coalition)[0]
        with pytest.raises(do.CannotAddPlace, match="already_there"):
            do.add_place(coalition=ours.coalition, by=ours.coordinator, territory=place.territory)
        place.starts_on = date(2026, 1, 1)
        place.save()
        with pytest.raises(do.CannotEnd, match="before_start"):
            do.end_place(place=place, by=ours.coordinator, ends_before=date(2025, 1, 1))
        with pytest.raises(CannotAct):
            do.end_place(place=place, by=people.theirs.coordinator, ends_before=TODAY)
        with pytest.raises(CannotAct):
            do.add_place(coalition=ours.coalition, by=ours.partner, territory=TerritoryFactory())

    def test_a_coalition_does_not_work_for_its_own_outline(self, people: People) -> None:
        outline = TerritoryFactory(scheme="coalition", code="tisserands", kind="perimeter")
        with pytest.raises(do.CannotAddPlace, match="own_perimeter"):
            do.add_place(coalition=people.ours.coalition, by=people.ours.coordinator, territory=outline)


class TestMembers:
    def test_an_organisation_may_hold_two_parts_but_none_twice(self, people: People) -> None:
        ours, newcomer = people.ours, OrganisationFactory()
        for role in ("partner", "funder"):
            do.add_member(coalition=ours.coalition, by=ours.coordinator, organisation=newcomer, role=role)
        with pytest.raises(do.CannotAddMember, match="already_member"):
            do.add_member(coalition=ours.coalition, by=ours.coordinator, organisation=newcomer)
        with pytest.raises(do.CannotAddMember, match="unknown_role"):
            do.add_member(coalition=ours.coalition, by=ours.coordinator, organisation=newcomer, role="king")
        assert actions() == ["member.added", "member.added"]

    def test_leaving_ends_the_seats_of_those_who_spoke_for_it(self, people: People) -> None:
        ours = people.ours
        membership = Membership.objects.get(coalition=ours.coalition, organisation=ours.member)
        do.end_membership(membership=membership, by=ours.coordinator)
        assert Seat.objects.get(user=ours.partner).ends_before == TODAY
        assert Entry.objects.get().details["seats_ended"] == 1
        with pytest.raises(do.CannotEnd, match="already_ended"):
            do.end_membership(membership=membership, by=ours.coordinator)

    def test_with_another_part_the_seats_stay(self, people: People) -> None:
        ours = people.ours
        do.add_member(coalition=ours.coalition, by=ours.coordinator, organisation=ours.member, role="residents")
        membership = Membership.objects.get(coalition=ours.coalition, organisation=ours.member, role="partner")
        do.end_membership(membership=membership, by=ours.coordinator)
        assert Seat.objects.get(user=ours.partner).ends_before is None

    def test_who_may_not(self, people: People) -> None:
        for user in (people.ours.partner, people.ours.coach, people.theirs.coordinator, people.stranger):
            with pytest.raises(CannotAct):
                do.add_member(coalition=people.ours.coalition, by=user, organisation=OrganisationFactory())


class TestSeats:
    def test_only_the_platform_makes_coordinators(self, people: People) -> None:
        ours = people.ours
        with pytest.raises(CannotAct):
            do.give_seat(coalition=ours.coalition, by=ours.coordinator, user=people.stranger, role="coordinator")
        do.give_seat(coalition=ours.coalition, by=people.admin, user=people.stranger, role="coordinator")
        assert actions() == ["seat.given"]

    def test_a_partner_speaks_for_a_member(self, people: People) -> None:
        ours, foreign = people.ours, people.theirs.member
        give = {"coalition": ours.coalition, "by": ours.coordinator, "user": people.stranger, "role": "partner"}
        with pytest.raises(do.CannotGiveSeat, match="needs_organisation"):
            do.give_seat(**give)
        with pytest.raises(do.CannotGiveSeat, match="not_a_member"):
            do.give_seat(**give, organisation=foreign)
        do.give_seat(**give, organisation=ours.member)
        with pytest.raises(do.CannotGiveSeat, match="already_seated"):
            do.give_seat(**give, organisation=ours.member)
        with pytest.raises(do.CannotGiveSeat, match="unknown_role"):
            do.give_seat(**{**give, "role": "king"})

    def test_the_last_coordinator_stays_unless_the_platform_decides(self, people: People) -> None:
        ours = people.ours
        first, second = Seat.objects.filter(coalition=ours.coalition, role="coordinator")
        do.end_seat(seat=first, by=ours.coordinator)
        with pytest.raises((do.CannotEnd, CannotAct)):
            do.end_seat(seat=second, by=second.user)
        do.end_seat(seat=second, by=people.admin)
        assert actions() == ["seat.ended", "seat.ended"]

    def test_nobody_ends_a_seat_next_door(self, people: People) -> None:
        for user in (people.theirs.coordinator, people.ours.partner, people.stranger):
            with pytest.raises(CannotAct):
                do.end_seat(seat=Seat.objects.get(user=people.ours.coach), by=user)


class TestSeal:
    def test_a_reason_opens_an_hour_and_the_coordinators_are_told(
        self, people: People, mailoutbox, django_capture_on_commit_callbacks
    ) -> None:
        ours = people.ours
        with pytest.raises(CannotAct):
            do.edit_coalition(coalition=ours.coalition, by=people.admin, version=1, changes={"name_en": "W"})
        with django_capture_on_commit_callbacks(execute=True):
            seal = do.break_seal(coalition=ours.coalition, by=people.admin, reason="Le nom public porte une faute")
        assert seal.expires_at - timezone.now() < timedelta(hours=1)
        assert {tuple(m.to) for m in mailoutbox} == {(ours.coordinator.email,), (ours.second_coordinator.email,)}
        assert "Le nom public porte une faute" in mailoutbox[0].body
        do.edit_coalition(coalition=ours.coalition, by=people.admin, version=1, changes={"name_en": "W"})
        assert actions() == ["seal.broken", "coalition.edited"]

    def test_no_reason_no_seal_and_only_for_those_who_look_after_the_platform(self, people: People) -> None:
        with pytest.raises(do.CannotBreakSeal, match="no_reason"):
            do.break_seal(coalition=people.ours.coalition, by=people.admin, reason="  parce   ")
        for user in (people.ours.coordinator, people.theirs.coordinator, people.stranger):
            with pytest.raises(CannotAct):
                do.break_seal(coalition=people.ours.coalition, by=user, reason="Une raison assez longue")


class TestManyMembers:
    def test_those_who_hold_the_part_are_left_out_and_all_can_be_taken_back(self, people: People) -> None:
        ours = people.ours
        many = [OrganisationFactory() for _ in range(3)]
        added = do.add_members(
            coalition=ours.coalition, by=ours.coordinator, organisations=[*many, ours.member, many[0]], source="list"
        )
        assert [m.organisation for m in added] == many
        assert do.add_members(coalition=ours.coalition, by=ours.coordinator, organisations=many) == []
        do.withdraw_members(coalition=ours.coalition, by=ours.coordinator, memberships=added)
        assert not Membership.objects.filter(organisation__in=many).exists()
        assert actions() == ["member.added"] * 3 + ["member.withdrawn"] * 3

    def test_a_list_of_another_coalition_stays_untouched(self, people: People) -> None:
        foreign = list(Membership.objects.filter(coalition=people.theirs.coalition))
        do.withdraw_members(coalition=people.ours.coalition, by=people.ours.coordinator, memberships=foreign)
        assert Membership.objects.filter(coalition=people.theirs.coalition).count() == len(foreign)
        with pytest.raises(CannotAct):
            do.add_members(coalition=people.theirs.coalition, by=people.ours.coordinator, organisations=[])

    def test_a_hundred_cost_as_much_as_ten(self, people: People, django_assert_max_num_queries) -> None:
        with django_assert_max_num_queries(9):
            do.add_members(
                coalition=people.ours.coalition,
                by=people.ours.coordinator,
                organisations=[OrganisationFactory.create() for _ in range(0)],
            )
        hundred = [OrganisationFactory() for _ in range(100)]
        with django_assert_max_num_queries(9):
            do.add_members(coalition=people.ours.coalition, by=people.ours.coordinator, organisations=hundred)
