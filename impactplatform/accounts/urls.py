"""Where does a person find their own account?"""

from django.urls import URLPattern, path

from impactplatform.accounts import views
from impactplatform.web.routes import bilingual

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path(bilingual("compte/", "account/"), views.show_home, name="home"),
    path(bilingual("compte/mes-donnees/", "account/my-data/"), views.download_own_data, name="own_data"),
    path(bilingual("personnes/", "people/"), views.show_people, name="people"),
    path(bilingual("personnes/<int:pk>/fermer/", "people/<int:pk>/close/"), views.close, name="close"),
    path(bilingual("personnes/<int:pk>/rouvrir/", "people/<int:pk>/reopen/"), views.reopen, name="reopen"),
    path("journal/", views.show_trail, name="trail"),
]
