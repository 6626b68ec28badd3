"""Which organisations are there, and which number or name finds them?"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from coalitions.organisations.models import Identifier, Organisation
from impactplatform.kernel.text import fold

SEARCH_LONGEST = 200


def get_organisation(slug: str) -> Organisation:
    """The organisation of this address, with its numbers; raises Organisation.DoesNotExist. Two queries."""
    return Organisation.objects.prefetch_related("identifiers").select_related("merged_into").get(slug=slug)


def find_survivor(organisation: Organisation) -> Organisation:
    """The organisation this one was merged into, however many times; itself when it never was. A query a step."""
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation


def find_by_identifiers(pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], Organisation]:
    """For each (scheme, value) that some organisation carries: that organisation. A query for each 400 pairs.

    Values are compared as stored, that is in the tidy form `check_identifier` gives.
    """
    wanted, found = set(pairs), {}
    values = sorted({value for _, value in wanted})
    for start in range(0, len(values), 400):
        known = Identifier.objects.filter(value__in=values[start : start + 400]).select_related("organisation")
        found.update({(i.scheme, i.value): i.organisation for i in known if (i.scheme, i.value) in wanted})
    return found


def list_organisations() -> QuerySet[Organisation]:
    """All organisations that were not merged into another, by name."""
    return Organisation.objects.filter(merged_into__isnull=True)


def search_organisations(text: str, *, among: QuerySet[Organisation] | None = None) -> QuerySet[Organisation]:
    """Organisations whose name or short name holds every word of `text`, accents and case aside, by name.

    An empty text, or one above 200 characters, finds nothing.
    """
    start = list_organisations() if among is None else among
    return start.filter(*_named(text)) if 0 < len(text.strip()) <= SEARCH_LONGEST else start.none()


def list_public_ids(organisation_ids: Iterable[int]) -> frozenset[int]:
    """Those of these organisations that a visitor may know of. One query.

    An organisation is public when a public coalition counts it among its members, or a programme among its partners.
    """
    chosen = Organisation.objects.filter(pk__in=list(organisation_ids))
    public = Q(memberships__coalition__is_public=True, memberships__coalition__archived_on__isnull=True)
    return frozenset(chosen.filter(public | Q(programme_roles__isnull=False)).values_list("pk", flat=True).distinct())


def _named(text: str) -> list[Q]:
    return [Q(folded_name__contains=word) | Q(short_name__icontains=word) for word in fold(text).split()[:8]]
