"""How does Django know jobs?"""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "impactplatform.jobs"
