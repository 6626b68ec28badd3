"""One person's machine: no service needed, plain static files, mail printed or kept in a folder."""

from impactplatform.settings.base import *  # noqa: F403  # settings modules extend one another by design
from impactplatform.settings.base import BASE_DIR, STORAGES, VAR_DIR, env

SECRET_KEY = env("SECRET_KEY", default="local-only-" + str(BASE_DIR))
DEBUG = env.bool("DEBUG", default=False)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=False)
if not env("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
