"""How does Django know the indicators package?"""

from importlib import import_module

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"

    def ready(self) -> None:
        """Make the task known wherever the bell may ring, not only in a worker."""
        import_module("indicators.aggregation.tasks")
