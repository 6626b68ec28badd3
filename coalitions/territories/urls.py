"""Where does one load places? The list of places and the page of a place compose several nouns: impactplatform.site."""

from django.urls import path

from coalitions.territories import views
from impactplatform.web.routes import bilingual

app_name = "territories"
urlpatterns = [
    path(bilingual("territoires/charger/", "territories/load/"), views.load, name="load"),
]
