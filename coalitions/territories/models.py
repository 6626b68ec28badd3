"""What is a place, which code names it, and what larger places did it belong to, when?"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coalitions.territories.vocabulary import Kind
from impactplatform.database.constraints import or_ever, unique_with_blanks
from impactplatform.kernel.text import fold
from impactplatform.web.choices import choices_of


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def valid_on(self, day: date) -> TerritoryQuerySet:
        """Places whose code was in force that day."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=day)
        )


class Territory(models.Model):
    """A place named by a code of a scheme. Codes are text. `valid_until` is exclusive."""

    scheme = models.SlugField(_("list of codes"), max_length=30, help_text="qpv-2014, cog-commune, montreal-quartier…")
    code = models.CharField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=choices_of(Kind))
    name = models.CharField(_("name"), max_length=200)
    folded_name = models.CharField(max_length=200, editable=False, db_index=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True)
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of that count"), null=True, blank=True)
    vintage = models.CharField(_("vintage"), max_length=30, blank=True)
    outline = models.JSONField(_("outline"), null=True, blank=True, help_text="GeoJSON geometry, WGS84")
    source = models.CharField(_("source"), max_length=300, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    parents: models.ManyToManyField[Territory, TerritoryLink] = models.ManyToManyField(
        "self", through="TerritoryLink", through_fields=("child", "parent"), symmetrical=False, related_name="children"
    )

    objects = TerritoryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["outline", "folded_name"])

    class Meta:
        ordering = ["name", "code"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "code"], name="territory_code_unique"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="territory_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on untouched


class TerritoryLink(models.Model):
    """A place belongs to a larger one from a day until another (exclusive)."""

    child = models.ForeignKey(Territory, models.CASCADE, related_name="parent_links")
    parent = models.ForeignKey(Territory, models.CASCADE, related_name="child_links")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            unique_with_blanks("child", "parent", or_ever("valid_from"), name="territorylink_unique"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="territorylink_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} → {self.parent_id}"
