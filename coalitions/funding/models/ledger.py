"""What happened to the common pot's money? Rows that are only ever added; a mistake is reversed by a row that names it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition
from coalitions.funding.models.pots import Fund
from coalitions.funding.vocabulary import RestrictionKind
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from impactplatform.database.fields import AmountField
from impactplatform.web.choices import choices_of


class Entry(models.Model):
    """What every row of the ledger carries: what it is, when, why, who wrote it, its document."""

    append_only: ClassVar[tuple[str, ...]] = ()

    code = models.CharField(
        _("identifier"), max_length=80, blank=True, help_text="what a file calls this row; one per pot"
    )
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    amount = AmountField(_("amount"))
    on = models.DateField(_("date"))
    why = models.CharField(_("why"), max_length=300, blank=True)
    document = models.CharField(_("document"), max_length=300, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")

    class Meta:
        abstract = True
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.reference or self.pk} {self.amount}"


def _ledger_constraints(name: str, owner: str = "fund") -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(reverses__isnull=True, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0),
            name=f"{name}_sign",
        ),
        models.UniqueConstraint(fields=[owner, "code"], condition=~Q(code=""), name=f"{name}_code_unique"),
    ]


def _four_eyes_constraint(name: str) -> models.BaseConstraint:
    return models.CheckConstraint(
        condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("written_by")), name=f"{name}_decided_by_another"
    )


class Pledge(Entry):
    """A promise: not money yet."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="pledges")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="pledges")
    conditions = models.CharField(_("conditions"), max_length=300, blank=True)
    restriction_kind = models.CharField(max_length=14, choices=choices_of(RestrictionKind), blank=True)
    restriction_value = models.CharField(max_length=120, blank=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = _ledger_constraints("pledge")


class Agreement(Entry):
    """What was signed: period, restriction, how many instalments, reporting duties."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="agreements")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, blank=True, related_name="agreements")
    starts_on = models.DateField(null=True, blank=True)
    ends_before = models.DateField(null=True, blank=True)
    instalments_planned = models.PositiveSmallIntegerField(default=1)
    restriction_kind = models.CharField(max_length=14, choices=choices_of(RestrictionKind), blank=True)
    restriction_value = models.CharField(
        max_length=120, blank=True, help_text="theme slug, SCHEME:CODE, expense kind or period"
    )
    reporting = models.CharField(_("reporting duties"), max_length=300, blank=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = _ledger_constraints("agreement")


class PlannedInstalment(models.Model):
    """A part of an agreement that is due on a day; money only once received."""

    append_only: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="plan")
    number = models.PositiveSmallIntegerField()
    amount = AmountField(_("amount"))
    due_on = models.DateField(_("due on"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_on", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="plannedinstalment_number_unique"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="plannedinstalment_sign"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.amount}"


class Instalment(Entry):
    """Money received, with its bank reference. Its restriction is copied from the agreement when it is received."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="instalments")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="instalments")
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, blank=True, related_name="instalments")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="instalments")
    due_on = models.DateField(null=True, blank=True)
    restriction_kind = models.CharField(max_length=14, choices=choices_of(RestrictionKind), blank=True)
    restriction_value = models.CharField(max_length=120, blank=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = _ledger_constraints("instalment")


class Allocation(Entry):
    """Money decided for a coalition or one of its actions. Proposed, then in force once decided (by somebody else above the threshold)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        IN_FORCE = "in_force", _("in force")
        DECLINED = "declined", _("declined")

    append_only: ClassVar[tuple[str, ...]] = ("state", "decided_by", "decided_at", "decision")

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="allocations")
    coalition = models.ForeignKey(Coalition, models.PROTECT, related_name="allocations")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="allocations")
    theme = models.SlugField(max_length=40, blank=True)
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    expense_kind = models.SlugField(max_length=40, blank=True)
    decision = models.CharField(_("decision that made it"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = [*_ledger_constraints("allocation"), _four_eyes_constraint("allocation")]


class Payment(Entry):
    """Money sent to an organisation out of an allocation. Above the threshold, prepared by one person and sent by another."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("prepared")
        SENT = "sent", _("sent")
        DECLINED = "declined", _("declined")

    append_only: ClassVar[tuple[str, ...]] = ("state", "decided_by", "decided_at")

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="payments")
    payee = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="payments_received")
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = [*_ledger_constraints("payment", "allocation"), _four_eyes_constraint("payment")]


class Expense(Entry):
    """What a payment paid for. The part beyond the payments is borne by the partner, and said so."""

    class State(models.TextChoices):
        REPORTED = "reported", _("reported")
        VALIDATED = "validated", _("validated")
        RETURNED = "returned", _("sent back")

    append_only: ClassVar[tuple[str, ...]] = ("state", "decided_by", "decided_at")

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="expenses")
    payee = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="expenses_reported")
    kind = models.SlugField(_("kind of expense"), max_length=40, blank=True)
    borne_by_partner = AmountField(_("part borne by the partner"), default=0)
    state = models.CharField(max_length=10, choices=State, default=State.REPORTED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = [
            *_ledger_constraints("expense", "allocation"),
            _four_eyes_constraint("expense"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, borne_by_partner__gte=0, borne_by_partner__lte=F("amount"))
                | Q(reverses__isnull=False, borne_by_partner__lte=0, borne_by_partner__gte=F("amount")),
                name="expense_borne_within_amount",
            ),
        ]


class InKindContribution(Entry):
    """Hours, premises, goods: never in the cash totals. `amount` = quantity × unit value, on a stated basis."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="in_kind")
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="in_kind_given")
    coalition = models.ForeignKey(Coalition, models.PROTECT, null=True, blank=True, related_name="in_kind")
    kind = models.SlugField(max_length=40, help_text="volunteering, premises, goods, services")
    quantity = models.CharField(max_length=60, blank=True, help_text="120 hours")
    basis = models.CharField(_("basis of valuation"), max_length=200, blank=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = _ledger_constraints("inkind")
