"""Which letters does a coalition send, in whose language? A letter that does not leave never stops the act it tells of."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from coalitions.collectives.models import BrokenSeal, Invitation
from coalitions.collectives.queries import list_coordinators

logger = logging.getLogger(__name__)


def mail_invitation(invitation: Invitation, token: str, language: str) -> None:
    """The link to the seat, to the invited address only."""
    with translation.override(language):
        link = settings.SITE_URL + reverse("collectives:invitation", args=[token])
    _mail("invitation", [invitation.email], language, {"invitation": invitation, "link": link})


def mail_broken_seal(seal: BrokenSeal) -> None:
    """Who opened what and why, to each coordinator in their language."""
    for person in list_coordinators(seal.coalition):
        language = person.language or settings.LANGUAGE_CODE
        until = timezone.localtime(seal.expires_at)
        _mail("seal_broken", [person.email], language, {"seal": seal, "until": until, "person": person})


def _mail(name: str, to: Iterable[str], language: str, context: dict[str, Any]) -> None:
    with translation.override(language):
        subject = render_to_string(f"coalitions/collectives/emails/{name}_subject.txt", context)
        body = render_to_string(f"coalitions/collectives/emails/{name}.txt", context)
    try:
        send_mail(" ".join(subject.split()), body, None, list(to))
    except OSError:
        logger.exception("letter not sent: %s", name)
