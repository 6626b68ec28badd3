"""How is a door described, so that what each person must find behind it follows from the table?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from impactplatform.accounts.domain import NO_ROLE, VISITOR, decide
from tests.permissions.identities import list_roles_of
from tests.permissions.world import World

Args = Callable[[World], tuple[Any, ...]]
OPEN, SIGN_IN, FORBIDDEN, MISSING = "open", "sign in", "403", "404"


def nothing(world: World) -> tuple[Any, ...]:
    return ()


@dataclass(frozen=True)
class Route:
    """One URL name.

    `verb`: the row of the table; None is a page for everybody, "signed in" one for whoever signed in.
    `tenant`: whose record it is (coalition, fund, platform, anywhere). `args`: those of our own record;
    `missing`: the same address with a record that does not exist. `owners`: for whom the record is theirs.
    `public`: whether publishing opens `pub` cells here. `expected`: an answer the table does not tell, with its reason in `why`.
    """

    name: str
    verb: str | None = None
    args: Args = nothing
    missing: tuple[Any, ...] | None = None
    tenant: str = "coalition"
    methods: tuple[str, ...] = ("GET",)
    data: Callable[[World], dict[str, Any]] = field(default=lambda world: {})
    owners: frozenset[str] = frozenset({"partner", "funder", "operator"})
    public: bool = True
    expected: dict[str, str] = field(default_factory=dict)
    why: str = ""
    verbs: dict[str, str] = field(default_factory=dict)  # method: verb, where a method asks for another one
    variant: str = ""  # tells two routes of one name apart
    public_page: bool = (
        False  # publishing opens it to everybody, though the verb has no `pub` cell; `why` says by which rule
    )
    may_be_missing: bool = False  # the person may have none of what the page is about
    lenient: tuple[str, ...] = ()  # other methods its framework answers as it does POST

    def address(self, world: World) -> str:
        return reverse(self.name, args=self.args(world))

    def expect(self, who: str, method: str, *, published: bool) -> str:
        """What this person must find."""
        if who in self.expected:
            return self.expected[who]
        if published and self.public_page:
            return OPEN
        verb = self.verbs.get(method, self.verb)
        if verb is None:
            return OPEN
        roles = list_roles_of(who, self.tenant)
        if verb == "signed in":
            return SIGN_IN if roles == {VISITOR} else OPEN
        if decide(verb, roles, owns=who in self.owners, published=published and self.public):
            return OPEN
        if roles == {VISITOR}:
            return SIGN_IN
        return MISSING if roles == {NO_ROLE} and self.tenant in {"coalition", "fund"} else FORBIDDEN
