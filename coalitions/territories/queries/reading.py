"""Which place carries this code or name, what is inside it, what is it inside of, and what do all links say?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from coalitions.territories.domain.loading import Key, Known, KnownLink, KnownPlace
from coalitions.territories.domain.membership import Link, Place, Span, Tree
from coalitions.territories.models import Territory, TerritoryLink, TerritoryQuerySet
from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.text import fold

SEARCH_LONGEST = 200
_CHUNK = 400  # SQLite takes a bounded number of values in one statement


def get_territory(scheme: str, code: str) -> Territory:
    """The place of this code, the scheme in any case; raises Territory.DoesNotExist. One query."""
    return Territory.objects.get(scheme=scheme.lower(), code=code)


def find_by_code(text: str) -> Territory | Refused:
    """The place written `SCHEME:CODE`, or CODE when only one list has it.

    Refused: unknown_territory (value), ambiguous_territory (value, choices as SCHEME:CODE). One query.
    """
    return find_by_codes([text])[text]


def find_by_codes(texts: Collection[str]) -> dict[str, Territory | Refused]:
    """As `find_by_code` for each text, without outlines. A query for each 400 codes."""
    codes = sorted({text.rpartition(":")[2].strip() for text in texts})
    by_code: dict[str, list[Territory]] = defaultdict(list)
    for start in range(0, len(codes), _CHUNK):
        for territory in Territory.objects.defer("outline").filter(code__in=codes[start : start + _CHUNK]):
            by_code[territory.code].append(territory)
    return {text: _choose(text, by_code) for text in texts}


def list_parts(territory: Territory, on: date | None = None) -> QuerySet[Territory]:
    """The places directly inside that day (today by default), by name; each once."""
    day = on or timezone.localdate()
    inside = TerritoryLink.objects.filter(_holds(day), parent=territory).values("child_id")
    return Territory.objects.valid_on(day).filter(pk__in=inside)


def list_larger(territory: Territory, on: date | None = None) -> QuerySet[Territory]:
    """The places it directly belongs to that day (today by default), by name; each once."""
    around = TerritoryLink.objects.filter(_holds(on or timezone.localdate()), child=territory).values("parent_id")
    return Territory.objects.filter(pk__in=around)


def search_territories(text: str, among: TerritoryQuerySet | None = None) -> QuerySet[Territory]:
    """Places whose name holds every word, or whose code is the text; accents, case, dashes and apostrophes aside.

    The exact name first, then names that begin with the text, then the rest; places in force before past ones.
    An empty text, or one above 200 characters, finds nothing.
    """
    start = Territory.objects.all() if among is None else among
    wanted = fold(text)
    if not wanted or len(text) > SEARCH_LONGEST:
        return start.none()
    found = Q()
    for word in wanted.replace("-", " ").split()[:8]:
        found &= Q(folded_name__contains=word)
    rank = Case(
        When(folded_name=wanted, then=Value(0)),
        When(code__iexact=text.strip(), then=Value(0)),
        When(folded_name__startswith=wanted, then=Value(1)),
        When(Q(folded_name__contains=f" {wanted}") | Q(folded_name__contains=f"-{wanted}"), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    past = Case(
        When(valid_until__lte=timezone.localdate(), then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    return (
        start.filter(found | Q(code__iexact=text.strip()))
        .annotate(rank=rank, past=past)
        .order_by("rank", "past", "name", "code")
    )


def summarise_kinds() -> dict[str, int]:
    """How many places of each kind are known, those no longer in force too. One query."""
    counted = Territory.objects.order_by().values("kind").annotate(how_many=Count("id"))
    return {row["kind"]: row["how_many"] for row in counted}


def read_tree() -> Tree:
    """All places and links as plain values, for pure computations (aggregation). Two queries, whatever the size."""
    places = {
        pk: Place(pk, scheme, kind, Span(since, until))
        for pk, scheme, kind, since, until in Territory.objects.order_by("pk").values_list(
            "pk", "scheme", "kind", "valid_from", "valid_until"
        )
    }
    rows = TerritoryLink.objects.order_by("pk").values_list("child_id", "parent_id", "valid_from", "valid_until")
    return Tree(places, tuple(Link(child, parent, Span(since, until)) for child, parent, since, until in rows))


def read_known(outlines_of: Collection[Key]) -> Known:
    """Everything a load compares with; outlines only of the places named. Two queries, one more per 400 outlines."""
    columns = ("pk", "scheme", "code", "kind", "name", "country", "population", "population_year", "vintage", "source",
               "valid_from", "valid_until")  # fmt: skip
    places = {
        (row["scheme"], row["code"]): KnownPlace(row["pk"], {**row, "outline": None})
        for row in Territory.objects.order_by("pk").values(*columns)
    }
    keys = {place.id: key for key, place in places.items()}
    wanted = [places[key].id for key in outlines_of if key in places]
    for start in range(0, len(wanted), _CHUNK):
        for pk, outline in Territory.objects.filter(pk__in=wanted[start : start + _CHUNK]).values_list("pk", "outline"):
            places[keys[pk]] = KnownPlace(pk, {**places[keys[pk]].values, "outline": outline})
    links = TerritoryLink.objects.order_by("pk").values_list("pk", "child_id", "parent_id", "valid_from", "valid_until")
    return Known(places, [KnownLink(pk, keys[c], keys[p], Span(since, until)) for pk, c, p, since, until in links])


def _holds(day: date) -> Q:
    since = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return since & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))


def _choose(text: str, by_code: dict[str, list[Territory]]) -> Territory | Refused:
    scheme, colon, code = text.rpartition(":")
    choices = by_code.get(code.strip(), [])
    if colon:
        choices = [territory for territory in choices if territory.scheme == scheme.strip().lower()]
    if len(choices) == 1:
        return choices[0]
    if not choices:
        return Refused("unknown_territory", {"value": text})
    return Refused("ambiguous_territory", {"value": text, "choices": sorted(f"{t.scheme}:{t.code}" for t in choices)})
