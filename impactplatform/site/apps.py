"""How does Django know this room?"""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "impactplatform.site"
