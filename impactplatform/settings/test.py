"""The tests: quick passwords, no static manifest, mail in memory, tables emptied between tests."""

import os

from impactplatform.settings.base import *  # noqa: F403  # settings modules extend one another by design
from impactplatform.settings.base import DATABASES, STORAGES, VAR_DIR

SECRET_KEY = "tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MFA_REQUIRED = False  # its own tests switch it on
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
APPEND_ONLY_REFUSES_DELETE = False
MEDIA_ROOT = VAR_DIR / "test-media"
if "sqlite" not in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"].pop("pool", None)  # the test database is dropped at the end: no pool may hold it
    if suffix := os.environ.get("TEST_DB_SUFFIX"):  # several people may test beside one another
        DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_platform_{suffix}"
