"""What happens when a page needs to know who is reading? The sign-in page, then back."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import UNSAFE_INLINE
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from impactplatform.accounts.gate import SignInNeeded


class SignInWhenNeeded:
    """Sends visitors to sign in when a view says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return redirect_to_login(request.get_full_path()) if isinstance(exception, SignInNeeded) else None


class LooserPolicyInAdmin:
    """Django's admin and its add-ons write styles into their pages; only there are such styles allowed, and no script."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("admin:index")):
            response._csp_update = {"style-src": [UNSAFE_INLINE]}  # type: ignore[attr-defined]  # read by django-csp
        return response
