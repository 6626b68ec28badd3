"""Where is each room on the web? French without prefix, English under /en/, Québec French under /fr-ca/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("impactplatform.site.today.urls")),
        path("", include("coalitions.territories.urls")),
        path("", include("impactplatform.site.directory.organisation_urls")),
        path("", include("impactplatform.site.directory.programme_urls")),
        path("", include("coalitions.collectives.urls")),
        path("", include("coalitions.partnerlists.urls")),
        path("", include("coalitions.vision.urls")),
        path("", include("coalitions.actions.urls")),
        path("", include("coalitions.funding.urls")),
        path("", include("indicators.catalogue.urls")),
        path("", include("indicators.measurements.urls")),
        path("", include("indicators.aggregation.urls")),
        path("", include("exchanges.gatherings.urls")),
        path("", include("impactplatform.jobs.urls")),
        path("", include("impactplatform.audit.urls")),
        path("", include("impactplatform.accounts.urls")),
        path("", include("impactplatform.accounts.addresses")),
        path("", include("impactplatform.site.urls")),
        prefix_default_language=False,
    ),
]
