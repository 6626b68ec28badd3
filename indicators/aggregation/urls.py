"""Where are the public figures, and each indicator's page with its files?"""

from django.urls import path

from impactplatform.web.routes import bilingual
from indicators.aggregation.views import listing, page

app_name = "aggregation"
urlpatterns = [
    path(bilingual("indicateurs/", "indicators/"), listing.indicators, name="list"),
    path(bilingual("indicateurs/<slug:code>/", "indicators/<slug:code>/"), page.indicator, name="indicator"),
    path(
        bilingual("indicateurs/<slug:code>/chiffres.csv", "indicators/<slug:code>/figures.csv"),
        page.indicator_csv,
        name="csv",
    ),
    path(
        bilingual("indicateurs/<slug:code>/chiffres.xlsx", "indicators/<slug:code>/figures.xlsx"),
        page.indicator_xlsx,
        name="xlsx",
    ),
]
