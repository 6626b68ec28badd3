"""Who does the work that should not make a page wait? The row is the order; a message is only a bell."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impactplatform.settings.local")

app = Celery("impactplatform")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(lambda: ["indicators.aggregation", "coalitions.funding"])  # nouns are no apps of their own
