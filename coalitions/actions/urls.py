"""Where are the actions of a coalition on the web?"""

from django.urls import URLPattern, path

from coalitions.actions import views
from impactplatform.web.routes import bilingual

app_name = "actions"
ROOT = "coalitions/<slug:slug>/actions/"
ONE = ROOT + "<slug:action>/"


def at(start: str, french: str, english: str) -> str:
    return bilingual(start + french, start + english)


urlpatterns: list[URLPattern] = [
    path(ROOT, views.show_list, name="list"),
    path(at(ROOT, "ajouter/", "add/"), views.add, name="add"),
    path(ONE, views.show_detail, name="detail"),
    path(at(ONE, "modifier/", "edit/"), views.edit, name="edit"),
    path(at(ONE, "statut/", "status/"), views.move, name="move"),
    path(at(ONE, "partenaires/", "partners/"), views.join, name="join"),
    path(at(ONE, "partenaires/<int:pk>/retirer/", "partners/<int:pk>/leave/"), views.leave, name="leave"),
    path(at(ONE, "retirer/", "remove/"), views.remove, name="remove"),
]
