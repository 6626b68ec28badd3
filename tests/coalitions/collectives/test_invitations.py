"""Does a link seat the invited person, once, in time, and nobody else?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.collectives import operations as do
from coalitions.collectives.domain import digest_token
from coalitions.collectives.models import Invitation, Seat
from impactplatform.accounts.gate import CannotAct
from impactplatform.audit.models import Entry
from tests.people import People


def invite(people: People, **changes: object) -> Invitation:
    ours = people.ours
    fields = {"email": people.stranger.email, "role": "partner", "organisation": ours.member, "by": ours.coordinator}
    return do.invite_person(coalition=ours.coalition, **{**fields, **changes})


def test_the_link_is_mailed_and_kept_only_as_a_digest(
    people: People, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(people, email=" Stranger@Example.org ", language="en")
    assert invitation.email == "stranger@example.org"
    (letter,) = mailoutbox
    assert letter.to == ["stranger@example.org"]
    token = re.search(r"/en/invitations/([\w-]{40,})/", letter.body)
    assert token, letter.body
    assert invitation.token_digest == digest_token(token[1])
    assert token[1] not in str(list(Entry.objects.values()))


def test_the_invited_person_takes_the_seat_once(people: People) -> None:
    invitation = invite(people)
    seat = do.accept_invitation(invitation=invitation, by=people.stranger)
    assert (seat.user, seat.role, seat.organisation, seat.starts_on) == (
        people.stranger,
        "partner",
        people.ours.member,
        timezone.localdate(),
    )
    with pytest.raises(do.CannotAccept, match="used"):
        do.accept_invitation(invitation=invitation, by=people.stranger)
    assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == [
        "person.invited",
        "invitation.accepted",
    ]


def test_another_person_with_the_link_gets_nothing(people: People) -> None:
    with pytest.raises(do.CannotAccept, match="wrong_person"):
        do.accept_invitation(invitation=invite(people), by=people.theirs.partner)
    assert not Seat.objects.filter(user=people.theirs.partner, coalition=people.ours.coalition).exists()


def test_withdrawn_expired_or_replaced_links_do_not_open(people: People) -> None:
    withdrawn = invite(people)
    do.withdraw_invitation(invitation=withdrawn, by=people.ours.second_coordinator)
    do.withdraw_invitation(invitation=withdrawn, by=people.ours.second_coordinator)
    assert Entry.objects.filter(action="invitation.withdrawn").count() == 1
    with pytest.raises(do.CannotAccept, match="withdrawn"):
        do.accept_invitation(invitation=withdrawn, by=people.stranger)
    replaced, latest = invite(people), invite(people)
    with pytest.raises(do.CannotAccept, match="withdrawn"):
        do.accept_invitation(invitation=replaced, by=people.stranger)
    Invitation.objects.filter(pk=latest.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(do.CannotAccept, match="expired"):
        do.accept_invitation(invitation=latest, by=people.stranger)


def test_who_invited_must_still_be_allowed_to(people: People) -> None:
    invitation = invite(people)
    Seat.objects.filter(user=people.ours.coordinator).update(ends_before=timezone.localdate())
    with pytest.raises(do.CannotAccept, match="not_allowed"):
        do.accept_invitation(invitation=invitation, by=people.stranger)


def test_a_coordinator_invites_up_to_partners_and_coaches(people: People) -> None:
    invite(people, role="coach", organisation=None)
    with pytest.raises(CannotAct):
        invite(people, role="coordinator", organisation=None)
    invite(people, role="coordinator", organisation=None, by=people.admin)


@pytest.mark.parametrize("who", ["partner", "coach"])
def test_others_do_not_invite(people: People, who: str) -> None:
    for side in (people.ours, people.theirs):
        with pytest.raises(CannotAct):
            invite(people, by=getattr(side, who))


def test_refusals(people: People) -> None:
    with pytest.raises(do.CannotInvite, match="needs_organisation"):
        invite(people, organisation=None)
    with pytest.raises(do.CannotInvite, match="not_a_member"):
        invite(people, organisation=people.theirs.member)
    with pytest.raises(do.CannotInvite, match="already_seated"):
        invite(people, email=people.ours.partner.email)
    with pytest.raises(do.CannotInvite, match="unknown_role"):
        invite(people, role="king", by=people.admin)


def test_a_day_has_room_for_so_many_letters(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coalitions.collectives.operations.invitations.INVITATIONS_A_DAY", 2)
    invite(people, email="one@example.org")
    invite(people, email="two@example.org")
    with pytest.raises(do.CannotInvite, match="too_many"):
        invite(people, email="three@example.org")
