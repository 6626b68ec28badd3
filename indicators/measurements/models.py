"""What was measured, by whom, and what became of it? Versions of a value, never edited."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from impactplatform.database.constraints import or_zero, unique_with_blanks
from impactplatform.database.fields import FixedPointField
from impactplatform.kernel.periods import Period
from impactplatform.web.choices import choices_of
from indicators.catalogue.models import Category, IndicatorVersion
from indicators.measurements.vocabulary import Flag, SeriesRole, State, Status


class Series(models.Model):
    """A definition followed for a place (or an organisation in a place) from one source. Never one per person who types."""

    version = models.ForeignKey(IndicatorVersion, models.PROTECT, related_name="series")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="series")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="series")
    coalition = models.ForeignKey(Coalition, models.PROTECT, null=True, blank=True, related_name="series")
    source = models.CharField(_("source"), max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=choices_of(SeriesRole), default=SeriesRole.PART)

    class Meta:
        ordering = ["id"]
        constraints: ClassVar = [
            unique_with_blanks("version", "territory", or_zero("organisation"), "source", name="series_unique")
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.territory}"


class Measurement(models.Model):
    """One version of the value of a series for a period and a category. A correction is a new version."""

    append_only: ClassVar[tuple[str, ...]] = (
        "status",
        "is_latest",
        "is_in_force",
        "submitted_by",
        "submitted_at",
        "decided_by",
        "decided_at",
        "message",
    )

    series = models.ForeignKey(Series, models.PROTECT, related_name="measurements")
    period = models.PositiveIntegerField(help_text="id of the period")
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", help_text="none: the whole"
    )
    number = models.PositiveIntegerField(help_text="version, from 1")
    state = models.CharField(max_length=10, choices=choices_of(State))
    value = FixedPointField(null=True, blank=True, help_text="a number, or the mean")
    numerator = FixedPointField(null=True, blank=True)
    denominator = FixedPointField(null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True, help_text="how many answers a mean rests on")
    flag = models.CharField(max_length=12, choices=choices_of(Flag), blank=True)
    as_of = models.DateField(null=True, blank=True)
    vintage = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reason = models.CharField(_("why it is corrected"), max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=choices_of(Status), default=Status.DRAFT)
    is_latest = models.BooleanField(default=True, help_text="the newest version, whatever its status")
    is_in_force = models.BooleanField(default=False, help_text="the approved version that totals use")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["series_id", "period", "-number"]
        constraints: ClassVar = [
            unique_with_blanks("series", "period", or_zero("category"), "number", name="measurement_version_unique"),
            unique_with_blanks(
                "series", "period", or_zero("category"), condition=Q(is_latest=True), name="measurement_one_latest"
            ),
            unique_with_blanks(
                "series", "period", or_zero("category"), condition=Q(is_in_force=True), name="measurement_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["number", "zero"])
                | Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True),
                name="measurement_silence_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(decided_by=models.F("submitted_by")),
                name="measurement_four_eyes",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["period", "series"], name="measurement_period")]

    def __str__(self) -> str:
        return f"{self.series} · {Period.from_id(self.period).code} ({self.number})"


class MonthClosing(models.Model):
    """A coalition said that a month's figures are complete: blanks are meant to be blank. It can be reopened."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="month_closings")
    period = models.PositiveIntegerField()
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(auto_now_add=True)
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["coalition", "period"], condition=Q(reopened_at__isnull=True), name="monthclosing_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.coalition} · {Period.from_id(self.period).code}"
