"""Can those who work here use every room: coordinator, funder, operator and admin, on a phone and with large text?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from impactplatform.accounts.models import User
from tests.factories import ActionFactory, ChangeFactory, VisionFactory
from tests.journeys.accessibility import PHONE, list_large_text_problems, list_problems
from tests.people import Side, make_admin, make_side

Room = tuple[str, Callable[[Side], list[object]]]
ROOMS: dict[str, list[Room]] = {
    "coordinator": [
        ("today:home", lambda side: []),
        ("measurements:start", lambda side: []),
        ("measurements:review", lambda side: [side.coalition.slug]),
        ("catalogue:library", lambda side: [side.coalition.slug]),
        ("catalogue:create", lambda side: [side.coalition.slug]),
        ("aggregation:list", lambda side: []),
        ("collectives:list", lambda side: []),
        ("collectives:detail", lambda side: [side.coalition.slug]),
        ("collectives:edit", lambda side: [side.coalition.slug]),
        ("collectives:places", lambda side: [side.coalition.slug]),
        ("collectives:members", lambda side: [side.coalition.slug]),
        ("collectives:team", lambda side: [side.coalition.slug]),
        ("collectives:invite", lambda side: [side.coalition.slug]),
        ("collectives:journal", lambda side: [side.coalition.slug]),
        ("vision:detail", lambda side: [side.coalition.slug]),
        ("vision:edit", lambda side: [side.coalition.slug]),
        ("actions:list", lambda side: [side.coalition.slug]),
        ("actions:add", lambda side: [side.coalition.slug]),
        ("partnerlists:list", lambda side: []),
        ("gatherings:list", lambda side: []),
        ("programmes:list", lambda side: []),
        ("jobs:list", lambda side: []),
        ("accounts:home", lambda side: []),
    ],
    "funder": [
        ("today:home", lambda side: []),
        ("funding:list", lambda side: []),
        ("funding:detail", lambda side: [side.fund.slug]),
        ("funding:report", lambda side: [side.fund.slug]),
        ("funding:ledger", lambda side: [side.fund.slug]),
    ],
    "operator": [
        ("funding:detail", lambda side: [side.fund.slug]),
        ("funding:write", lambda side: [side.fund.slug, "instalment"]),
    ],
    "admin": [
        ("today:home", lambda side: []),
        ("territories:load", lambda side: []),
        ("collectives:new", lambda side: []),
        ("site:places", lambda side: []),
    ],
}


@pytest.fixture
def side(db: None) -> Side:
    """Our coalition with a plan, invented so that the banner shows too."""
    side = make_side("tisserands")
    side.coalition.is_fictitious = True
    side.coalition.save()
    ChangeFactory(vision=VisionFactory(coalition=side.coalition))
    ActionFactory(coalition=side.coalition)
    return side


def enter(page: Page, origin: str, user: User) -> None:
    """Give the browser the session of somebody who signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])


@pytest.mark.parametrize("role", ROOMS)
def test_rooms(page: Page, live_server, side: Side, role: str):
    user = make_admin() if role == "admin" else getattr(side, role)
    enter(page, live_server.url, user)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.emulate_media(reduced_motion="reduce")
    found = []
    for name, arguments in ROOMS[role]:
        answer = page.goto(live_server.url + reverse(name, args=arguments(side)))
        if answer is None or answer.status != 200:
            found.append(f"{name}: answered {answer and answer.status}")
            continue
        problems = list_problems(page, thorough=False) + list_large_text_problems(page)
        found += [f"{name}: {problem}" for problem in problems]
    assert not found, "\n".join(found)
