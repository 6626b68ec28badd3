"""Where does a coalition choose what it follows?"""

from django.urls import path

from impactplatform.web.routes import bilingual
from indicators.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path(
        bilingual("indicateurs/bibliotheque/<slug:slug>/", "indicators/library/<slug:slug>/"),
        views.library,
        name="library",
    ),
    path(bilingual("indicateurs/nouveau/<slug:slug>/", "indicators/new/<slug:slug>/"), views.create, name="create"),
    path(
        bilingual("indicateurs/bibliotheque/<slug:slug>/<slug:code>/", "indicators/library/<slug:slug>/<slug:code>/"),
        views.adopt,
        name="adopt",
    ),
    path(bilingual("indicateurs/<slug:code>/modifier/", "indicators/<slug:code>/edit/"), views.edit, name="edit"),
]
