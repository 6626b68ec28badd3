"""How does Django know this room?"""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "impactplatform.web"
