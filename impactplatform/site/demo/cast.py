"""How do the invented organisations, coalitions and people come on stage?"""

from __future__ import annotations

from coalitions.collectives.operations import add_member, add_place, create_coalition, give_seat
from coalitions.organisations.operations import Draft, create_organisations
from impactplatform.accounts.domain import SYSTEM
from impactplatform.accounts.models import User
from impactplatform.accounts.operations import open_account
from impactplatform.site.demo.people import COALITIONS, MEMBERS, ORGANISATIONS, PASSWORD, PEOPLE
from impactplatform.site.demo.places import QUARTERS
from impactplatform.site.demo.stage import MONTHS, Stage

ROLES = frozenset({SYSTEM})


def make_organisations(stage: Stage) -> None:
    drafts = [
        Draft(name=name, sector=sector, country=country, town="Trame-sur-Mer" if country == "FR" else "Port-du-Canal",
              source="Invented for demonstration", is_fictitious=True)
        for _slug, name, sector, country in ORGANISATIONS
    ]  # fmt: skip
    made = create_organisations(drafts, by=stage.system, roles=ROLES)
    stage.organisations = {slug: one for (slug, *_rest), one in zip(ORGANISATIONS, made, strict=True)}
    stage.counts["organisations"] += len(made)


def make_coalitions(stage: Stage) -> None:
    """Each with its places and its members, from the first of the 24 months on."""
    start = stage.day(MONTHS)
    for slug, profile in COALITIONS.items():
        coalition = create_coalition(
            slug=slug, is_fictitious=True, is_public=True, starts_on=start, by=stage.system, **profile
        )
        for code, *_rest in QUARTERS[slug]:
            add_place(coalition=coalition, territory=stage.places[code], starts_on=start, by=stage.system)
        stage.coalitions[slug] = coalition
        stage.counts["coalitions"] += 1
    for slug, organisation, role in MEMBERS:
        add_member(
            coalition=stage.coalitions[slug], organisation=stage.organisations[organisation], role=role, starts_on=start,
            by=stage.system,
        )  # fmt: skip
        stage.counts["memberships"] += 1


def make_people(stage: Stage) -> None:
    """Accounts with the shared password, and their seats. Seats in a pot are given when the pot is opened."""
    for person in PEOPLE:
        user = open_account(
            email=person.email, name=person.name, password=stage.password or PASSWORD, language=person.language,
            by=stage.system,
        )  # fmt: skip
        if person.is_admin:
            make_admin(user)
        stage.people[person.email] = user
        for coalition, role, organisation in person.seats:
            give_seat(
                coalition=stage.coalitions[coalition], user=user, role=role, starts_on=stage.day(MONTHS), by=stage.system,
                organisation=stage.organisations[organisation] if organisation else None,
            )  # fmt: skip
        stage.counts["people"] += 1


def make_admin(user: User) -> None:
    """Looks after the platform; made here because nobody can make the first one but a command."""
    user.is_platform_admin = user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_platform_admin", "is_staff", "is_superuser"])
