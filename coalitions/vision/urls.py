"""Where is the shared plan of a coalition on the web?"""

from django.urls import URLPattern, path

from coalitions.vision import views
from impactplatform.web.routes import bilingual

app_name = "vision"
ROOT = "coalitions/<slug:slug>/plan/"


def at(french: str, english: str) -> str:
    return bilingual(ROOT + french, ROOT + english)


urlpatterns: list[URLPattern] = [
    path(ROOT, views.show_plan, name="detail"),
    path(at("comparer/", "compare/"), views.compare, name="compare"),
    path(at("ecrire/", "write/"), views.edit, name="edit"),
    path(at("ecrire/changements/", "write/changes/"), views.add_change, name="add_change"),
    path(at("ecrire/changements/<int:pk>/", "write/changes/<int:pk>/"), views.edit_change, name="edit_change"),
    path(
        at("ecrire/changements/<int:pk>/retirer/", "write/changes/<int:pk>/drop/"),
        views.drop_change,
        name="drop_change",
    ),
    path(at("adopter/", "adopt/"), views.adopt, name="adopt"),
    path(at("abandonner/", "discard/"), views.discard, name="discard"),
]
