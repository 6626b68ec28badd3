"""Who must hold a second key (authenticator app or passkey) before they go further? Those who can do harm with a stolen password."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from impactplatform.accounts.domain import ADMIN, COACH, COORDINATOR, OPERATOR
from impactplatform.accounts.models import User

NEED_ONE = frozenset({COORDINATOR, OPERATOR, COACH, ADMIN})
OPEN_WITHOUT = ("account_", "mfa_", "usersessions_", "accounts:", "site:")


def needs_second_factor(user: User) -> bool:
    """True when a role of theirs asks for one and they have none. The rooms above say which roles somebody holds, see ROLE_FINDERS."""
    return not is_mfa_enabled(user) and any(NEED_ONE & roles for roles in _roles_of(user))


def _roles_of(user: User) -> Iterator[frozenset[str]]:
    for name in settings.ROLE_FINDERS:
        find_roles: Callable[[User], frozenset[str]] = import_string(name)
        yield find_roles(user)


class SecondFactorWhenNeeded:
    """Leads the people concerned to the page where they add one, whatever page they asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not settings.MFA_REQUIRED or not isinstance(request.user, User) or name.startswith(OPEN_WITHOUT):
            return None
        if not needs_second_factor(request.user):
            return None
        messages.warning(
            request,
            _("Your role opens other people’s figures: add a second key to your account first. It takes two minutes."),
        )
        return redirect("mfa_index")
