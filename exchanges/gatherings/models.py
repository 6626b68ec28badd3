"""Which visits and gatherings brought coalitions together, who came, and where did they go?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from coalitions.organisations.models import Organisation
from coalitions.programmes.models import Programme
from coalitions.territories.models import Territory
from impactplatform.web.languages import in_language


class Gathering(models.Model):
    """A learning visit, festival or workshop."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("learning visit")
        FESTIVAL = "festival", _("festival")
        WORKSHOP = "workshop", _("workshop")

    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    summary_fr = models.TextField(_("what happened (French)"), blank=True)
    summary_en = models.TextField(_("what happened (English)"), blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_before = models.DateField(_("until"), null=True, blank=True)
    when_stated = models.CharField(_("date as the source gives it"), max_length=60, blank=True)
    visitors = models.PositiveIntegerField(_("visitors"), null=True, blank=True)
    host_programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="hosted_gatherings"
    )
    guest_programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="gatherings_joined"
    )
    coalition = models.ForeignKey(Coalition, models.PROTECT, null=True, blank=True, related_name="gatherings")
    source = models.CharField(_("source"), max_length=400, blank=True)
    is_public = models.BooleanField(_("shown to everybody"), default=True)
    is_fictitious = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = _("gathering")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def summary(self) -> str:
        return in_language(self, "summary")


class GatheringStop(models.Model):
    """A place that was visited."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="stops")
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="gathering_stops")
    label = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label


class GatheringGuest(models.Model):
    """An organisation that took part."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="guests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="gatherings_joined")

    class Meta:
        ordering = ["organisation__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "organisation"], name="gatheringguest_unique")
        ]

    def __str__(self) -> str:
        return str(self.organisation)
