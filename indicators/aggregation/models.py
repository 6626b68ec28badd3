"""What is stored of a total: a state that can be merged upwards, its coverage, and which run made it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from coalitions.territories.models import Territory
from impactplatform.database.fields import FixedPointField
from indicators.catalogue.models import Indicator, IndicatorVersion


class Run(models.Model):
    """One pass of the aggregation: what it was for, how much it did, what it found."""

    kind = models.CharField(max_length=10, help_text="refresh, full or verify")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    keys = models.PositiveIntegerField(default=0)
    cells = models.PositiveIntegerField(default=0)
    differences = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DirtyKey(models.Model):
    """The order to compute again: written in the transaction that changed something. Deleted by the run that obeyed."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    territory = models.ForeignKey(Territory, models.CASCADE, null=True, related_name="+", help_text="none: every place")
    period = models.PositiveIntegerField(null=True, help_text="none: every period")
    queued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.territory_id} {self.period}"


class Total(models.Model):
    """The stored partial state and result of an indicator for a place, a period and a category (none: the whole)."""

    version = models.ForeignKey(IndicatorVersion, models.CASCADE, related_name="totals")
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="totals")
    category = models.PositiveBigIntegerField(default=0, help_text="key of the category; 0: the whole")
    period = models.PositiveIntegerField()
    # the mergeable state (measurement.md section 7)
    sum = FixedPointField(null=True)
    numerator = FixedPointField(null=True)
    denominator = FixedPointField(null=True)
    weight = FixedPointField(null=True)
    minimum = FixedPointField(null=True)
    maximum = FixedPointField(null=True)
    latest_period = models.PositiveIntegerField(null=True)
    # coverage, counted in reporting duties
    expected = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    approved = models.PositiveIntegerField(default=0)
    stale = models.PositiveIntegerField(default=0)
    hidden = models.PositiveIntegerField(default=0)
    # the result by the indicator's own rules
    state = models.CharField(max_length=10)
    value = FixedPointField(
        null=True, help_text="null unless number or zero; a share in percent, rounded to 4 decimals"
    )
    reason = models.CharField(max_length=40, blank=True, help_text="code, when refused or withheld")
    lower = FixedPointField(null=True, help_text="bounds, for distinct people")
    upper = FixedPointField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["version_id", "territory_id", "period"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "territory", "category", "period"], name="total_unique")
        ]
        indexes: ClassVar = [models.Index(fields=["territory", "period", "version"], name="total_place")]

    def __str__(self) -> str:
        return f"{self.version} · {self.territory} · {self.period}"
