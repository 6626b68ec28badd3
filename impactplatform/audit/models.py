"""What is kept of each thing that was done?"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act. No foreign keys: the trail outlives what it speaks of."""

    append_only: ClassVar[tuple[str, ...]] = ()

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(_("who"), max_length=200)
    action = models.CharField(_("what"), max_length=80, help_text="past: measurement.approved")
    subject_kind = models.CharField(max_length=80, help_text="app_label.Model")
    subject_id = models.CharField(max_length=80)
    subject_label = models.CharField(_("on what"), max_length=300)
    scope = models.CharField(max_length=120, help_text="coalition:slug, fund:slug, territory:code or platform")
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["scope", "-id"], name="audit_entry_scope"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_entry_subject"),
        ]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.action} {self.subject_label}"
