"""How does Django know the coalitions package?"""

from django.apps import AppConfig


class CoalitionsConfig(AppConfig):
    name = "coalitions"
