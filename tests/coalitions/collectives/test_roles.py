"""Does everybody get the roles of the seats in force today, and nobody more?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from coalitions.collectives.models import BrokenSeal, Seat
from coalitions.collectives.queries import (
    get_coalition,
    list_coalitions_of,
    list_own_organisations,
    list_roles,
    list_roles_anywhere,
    list_visible_coalitions,
)
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import get_system_user
from tests.factories import CoalitionFactory, SeatFactory
from tests.people import People


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("coordinator", {"coordinator"}),
        ("partner", {"partner"}),
        ("coach", {"coach"}),
        ("operator", {"no_role"}),  # a pot's seat gives nothing here: the pot adds it
    ],
)
def test_a_seat_gives_its_role_here_and_none_next_door(people: People, who: str, roles: set[str]) -> None:
    user = getattr(people.ours, who)
    assert list_roles(user, people.ours.coalition) == roles
    assert list_roles(user, people.theirs.coalition) == {"no_role"}


def test_visitors_strangers_admins_and_the_platform_itself(people: People) -> None:
    coalition = people.ours.coalition
    assert list_roles(AnonymousUser(), coalition) == {"visitor"}
    assert list_roles(people.stranger, coalition) == {"no_role"}
    assert list_roles(people.admin, coalition) == {"admin"}
    assert list_roles(get_system_user(), coalition) == {"system"}


def test_a_disabled_account_is_a_visitor(people: People) -> None:
    User.objects.filter(pk=people.ours.coordinator.pk).update(is_active=False)
    user = User.objects.get(pk=people.ours.coordinator.pk)
    assert list_roles(user, people.ours.coalition) == {"visitor"}
    assert list_roles_anywhere(user) == {"visitor"}
    assert list_own_organisations(user, people.ours.coalition) == frozenset()
    assert not list_coalitions_of(user).exists()


def test_a_seat_counts_from_its_first_day_and_no_more_on_its_end(people: People) -> None:
    today = timezone.localdate()
    seat = Seat.objects.get(user=people.ours.coordinator)
    for starts, ends, expected in (
        (today, None, {"coordinator"}),
        (today + timedelta(days=1), None, {"no_role"}),
        (None, today, {"no_role"}),
        (None, today + timedelta(days=1), {"coordinator"}),
    ):
        seat.starts_on, seat.ends_before = starts, ends
        seat.save()
        assert list_roles(seat.user, seat.coalition) == expected
    assert list_roles(seat.user, seat.coalition, on=date(2020, 1, 1)) == {"coordinator"}


def test_several_seats_add_up_and_an_admin_may_also_hold_one(people: People) -> None:
    SeatFactory(coalition=people.ours.coalition, user=people.admin, role="coach")
    assert list_roles(people.admin, people.ours.coalition) == {"admin", "coach"}
    assert list_roles_anywhere(people.admin) == {"admin", "coach"}


def test_a_broken_seal_shows_for_its_hour_to_the_one_who_broke_it(people: People) -> None:
    now, coalition = timezone.now(), people.ours.coalition
    BrokenSeal.objects.create(
        coalition=coalition, user=people.admin, reason="an hour", expires_at=now + timedelta(hours=1)
    )
    assert list_roles(people.admin, coalition) == {"admin", "unsealed"}
    assert list_roles(people.admin, people.theirs.coalition) == {"admin"}
    BrokenSeal.objects.create(
        coalition=people.theirs.coalition, user=people.admin, reason="over", expires_at=now - timedelta(seconds=1)
    )
    assert list_roles(people.admin, people.theirs.coalition) == {"admin"}


def test_own_organisations_are_those_of_the_partner_seats_here(people: People) -> None:
    ours = people.ours
    SeatFactory(coalition=ours.coalition, user=ours.partner, role="coach", organisation=ours.backbone)
    assert list_own_organisations(ours.partner, ours.coalition) == {ours.member.pk}
    assert list_own_organisations(ours.partner, people.theirs.coalition) == frozenset()
    assert list_own_organisations(AnonymousUser(), ours.coalition) == frozenset()


def test_a_list_shows_public_coalitions_and_ones_own(people: People) -> None:
    hidden = CoalitionFactory(slug="cachee", is_public=False)
    assert hidden not in list_visible_coalitions(people.ours.coordinator)
    assert hidden not in list_visible_coalitions(AnonymousUser())
    assert hidden in list_visible_coalitions(people.admin)
    SeatFactory(coalition=hidden, user=people.stranger)
    assert hidden in list_visible_coalitions(people.stranger)
    assert list(list_coalitions_of(people.stranger)) == [hidden]


def test_roles_cost_one_query_however_many_seats(people: People, django_assert_num_queries) -> None:
    for _ in range(10):
        SeatFactory(coalition=people.ours.coalition)
    coalition = get_coalition(people.ours.coalition.slug)
    with django_assert_num_queries(1):
        list_roles(people.ours.coordinator, coalition)
    with django_assert_num_queries(2):
        list_roles(people.admin, coalition)
    with django_assert_num_queries(0):
        list_roles(AnonymousUser(), coalition)
