"""How does Django know this room?"""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "impactplatform.database"
