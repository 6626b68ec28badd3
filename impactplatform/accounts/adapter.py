"""How does signing in differ here from allauth's own ways? By e-mail only, and each person lands in their language."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

QUIET = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """The platform's own answers to allauth's questions."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The page of the day, in the language the person chose."""
        language = getattr(request.user, "language", "") or translation.get_language()
        with translation.override(language):
            try:
                return reverse(settings.LOGIN_REDIRECT_URL)
            except NoReverseMatch:
                return reverse("site:home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("site:home")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """The next page shows by itself that somebody is signed in or out; a notice would only push it down."""
        if message_template not in QUIET:
            super().add_message(request, level, message_template, message_context, extra_tags, message)

    def format_email_subject(self, subject: str) -> str:
        """The subject says what the letter is, without a prefix in brackets."""
        return " ".join(str(subject).split())
