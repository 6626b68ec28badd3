"""Does every door of the platform open to those the table names, and to nobody else?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from impactplatform.accounts.domain import TABLE
from tests.permissions.identities import IDENTITIES, RIVALS, open_client
from tests.permissions.registry import ROUTES
from tests.permissions.routes import FORBIDDEN, MISSING, OPEN, SIGN_IN, Route
from tests.permissions.world import World, make_world

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

# Verbs without a page of their own: why each has none.
NO_PAGE = {
    "membership.grant_coordinator": "a choice of the invitation form, tried in tests/coalitions/collectives",
    "partner_org.create": "part of collectives:new_member and of imports",
    "measurement.view_submitted": "rows of measurements:month, tried in tests/indicators",
    "measurement.view_approved": "rows of measurements:month, tried in tests/indicators",
    "measurement.correct": "a choice of measurements:month, tried in tests/indicators",
    "measurement.reopen_period": "periods are not locked yet",
    "measurement.delete": "nobody deletes a figure",
    "indicator.retire": "an operation without page yet",
    "aggregate.view_internal": "the exact side of aggregation:indicator",
    "aggregate.view_public": "the protected side of aggregation:indicator",
    "aggregate.recompute": "the schedule and the command line",
    "expense.view": "rows of funding:allocation, tried in tests/coalitions/funding",
    "export.rows": "the files of funding:report and funding:ledger ask for the right of their page",
    "money_entry.edit": "nobody changes a money entry",
    "export.public": "the files of aggregation:indicator",
    "audit_log.edit": "nobody changes the trail",
    "user_account.impersonate": "nobody does",
    "programme.assign_coach": "a seat given by invitation",
    "health.details": "details are not shown yet",
}


def list_names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from list_names(pattern.url_patterns, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield prefix + (pattern.name or str(pattern.pattern))


def names_of_the_platform() -> set[str]:
    return {name for name in list_names(get_resolver().url_patterns) if not name.startswith("admin:")}


def find_room(name: str) -> str:
    """collectives of collectives:detail, mfa of mfa_index."""
    return name.split(":")[0].split("_")[0]


def test_every_address_stands_in_the_registry() -> None:
    names = names_of_the_platform()
    described = {route.name for route in ROUTES}
    assert names - described == set(), "describe these in tests/permissions/registry"
    assert described - names == set(), "these no longer exist"


def test_every_verb_is_tried_or_has_no_page() -> None:
    tried = {verb for route in ROUTES for verb in (route.verb, *route.verbs.values())}
    assert set(TABLE) - tried == set(NO_PAGE)


@pytest.fixture(params=[False, True], ids=["private", "public"])
def published(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def world(db: None, published: bool) -> World:
    return make_world(published=published)


def send(client: Client, method: str, address: str, data: dict[str, Any]) -> HttpResponse:
    """The request, undone afterwards, so that each person finds the same world and stays signed in."""
    cookies = client.cookies.output()
    with transaction.atomic():
        answer = (
            client.generic(method, address)
            if method not in {"GET", "POST"}
            else getattr(client, method.lower())(address, data)
        )
        transaction.set_rollback(True)
    if client.cookies.output() != cookies:
        client.cookies.clear()
        client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return answer


def read_answer(answer: HttpResponse) -> str:
    """What a person finds, in one word."""
    sign_in = reverse("account_login")
    if answer.status_code == 302 and answer["Location"].split("?")[0] == sign_in and "next=" in answer["Location"]:
        return SIGN_IN
    return {403: FORBIDDEN, 404: MISSING, 401: SIGN_IN}.get(answer.status_code, OPEN)


def describe(route: Route, method: str, who: str, found: str, wanted: str, answer: HttpResponse) -> str:
    return f"{method} {route.name} {route.variant} as {who}: {found} ({answer.status_code}), should be {wanted}"


@pytest.mark.parametrize("room", sorted({find_room(route.name) for route in ROUTES}))
def test_each_door_opens_to_those_the_table_names(world: World, published: bool, room: str) -> None:
    routes = [route for route in ROUTES if find_room(route.name) == room]
    if not published:  # what belongs to no coalition does not change with its public page
        routes = [route for route in routes if route.tenant != "platform"]
    wrong = []
    for who in IDENTITIES:
        with transaction.atomic():  # a disabled account is open again for the next person
            client = open_client(world, who)
            for route, method in [(each, method) for each in routes for method in each.methods]:
                if route.tenant == "platform" and who in RIVALS:  # there they are like our own
                    continue
                answer = send(client, method, route.address(world), route.data(world))
                found, wanted = read_answer(answer), route.expect(who, method, published=published)
                if found == MISSING and wanted == OPEN and route.may_be_missing:
                    continue
                if answer.status_code >= 500 or answer.status_code == 405 or found != wanted:
                    wrong.append(describe(route, method, who, found, wanted, answer))
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def test_no_door_takes_a_method_it_does_not_name(world: World) -> None:
    wrong = []
    for who in ("coordinator", "admin", "visitor"):
        client = open_client(world, who)
        for route in ROUTES:
            for method in METHODS:
                if method in route.methods or method in route.lenient:
                    continue
                answer = send(client, method, route.address(world), {})
                if answer.status_code not in {405, 403, 404} and read_answer(answer) != SIGN_IN:
                    wrong.append(f"{method} {route.name} {route.variant} as {who}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def strip_address(answer: HttpResponse, route: Route, args: tuple[Any, ...]) -> str:
    """The body without what names the address, in any language, or the visit."""
    body = re.sub(r'"X-CSRFToken": "[^"]+"|csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    for language in ("en", "fr-ca", "fr"):
        with translation.override(language):
            body = body.replace(reverse(route.name, args=args), "")
    return body


@pytest.mark.parametrize("who", ["rival coordinator", "rival operator", "no_role", "former coordinator"])
def test_anothers_record_looks_like_one_that_does_not_exist(world: World, published: bool, who: str) -> None:
    client, wrong = open_client(world, who), []
    for route in ROUTES:
        if route.missing is None:
            continue
        for method in route.methods:
            if route.expect(who, method, published=published) != MISSING:
                continue
            address, absent = route.address(world), reverse(route.name, args=route.missing)
            theirs = send(client, method, address, route.data(world))
            none = send(client, method, absent, route.data(world))
            same = strip_address(theirs, route, route.args(world)) == strip_address(none, route, route.missing)
            if (theirs.status_code, none.status_code) != (404, 404) or not same:
                wrong.append(
                    f"{method} {route.name} {route.variant}: {theirs.status_code} against {none.status_code}, same body: {same}"
                )
    assert not wrong, "\n".join(wrong)
