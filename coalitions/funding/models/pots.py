"""What is a common pot, who holds a seat in it, and what has been said of it publicly?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from coalitions.organisations.models import Organisation
from coalitions.programmes.models import Programme
from impactplatform.database.fields import AmountField
from impactplatform.web.languages import in_language


class Fund(models.Model):
    """A common pot: one currency, one operator, one policy."""

    slug = models.SlugField(max_length=80, unique=True)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="funds")
    phase = models.CharField(_("phase"), max_length=60, blank=True)
    operator = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="funds_operated", verbose_name=_("operator")
    )
    currency = models.CharField(_("currency"), max_length=3)
    signed_counted_percent = models.PositiveSmallIntegerField(
        _("part of signed agreements that may be allocated, in %"), default=0
    )
    four_eyes_above = AmountField(_("a second person agrees above"), null=True, blank=True)
    shows_public_totals = models.BooleanField(_("totals are public"), default=False)
    coalitions: models.ManyToManyField[Coalition, models.Model] = models.ManyToManyField(
        Coalition, related_name="funds", blank=True
    )
    closed_before = models.DateField(
        _("closed before this day"), null=True, blank=True, help_text="no row is dated before it"
    )
    is_fictitious = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name_fr"]
        verbose_name = _("common pot")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(signed_counted_percent__lte=100), name="fund_percent_in_range")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def scope(self) -> str:
        return f"fund:{self.slug}"


class FundSeat(models.Model):
    """A person's right to write a pot's ledger (operator) or to read it whole (funder)."""

    class Role(models.TextChoices):
        OPERATOR = "operator", _("operator")
        FUNDER = "funder", _("funder")

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="fund_seats")
    role = models.CharField(max_length=10, choices=Role)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_before = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "user__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fund", "user", "role"], condition=Q(ends_before__isnull=True), name="fundseat_open_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.fund} ({self.role})"


class FundStatement(models.Model):
    """What a third party published about a pot; two that disagree both stay."""

    fund = models.ForeignKey(Fund, models.CASCADE, null=True, blank=True, related_name="statements")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="fund_statements")
    subject = models.CharField(max_length=80, help_text="announced, granted…")
    amount = AmountField()
    currency = models.CharField(max_length=3)
    stated_on = models.CharField(_("date as the source gives it"), max_length=40, blank=True)
    phase = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=400)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_authoritative = models.BooleanField(default=False)

    class Meta:
        ordering = ["stated_on", "id"]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
