"""Where are visits and gatherings on the web?"""

from django.urls import URLPattern, path

from exchanges.gatherings import views
from impactplatform.web.routes import bilingual

app_name = "gatherings"


def at(french: str, english: str) -> str:
    return bilingual("echanges/" + french, "exchanges/" + english)


urlpatterns: list[URLPattern] = [
    path(at("", ""), views.show_list, name="list"),
    path(at("ajouter/", "add/"), views.add, name="add"),
    path(at("<slug:slug>/", "<slug:slug>/"), views.show_detail, name="detail"),
    path(at("<slug:slug>/modifier/", "<slug:slug>/edit/"), views.edit, name="edit"),
    path(at("<slug:slug>/retirer/", "<slug:slug>/remove/"), views.remove, name="remove"),
    path(
        bilingual("coalitions/<slug:slug>/echanges/ajouter/", "coalitions/<slug:slug>/exchanges/add/"),
        views.add_to_coalition,
        name="add_to_coalition",
    ),
]
