"""Does a word of one coalition ever reach the people of another? Everything a person can reach by links is read, byte by byte."""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from impactplatform.accounts.domain import ADMIN
from tests.permissions.identities import OURS, open_client
from tests.permissions.registry import ROUTES
from tests.permissions.test_walk import send
from tests.permissions.world import World, make_world

MOST_PAGES = 120
LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
WORDS_OF_THEIRS = re.compile(rb"(canari|secret)-meuniers")
SECRETS_OF_THEIRS = re.compile(
    rb"secret-meuniers|coach\.meuniers@|partner\.meuniers@|3.?1.?4.?159 *\S?(EUR|\xe2\x82\xac)"
)


def read_bytes(answer: HttpResponse) -> bytes:
    """What was received, a spreadsheet unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    return body


def crawl(client: Client, world: World) -> dict[str, tuple[int, bytes]]:
    """Every page within reach, in both languages, from the doors of the registry and by links from page to page."""
    waiting = deque([route.address(world) for route in ROUTES if "GET" in route.methods])
    waiting.extend(f"{reverse('site:search')}?q={word}" for word in ("canari", "secret", "meuniers"))
    waiting.extend(f"/en{address}" for address in ("/", "/coalitions/", "/indicators/", "/funds/", "/exchanges/"))
    seen: dict[str, tuple[int, bytes]] = {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        if address in seen or address.startswith(("/static/", "/fr-ca/", "/media/")):
            continue
        answer = send(client, "GET", address, {})
        body = read_bytes(answer)
        seen[address] = (answer.status_code, body)
        if answer.get("Content-Type", "").startswith("text/html"):
            waiting.extend(link.replace("&amp;", "&") for link in LINK.findall(body.decode()))
    return seen


@pytest.mark.parametrize("who", ["visitor", "no_role", *OURS])
def test_no_word_of_the_other_coalition_reaches(db: None, who: str) -> None:
    world = make_world(published=False)
    pages = crawl(open_client(world, who), world)
    assert len(pages) > 60
    leaks = [address for address, (_status, body) in pages.items() if WORDS_OF_THEIRS.search(body)]
    broken = [address for address, (status, _body) in pages.items() if status >= 500]
    assert not leaks, leaks
    assert not broken, broken


@pytest.mark.parametrize("who", ["visitor", "coordinator", "funder"])
def test_a_public_page_gives_no_secret_away(db: None, who: str) -> None:
    """Drafts, notes, amounts, lists on their way and addresses of people stay inside when the coalition is public."""
    world = make_world(published=True)
    pages = crawl(open_client(world, who), world)
    pages |= crawl(open_client(world, who), replace(world, ours=world.theirs, theirs=world.ours))
    del pages[
        reverse("collectives:invitation", args=[world.theirs.token])
    ]  # whoever holds the link is the invited person
    leaks = [address for address, (_status, body) in pages.items() if SECRETS_OF_THEIRS.search(body)]
    assert not leaks, leaks


def test_an_admin_meets_no_figure_and_no_money(db: None) -> None:
    """The names of coalitions are theirs to know; what is counted or paid is not."""
    world = make_world(published=False)
    pages = crawl(open_client(world, ADMIN), world)
    for address, (status, body) in pages.items():
        assert status < 500, address
        for figure in (b"314159", b"314 159", "314\u202f159".encode(), "314\u00a0159".encode(), b"271828"):
            assert figure not in body, address


def test_a_member_does_meet_the_words_of_their_own(db: None) -> None:
    """The canary sings where it should, else its silence elsewhere would prove nothing."""
    world = make_world(published=False)
    pages = crawl(open_client(world, "rival coordinator"), replace(world, ours=world.theirs, theirs=world.ours))
    heard = [address for address, (_status, body) in pages.items() if WORDS_OF_THEIRS.search(body)]
    assert len(heard) > 30, heard
