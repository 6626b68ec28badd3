"""What is a long piece of work a person can watch, leave and come back to?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """The order itself: a row written with the change that asks for it. The message to a worker is only a bell."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped by a problem")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=160, unique=True, help_text="the same key is the same order")
    scope = models.CharField(max_length=120, db_index=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=60, blank=True, help_text="code of what is being done now")
    result = models.JSONField(default=dict)
    problem = models.CharField(max_length=200, blank=True, help_text="code, never a trace")
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    ordered_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, help_text="the latest try")
    not_before = models.DateTimeField(null=True, help_text="the pause after a failed try")
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="jobs_job_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["scope"], condition=models.Q(state="running"), name="jobs_one_running_per_scope"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
