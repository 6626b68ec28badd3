"""What is a partner organisation, and which registers know it?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coalitions.organisations.vocabulary import Scheme, Sector, Verdict
from impactplatform.kernel.text import fold
from impactplatform.web.choices import choices_of


class Organisation(models.Model):
    """A public body, association, business, foundation, residents' group or First Nation government."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=250)
    folded_name = models.CharField(max_length=250, editable=False, db_index=True)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=choices_of(Sector), default=Sector.UNKNOWN)
    country = models.CharField(_("country"), max_length=2, blank=True)
    street = models.CharField(_("street"), max_length=250, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    presentation_fr = models.TextField(_("presentation (French)"), blank=True)
    presentation_en = models.TextField(_("presentation (English)"), blank=True)
    notes = models.JSONField(_("other columns kept from imported files"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_fictitious = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    version = models.PositiveIntegerField(
        default=1, help_text="grows with each change; guards against silent overwriting"
    )

    history = HistoricalRecords(excluded_fields=["folded_name"])

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Identifier(models.Model):
    """What a register calls an organisation, with our verdict on its form."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=choices_of(Scheme))
    value = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10, choices=choices_of(Verdict))

    class Meta:
        ordering = ["scheme", "value"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["scheme", "value"], name="identifier_unique")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"
