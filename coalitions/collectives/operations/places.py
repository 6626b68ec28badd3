"""How does a coalition come to work for a place, or stop? Its perimeter follows."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from coalitions.collectives.domain import decide_end, get_perimeter_code, needs_perimeter
from coalitions.collectives.models import Coalition, CoalitionPlace
from coalitions.collectives.operations.coalitions import lock_coalition
from coalitions.collectives.operations.members import CannotEnd
from coalitions.collectives.queries import list_roles
from coalitions.territories.models import Territory, TerritoryLink
from coalitions.territories.vocabulary import Kind
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed

PERIMETER_SCHEME = "coalition"


class CannotAddPlace(CannotProceed):
    """already_there: the coalition works for this place already; own_perimeter: it is the coalition's own outline."""


@transaction.atomic
def add_place(
    *,
    coalition: Coalition,
    by: User,
    territory: Territory,
    starts_on: date | None = None,
    ends_before: date | None = None,
) -> CoalitionPlace:
    """The coalition works for this place from that day. Its perimeter then holds the place too."""
    require("coalition_profile.edit", list_roles(by, coalition))
    current = lock_coalition(coalition)
    if territory.scheme == PERIMETER_SCHEME and territory.code == get_perimeter_code(coalition.slug):
        raise CannotAddPlace("own_perimeter")
    if current.places.filter(territory=territory, ends_before__isnull=True).exists():
        raise CannotAddPlace("already_there", place=territory.name)
    place = CoalitionPlace.objects.create(
        coalition=current, territory=territory, starts_on=starts_on, ends_before=ends_before
    )
    _refresh_perimeter(current)
    record_entry(
        action="place.added",
        by=by,
        subject=territory,
        scope=current.scope,
        details={"starts_on": starts_on, "ends_before": ends_before},
    )
    coalition.perimeter = current.perimeter
    return place


@transaction.atomic
def end_place(*, place: CoalitionPlace, by: User, ends_before: date) -> CoalitionPlace:
    """The coalition no longer works for this place from that day on; what was counted before stays."""
    require("coalition_profile.edit", list_roles(by, place.coalition))
    coalition = lock_coalition(place.coalition)
    CannotEnd.unless(decide_end(place.starts_on, place.ends_before, ends_before))
    place.ends_before = ends_before
    place.save(update_fields=["ends_before"])
    _refresh_perimeter(coalition)
    record_entry(
        action="place.ended",
        by=by,
        subject=place.territory,
        scope=coalition.scope,
        details={"ends_before": ends_before},
    )
    return place


def _refresh_perimeter(coalition: Coalition) -> None:
    """The one place, or a place of its own linked to each with the same dates."""
    places = list(coalition.places.select_related("territory"))
    perimeter: Territory | None = places[0].territory if places else None
    if needs_perimeter([(p.territory_id, p.starts_on, p.ends_before) for p in places]):
        perimeter = whole = _make_perimeter(coalition)
        whole.child_links.all().delete()
        TerritoryLink.objects.bulk_create(
            TerritoryLink(child=p.territory, parent=whole, valid_from=p.starts_on, valid_until=p.ends_before)
            for p in places
        )
    if coalition.perimeter != perimeter:
        coalition.perimeter = perimeter
        coalition.save(update_fields=["perimeter"])


def _make_perimeter(coalition: Coalition) -> Territory:
    """A place of kind perimeter, named like the coalition and coded by its address."""
    perimeter, _ = Territory.objects.get_or_create(
        scheme=PERIMETER_SCHEME,
        code=get_perimeter_code(coalition.slug),
        defaults={"kind": Kind.PERIMETER, "name": coalition.name_fr, "country": coalition.country},
    )
    return perimeter
