"""Are the people of the tests who they claim to be?"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from coalitions.collectives.models import Seat
from impactplatform.accounts.models import User
from tests.people import People


def test_two_rival_coalitions_share_nobody(people: People) -> None:
    ours = set(Seat.objects.filter(coalition=people.ours.coalition).values_list("user", flat=True))
    theirs = set(Seat.objects.filter(coalition=people.theirs.coalition).values_list("user", flat=True))
    assert len(ours) == len(theirs) == 4
    assert not ours & theirs


def test_a_stranger_has_no_seat_and_can_sign_in(stranger: User, client_of: Callable[[User | None], Client]) -> None:
    assert not stranger.seats.exists()
    assert "_auth_user_id" in client_of(stranger).session
