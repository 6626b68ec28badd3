"""Where are the pages that compose several nouns, and those of the site itself?"""

from django.urls import path

from impactplatform.site import health, places, search, styleguide, views
from impactplatform.web.routes import bilingual

app_name = "site"
urlpatterns = [
    path("", views.show_home, name="home"),
    path(bilingual("territoires/", "territories/"), places.list_places, name="places"),
    path(
        bilingual("territoires/<slug:scheme>/<str:code>/", "territories/<slug:scheme>/<str:code>/"),
        places.show_place,
        name="place",
    ),
    path(bilingual("recherche/", "search/"), search.show_results, name="search"),
    path(bilingual("glossaire/", "glossary/"), views.show_glossary, name="glossary"),
    path(bilingual("aide/", "help/"), views.show_help, name="help"),
    path(bilingual("accessibilite/", "accessibility/"), views.show_accessibility, name="accessibility"),
    path(bilingual("vie-privee/", "privacy/"), views.show_privacy, name="privacy"),
    path(bilingual("mentions-legales/", "legal-notice/"), views.show_legal, name="legal"),
    path(bilingual("plan-du-site/", "site-map/"), views.show_site_map, name="site_map"),
    path(bilingual("affichage/", "display/"), views.set_theme, name="theme"),
    path(bilingual("sante/", "health/"), health.show_health, name="health"),
    path("styleguide/", styleguide.show_styleguide, name="styleguide"),
    path("styleguide/<slug:part>/", styleguide.show_part, name="styleguide_part"),
]
