"""Which place is an indicator first shown for, and who may see its exact figures there?"""

from __future__ import annotations

from collections.abc import Iterable

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import Person, list_visible_coalitions
from coalitions.funding.queries import list_roles
from coalitions.territories.models import Territory
from impactplatform.accounts.domain import decide
from indicators.aggregation.models import Total
from indicators.catalogue.models import Indicator


def list_followers(indicator: Indicator, by: Person) -> list[Coalition]:
    """The coalitions this person may know of that follow an indicator, invented ones last. One or two queries."""
    if indicator.coalition is not None:
        own = list_visible_coalitions(by).filter(pk=indicator.coalition.pk)
        return list(own.select_related("perimeter"))
    followers = list_visible_coalitions(by).filter(duties__indicator=indicator).distinct()
    return list(followers.select_related("perimeter").order_by("is_fictitious", "name_fr"))


def find_place(indicator: Indicator, named: str, followers: Iterable[Coalition]) -> Territory | None:
    """The place of "scheme:code"; without a name, the first follower's perimeter, its first place, or the widest total.

    None when the name is no place, or there is nothing to show yet. Three queries at most.
    """
    if named:
        scheme, _, code = named.partition(":")
        return Territory.objects.filter(scheme=scheme, code=code).first()
    for coalition in followers:
        if coalition.perimeter is not None:
            return coalition.perimeter
        duty = coalition.duties.filter(indicator=indicator).select_related("territory").first()
        if duty is not None:
            return duty.territory
    widest = (
        Total.objects.filter(version__indicator=indicator, category=0)
        .select_related("territory")
        .order_by("-expected", "id")
    )
    total = widest.first()
    return total.territory if total else None


def may_see_exact(indicator: Indicator, territory: Territory, followers: Iterable[Coalition], by: Person) -> bool:
    """Exact figures are for members: of the coalition whose indicator it is, or of the only one that gives it there."""
    if indicator.coalition is not None:
        return bool(decide("aggregate.view_internal", list_roles(by, indicator.coalition)))
    members = [one for one in followers if decide("aggregate.view_internal", list_roles(by, one))]
    theirs = [one for one in members if _is_theirs(one, territory)]
    others = indicator.duties.exclude(coalition__in=theirs).filter(territory=territory)
    return bool(theirs) and not others.exists()


def _is_theirs(coalition: Coalition, territory: Territory) -> bool:
    return coalition.perimeter_id == territory.pk or coalition.places.filter(territory=territory).exists()
