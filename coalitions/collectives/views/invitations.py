"""What does somebody find behind the link of an invitation?"""

from __future__ import annotations

from typing import cast

from allauth.account.utils import perform_login
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coalitions.collectives.domain import find_invitation_state
from coalitions.collectives.forms import AcceptForm
from coalitions.collectives.models import Invitation
from coalitions.collectives.operations import CannotAccept, CannotEdit, CannotGiveSeat, accept_invitation
from coalitions.collectives.queries import find_invitation
from coalitions.collectives.views.common import render_form
from coalitions.collectives.views.words import say_refusal
from impactplatform.accounts.models import User
from impactplatform.accounts.operations import CannotOpen, open_account

REFUSALS = (CannotAccept, CannotEdit, CannotGiveSeat)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept with the account one is signed in with, sign in first, or open an account at once. The link is the key."""
    invitation = find_invitation(token)
    if invitation is None:
        raise Http404
    state = find_invitation_state(
        accepted_at=invitation.accepted_at,
        withdrawn_at=invitation.withdrawn_at,
        expires_at=invitation.expires_at,
        now=timezone.now(),
    )
    if state != "open":
        return _refuse(request, invitation, CannotAccept(state))
    if request.user.is_authenticated:
        return _accept_as(request, invitation, request.user)
    if User.objects.filter(email=invitation.email).exists():
        address = f"{reverse('account_login')}?next={request.path}"
        return render(
            request, "coalitions/collectives/invitation/sign_in.html", {"invitation": invitation, "address": address}
        )
    return _welcome(request, invitation)


def _accept_as(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    """One button for somebody who is signed in; words for somebody else than the invited person."""
    if user.email.lower() != invitation.email:
        return _refuse(request, invitation, CannotAccept("wrong_person"))
    if request.method != "POST":
        return render(request, "coalitions/collectives/invitation/accept.html", {"invitation": invitation})
    try:
        accept_invitation(invitation=invitation, by=user)
    except REFUSALS as refusal:
        return _refuse(request, invitation, refusal)
    messages.success(request, _("Welcome. The seat is yours."))
    return redirect("collectives:detail", invitation.coalition.slug)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Open the account and take the seat in one step: whoever holds the link reads that mailbox."""
    form = AcceptForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                user = open_account(
                    email=invitation.email,
                    name=form.cleaned_data["name"],
                    password=form.cleaned_data["password"] or None,
                    language=translation.get_language() or "",
                )
                accept_invitation(invitation=invitation, by=user)
        except (*REFUSALS, CannotOpen) as refusal:
            return _refuse(request, invitation, refusal)
        messages.success(request, _("Welcome. The seat is yours."))
        address = reverse("collectives:detail", args=[invitation.coalition.slug])
        return cast(HttpResponse, perform_login(request, user, redirect_url=address))
    return render_form(
        request, "coalitions/collectives/invitation/welcome.html", {"form": form, "invitation": invitation}
    )


def _refuse(
    request: HttpRequest, invitation: Invitation, refusal: CannotAccept | CannotEdit | CannotGiveSeat | CannotOpen
) -> HttpResponse:
    context = {"words": say_refusal(refusal), "code": refusal.code}
    return render(request, "coalitions/collectives/invitation/refused.html", context, status=409)
