"""Where are programmes on the web?"""

from django.urls import URLPattern, path

from impactplatform.site.directory import programmes
from impactplatform.web.routes import bilingual

app_name = "programmes"
urlpatterns: list[URLPattern] = [
    path("programmes/", programmes.show_list, name="list"),
    path("programmes/<slug:slug>/", programmes.show_programme, name="detail"),
    path(
        bilingual("programmes/<slug:slug>/accompagnement/", "programmes/<slug:slug>/coaching/"),
        programmes.show_followed,
        name="coach",
    ),
]
