"""Who holds a seat in the coalition, until when, and who is invited?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.collectives.domain import get_grant_verb
from coalitions.collectives.forms import EndForm, InvitationForm
from coalitions.collectives.models import Invitation, Seat
from coalitions.collectives.operations import (
    CannotEdit,
    CannotEnd,
    CannotInvite,
    end_seat,
    invite_person,
    withdraw_invitation,
)
from coalitions.collectives.queries import list_member_organisations, list_open_invitations, list_seats
from coalitions.collectives.views.common import Room, enter, render_form, show_refusal
from coalitions.collectives.views.words import say_refusal
from coalitions.collectives.vocabulary import SeatRole


@require_safe
def show_team(request: HttpRequest, slug: str) -> HttpResponse:
    """The seats with their dates, present ones first. Addresses are for those who manage the team."""
    room = enter(request, slug, "membership.list")
    today, seats = timezone.localdate(), list(list_seats(room.coalition))
    present = [seat for seat in seats if seat.ends_before is None or seat.ends_before > today]
    can_manage = room.can("membership.manage")
    context = room.context(
        present=present,
        past=[seat for seat in seats if seat not in present],
        can_manage=can_manage,
        invitations=list_open_invitations(room.coalition) if can_manage else [],
        end_form=EndForm(initial={"ends_before": today}),
    )
    return render(request, "coalitions/collectives/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody is invited by a link."""
    room = enter(request, slug, "membership.manage")
    form = InvitationForm(
        request.POST or None,
        organisations=list_member_organisations(room.coalition),
        grantable=_list_grantable(room),
        initial={"role": SeatRole.PARTNER, "language": get_language()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite_person(coalition=room.coalition, by=room.user, **form.cleaned_data)
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
            return redirect("collectives:team", slug)
        except (CannotInvite, CannotEdit) as refusal:
            form.add_error(None, say_refusal(refusal))
    return render_form(request, "coalitions/collectives/invite.html", room.context(form=form))


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A link that was sent stops working."""
    room = enter(request, slug, "membership.manage")
    rows = Invitation.objects.select_related("coalition")
    invitation = get_object_or_404(rows, pk=pk, coalition=room.coalition)
    withdraw_invitation(invitation=invitation, by=room.user)
    return redirect("collectives:team", slug)


@require_POST
def stop_seat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A person's seat ends."""
    room = enter(request, slug, "membership.manage")
    seat = get_object_or_404(Seat.objects.select_related("coalition", "user"), pk=pk, coalition=room.coalition)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_seat(seat=seat, by=room.user, ends_before=form.cleaned_data["ends_before"])
        except (CannotEnd, CannotEdit) as refusal:
            show_refusal(request, refusal)
    return redirect("collectives:team", slug)


def _list_grantable(room: Room) -> list[str]:
    """The seats the reader may offer: up to their own level."""
    return [role for role in SeatRole if room.can(get_grant_verb(role))]
