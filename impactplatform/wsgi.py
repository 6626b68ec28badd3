"""The door a web server knocks on."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impactplatform.settings.production")

application = get_wsgi_application()
