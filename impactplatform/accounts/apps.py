"""How does Django know the accounts?"""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "impactplatform.accounts"
