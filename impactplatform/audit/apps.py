"""How does Django know the audit trail?"""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "impactplatform.audit"

    def ready(self) -> None:
        from impactplatform.database.triggers import lay_triggers

        post_migrate.connect(
            lambda using="default", **kwargs: lay_triggers(using), weak=False, dispatch_uid="append-only"
        )
