"""The floor and the roof of the platform: what every noun stands on, and the pages that compose several."""

from impactplatform.celery import app as celery_app

__all__ = ["celery_app"]
