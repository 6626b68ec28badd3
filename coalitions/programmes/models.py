"""What larger effort brings coalitions together, in which phase, and what has been said of it publicly?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from impactplatform.web.languages import in_language


class Programme(models.Model):
    """The Projet Impact collectif, the Territoire Impact collectif pilot, … never told apart by acronym."""

    slug = models.SlugField(max_length=80, unique=True)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    country = models.CharField(max_length=2, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_before = models.DateField(null=True, blank=True)
    perimeter = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    is_fictitious = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name_fr"]
        verbose_name = _("programme")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def summary(self) -> str:
        return in_language(self, "summary")


class ProgrammePartner(models.Model):
    """An organisation's part in a programme: funder, operator, coach, strategic partner without cash."""

    class Role(models.TextChoices):
        FUNDER = "funder", _("funder")
        OPERATOR = "operator", _("fund operator")
        COACH = "coach", _("coach")
        STRATEGIC = "strategic_partner", _("strategic partner without cash")
        LEAD = "lead", _("lead")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programme_roles")
    role = models.CharField(max_length=20, choices=Role)
    phase = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["phase", "role", "organisation__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "role", "phase"], name="programmepartner_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.role})"


class ProgrammeStatement(models.Model):
    """What somebody published about a programme. Two that disagree both stay; a person may mark one authoritative."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="statements")
    subject = models.CharField(max_length=80, help_text="pot announced, neighbourhoods, collectives…")
    text_fr = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400, blank=True)
    stated_on = models.CharField(_("date as the source gives it"), max_length=40, blank=True)
    source = models.CharField(max_length=400)
    is_authoritative = models.BooleanField(default=False)

    class Meta:
        ordering = ["subject", "stated_on", "id"]

    def __str__(self) -> str:
        return self.text_fr

    @property
    def text(self) -> str:
        return in_language(self, "text")
