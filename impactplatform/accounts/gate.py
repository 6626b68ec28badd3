"""Where is a refusal turned into an answer? Operations raise; pages send to sign-in, 404 or 403."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from impactplatform.accounts.domain import NO_ROLE, VISITOR, decide
from impactplatform.kernel.decisions import Refused

if TYPE_CHECKING:
    from django.http import HttpRequest


class CannotAct(PermissionDenied):
    """The person may not do this. `verb` is the permission that is missing."""

    def __init__(self, verb: str) -> None:
        super().__init__(verb)
        self.code = "not_allowed"
        self.verb = verb


class SignInNeeded(Exception):
    """Nobody is signed in and the page is not public; the middleware sends to the sign-in page."""


def require(verb: str, roles: Collection[str], *, owns: bool = False, published: bool = False) -> None:
    """In an operation: raise CannotAct unless one of the roles may."""
    if isinstance(decide(verb, roles, owns=owns, published=published), Refused):
        raise CannotAct(verb)


def gate(
    request: HttpRequest,
    verb: str,
    roles: Collection[str],
    *,
    owns: bool = False,
    published: bool = False,
    whose: str = "coalition",
) -> None:
    """In a view: return when it may be done, else answer as the design's rules say.

    Nobody signed in: the sign-in page. Somebody without any role here: 404, as if it did not exist, because a record of
    another coalition must not be told apart from none. Somebody of this coalition who may not: 403. `whose="platform"`
    is for pages that belong to no coalition and hide nothing by existing: there, 403 for everybody signed in.
    """
    if not isinstance(decide(verb, roles, owns=owns, published=published), Refused):
        return
    if not request.user.is_authenticated:
        raise SignInNeeded
    if whose != "platform" and set(roles) <= {VISITOR, NO_ROLE}:
        raise Http404
    raise CannotAct(verb)
