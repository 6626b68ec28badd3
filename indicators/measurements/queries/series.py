"""Which series does a contributor write to, and what is the newest version of one of its figures?"""

from __future__ import annotations

from django.db.models import Q

from coalitions.collectives.models import Coalition
from indicators.catalogue.models import Category, IndicatorVersion
from indicators.measurements.models import Measurement, Series
from indicators.measurements.vocabulary import SeriesRole


def find_series(
    version: IndicatorVersion, territory: int, organisation: int | None, coalition: Coalition | None
) -> Series | None:
    """The series of a contributor (an organisation in a place, or the place itself), the oldest one.

    A coalition finds its own, or one that belongs to nobody yet; never another coalition's. One query.
    """
    found = Series.objects.filter(
        Q(coalition=coalition) | Q(coalition__isnull=True), version=version, territory_id=territory
    )
    who = Q(organisation_id=organisation) if organisation is not None else Q(organisation__isnull=True)
    return found.filter(who).exclude(role=SeriesRole.OFFICIAL).order_by("coalition_id", "id").first()


def find_latest(series: Series, period: int, category: Category | None) -> Measurement | None:
    """The newest version of a figure, whatever its status. One query."""
    found = Measurement.objects.filter(series=series, period=period, category=category, is_latest=True)
    return found.select_related("entered_by").first()
