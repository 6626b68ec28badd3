"""What do we do together, who leads it, and which change does it serve?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coalitions.collectives.models import Coalition
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from impactplatform.web.languages import in_language


class Action(models.Model):
    """One action of the shared plan."""

    class Status(models.TextChoices):
        IDEA = "idea", _("idea")
        PLANNED = "planned", _("planned")
        UNDER_WAY = "under_way", _("under way")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="actions")
    slug = models.SlugField(max_length=120)
    title_fr = models.CharField(_("title (French)"), max_length=250)
    title_en = models.CharField(_("title (English)"), max_length=250, blank=True)
    description_fr = models.TextField(_("description (French)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    change_code = models.SlugField(
        _("change it serves"), max_length=40, blank=True, help_text="code of a change sought, in any version"
    )
    lead = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="actions_led", verbose_name=_("lead")
    )
    place = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("place")
    )
    theme = models.SlugField(_("theme"), max_length=40, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PLANNED)
    status_reason = models.CharField(_("why"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_before = models.DateField(_("ends before"), null=True, blank=True)
    is_public = models.BooleanField(_("shown to everybody"), default=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["status", "starts_on", "id"]
        verbose_name = _("action")
        constraints: ClassVar = [models.UniqueConstraint(fields=["coalition", "slug"], name="action_slug_unique")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def description(self) -> str:
        return in_language(self, "description")


class ActionPartner(models.Model):
    """An organisation that takes part in an action."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="actions_joined")

    class Meta:
        ordering = ["organisation__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "organisation"], name="actionpartner_unique")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.action}"
