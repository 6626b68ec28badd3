"""Where is the page each person starts their day on?"""

from django.urls import path

from impactplatform.site.today import views
from impactplatform.web.routes import bilingual

app_name = "today"
urlpatterns = [path(bilingual("aujourdhui/", "today/"), views.home, name="home")]
