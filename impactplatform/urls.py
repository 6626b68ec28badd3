"""Where is each room on the web? French without prefix, English under /en/, Québec French under /fr-ca/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("impactplatform.site.urls")),
        prefix_default_language=False,
    ),
]
