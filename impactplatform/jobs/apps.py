"""How does Django know jobs?"""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "impactplatform.jobs"

    def ready(self) -> None:
        """Every kind of work is known once all models are."""
        from impactplatform.jobs.handlers import load_handlers  # models are ready only now

        load_handlers()
