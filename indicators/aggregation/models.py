"""What is stored of a total: a state that can be merged upwards, its coverage, and which run made it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from coalitions.territories.models import Territory
from impactplatform.database.fields import FixedPointField
from indicators.catalogue.models import DirtyKey, IndicatorVersion

__all__ = ["DirtyKey", "Run", "SeenLink", "Total"]


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


class SeenLink(models.Model):
    """Which place belonged to which when totals were last computed: compared with the links of today by each sweep."""

    child_id = models.BigIntegerField()
    parent_id = models.BigIntegerField()
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.child_id} → {self.parent_id}"


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
    origin = models.CharField(
        max_length=8, help_text="own: its own figure; parts: made of its parts; none: only expected"
    )
    official = FixedPointField(null=True, help_text="the place's own figure, shown beside the sum of its parts")
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
        indexes: ClassVar = [
            models.Index(fields=["territory", "period", "version"], name="total_place"),
            models.Index(fields=["version", "period", "territory"], name="total_table"),
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.territory} · {self.period}"
