"""How does Django know the indicators package?"""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"
