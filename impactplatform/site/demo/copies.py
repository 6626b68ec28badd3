"""How is the invented quarter repeated, for whoever wants to see the platform with more in it? (`seed_demo --scale N`)"""

from __future__ import annotations

from dataclasses import replace

from coalitions.collectives.operations import add_member, add_place, create_coalition, give_seat
from coalitions.territories.domain.rows import PlaceRow
from impactplatform.site.demo.people import COALITIONS, MEMBERS, PEOPLE, WEAVERS
from impactplatform.site.demo.places import QUARTERS, draw_outline, list_rows
from impactplatform.site.demo.stage import MONTHS, Stage
from impactplatform.site.demo.tracks import TRACKS, Track


def list_numbers(scale: int) -> range:
    """2 for the first copy, and so on; none when the scale is 1."""
    return range(2, scale + 1)


def copy_slug(slug: str, number: int) -> str:
    return f"{slug}-{number}"


def find_original(slug: str) -> str:
    """`tisserands-3` → `tisserands`.

    >>> find_original("tisserands-3"), find_original("meuniers")
    ('tisserands', 'meuniers')
    """
    head, _, number = slug.rpartition("-")
    return head if number.isdigit() else slug


def copy_rows(scale: int) -> list[PlaceRow]:
    """The places of every copy."""
    cells = {code: cell for code, *_rest, cell in QUARTERS[WEAVERS]}
    return [
        replace(
            row, code=f"{row.code}-{number}", name=f"{row.name} {number}",
            outline=draw_outline(cells[row.code][0] + 4 * (number % 14), cells[row.code][1] + 10 + 3 * (number // 14)),
        )
        for number in list_numbers(scale)
        for row in list_rows()
        if row.code in cells
    ]  # fmt: skip


def copy_tracks(scale: int) -> list[Track]:
    """The indicators of every copy; their figures stray by the code, so no two copies are alike."""
    return [
        replace(
            track, code=f"{track.code}-{number}", coalition=copy_slug(WEAVERS, number),
            places=tuple(f"{place}-{number}" for place in track.places),
        )
        for number in list_numbers(scale)
        for track in TRACKS
        if track.coalition == WEAVERS
    ]  # fmt: skip


def make_copies(stage: Stage) -> None:
    """The coalitions of every copy, with the members and the people of the original."""
    start = stage.day(MONTHS)
    for number in list_numbers(stage.scale):
        profile = {**COALITIONS[WEAVERS], "name_fr": f"{COALITIONS[WEAVERS]['name_fr']} {number}",
                   "name_en": f"{COALITIONS[WEAVERS]['name_en']} {number}"}  # fmt: skip
        coalition = create_coalition(
            slug=copy_slug(WEAVERS, number),
            is_fictitious=True,
            is_public=True,
            starts_on=start,
            by=stage.system,
            **profile,
        )
        stage.coalitions[coalition.slug] = coalition
        for code, *_rest in QUARTERS[WEAVERS]:
            add_place(coalition=coalition, territory=stage.places[f"{code}-{number}"], starts_on=start, by=stage.system)
        for slug, organisation, role in MEMBERS:
            if slug == WEAVERS:
                add_member(coalition=coalition, organisation=stage.organisations[organisation], role=role, starts_on=start,
                           by=stage.system)  # fmt: skip
        seats = [(person.email, *seat) for person in PEOPLE for seat in person.seats if seat[0] == WEAVERS]
        for email, _slug, role, organisation in seats:
            give_seat(coalition=coalition, user=stage.people[email], role=role, starts_on=start, by=stage.system,
                      organisation=stage.organisations[organisation] if organisation else None)  # fmt: skip
        stage.counts["coalitions"] += 1
