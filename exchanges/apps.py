"""How does Django know the exchanges package?"""

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "exchanges"
