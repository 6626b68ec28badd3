"""Where are organisations on the web?"""

from django.urls import URLPattern, path

from impactplatform.site.directory import organisations
from impactplatform.web.routes import bilingual

app_name = "organisations"
urlpatterns: list[URLPattern] = [
    path("organisations/<slug:slug>/", organisations.show_organisation, name="detail"),
    path(
        bilingual("organisations/<slug:slug>/modifier/", "organisations/<slug:slug>/edit/"),
        organisations.edit,
        name="edit",
    ),
    path(
        bilingual("coalitions/<slug:slug>/partenaires/", "coalitions/<slug:slug>/partners/"),
        organisations.show_partners,
        name="list",
    ),
]
