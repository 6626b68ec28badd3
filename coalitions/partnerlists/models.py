"""What is a partner list on its way in: the file, what was read of it, what was decided row by row?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from coalitions.organisations.models import Organisation


class PartnerList(models.Model):
    """One file. Nothing of it enters the directory before the person confirms."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("File received")
        READING = "reading", _("Being read")
        COLUMNS = "columns", _("Columns to confirm")
        PLANNING = "planning", _("Rows being compared")
        REVIEW = "review", _("Rows to check")
        APPLYING = "applying", _("Being saved")
        APPLIED = "applied", _("Saved")
        UNDONE = "undone", _("Undone")
        REFUSED = "refused", _("Refused")
        ABANDONED = "abandoned", _("Abandoned")

    coalition = models.ForeignKey(Coalition, models.PROTECT, related_name="partner_lists")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    file = models.FileField(upload_to="partner-lists/")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    sheet = models.CharField(max_length=120, blank=True)
    reading = models.JSONField(default=dict, help_text="sheets, header row, encoding, warnings")
    columns = models.JSONField(default=list, help_text="[{source, target, confidence, samples}]")
    counts = models.JSONField(default=dict)
    problem = models.JSONField(default=dict, help_text="{code, details} when refused")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class PartnerRow(models.Model):
    """One row of the file: what it says, the verdict on it, what the person decided, what it became."""

    class Verdict(models.TextChoices):
        NEW = "new", _("new")
        UPDATE = "update", _("update")
        UNCHANGED = "unchanged", _("already the same")
        DUPLICATE = "duplicate", _("possible duplicate")
        REJECTED = "rejected", _("rejected")

    class Decision(models.TextChoices):
        TAKE = "take", _("save")
        MERGE = "merge", _("merge")
        KEEP_BOTH = "keep_both", _("keep both")
        LEAVE = "leave", _("leave aside")

    partner_list = models.ForeignKey(PartnerList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="row as the spreadsheet shows it")
    cells = models.JSONField(default=dict, help_text="their column: text")
    values = models.JSONField(default=dict, help_text="our field: value")
    verdict = models.CharField(max_length=10, choices=Verdict)
    problems = models.JSONField(default=list, help_text="[{column, code, details}]")
    candidate = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    same_as_row = models.PositiveIntegerField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    before = models.JSONField(null=True, help_text="what the directory held, so that it can be undone")
    after_version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["partner_list", "number"], name="partnerrow_unique")]
        indexes: ClassVar = [models.Index(fields=["partner_list", "verdict"], name="partnerrow_verdict")]

    def __str__(self) -> str:
        return f"{self.partner_list} {self.number}"
