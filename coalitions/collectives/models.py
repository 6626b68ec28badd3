"""What is a coalition: its places, its members with their parts and dates, and the people who hold its seats?"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coalitions.collectives.vocabulary import MemberRole, SeatRole
from coalitions.organisations.models import Organisation
from coalitions.programmes.models import Programme
from coalitions.territories.models import Territory
from impactplatform.database.constraints import or_ever, or_zero, unique_with_blanks
from impactplatform.kernel.text import fold
from impactplatform.web.choices import choices_of
from impactplatform.web.languages import in_language


class Coalition(models.Model):
    """The organisations and people of one or several places who act for a shared change."""

    slug = models.SlugField(_("name in addresses"), max_length=80, unique=True)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    folded_name = models.CharField(max_length=420, editable=False)
    presentation_fr = models.TextField(_("presentation (French)"), blank=True)
    presentation_en = models.TextField(_("presentation (English)"), blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    contact_email = models.EmailField(_("contact"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    starts_on = models.DateField(_("since"), null=True, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="coalitions")
    perimeter = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coalitions_bounded",
        help_text="the one place, or a place of kind perimeter that holds all its places",
    )
    source = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(_("has a public page"), default=False)
    is_fictitious = models.BooleanField(_("invented for demonstration"), default=False)
    archived_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords(excluded_fields=["folded_name"])

    class Meta:
        ordering = ["name_fr", "id"]
        verbose_name = _("coalition")
        verbose_name_plural = _("coalitions")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded_name = fold(f"{self.name_fr} {self.name_en}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on untouched

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def presentation(self) -> str:
        return in_language(self, "presentation")

    @property
    def scope(self) -> str:
        """How the audit trail and jobs name this coalition."""
        return f"coalition:{self.slug}"


class DatedQuerySet(models.QuerySet[models.Model]):
    def in_force(self, day: date) -> Self:
        """Those that hold that day; a missing date is open."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        return self.filter(begun, Q(ends_before__isnull=True) | Q(ends_before__gt=day))


class Dated(models.Model):
    """Something that holds from a day until another (exclusive)."""

    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_before = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class CoalitionPlace(Dated):
    """A place the coalition works for."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="places")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="coalition_places")

    class Meta:
        ordering = ["territory__name"]
        constraints: ClassVar = [
            unique_with_blanks("coalition", "territory", or_ever("starts_on"), name="coalitionplace_unique")
        ]

    def __str__(self) -> str:
        return f"{self.coalition} · {self.territory}"


class Membership(Dated):
    """An organisation's part in a coalition."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("part"), max_length=20, choices=choices_of(MemberRole), default=MemberRole.PARTNER)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["coalition", "organisation", "role"],
                condition=Q(ends_before__isnull=True),
                name="membership_open_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.coalition}"


class Seat(Dated):
    """A person's right to act for a coalition, as coordinator, partner (of an organisation) or coach."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seats")
    role = models.CharField(_("role"), max_length=20, choices=choices_of(SeatRole))
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="seats")

    class Meta:
        ordering = ["user__name", "user__email"]
        constraints: ClassVar = [
            unique_with_blanks(
                "coalition",
                "user",
                "role",
                or_zero("organisation"),
                condition=Q(ends_before__isnull=True),
                name="seat_open_unique",
            ),
            models.CheckConstraint(
                condition=~Q(role="partner") | Q(organisation__isnull=False), name="seat_partner_has_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.coalition} ({self.role})"


class Invitation(models.Model):
    """A link sent to somebody to take a seat; the token is kept only as a digest."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=choices_of(SeatRole))
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.email


class BrokenSeal(models.Model):
    """A platform admin opened a coalition's sealed pages: why, and until when. The coalition is told."""

    append_only: ClassVar[tuple[str, ...]] = ()

    coalition = models.ForeignKey(Coalition, models.PROTECT, related_name="broken_seals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    broken_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.reason
