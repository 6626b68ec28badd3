"""Where is long work watched?"""

from django.urls import path

from impactplatform.jobs import views
from impactplatform.web.routes import bilingual

app_name = "jobs"
urlpatterns = [
    path(bilingual("travaux/", "jobs/"), views.list_jobs, name="list"),
    path(bilingual("travaux/<int:pk>/", "jobs/<int:pk>/"), views.show_job, name="detail"),
    path(bilingual("travaux/<int:pk>/avancement/", "jobs/<int:pk>/progress/"), views.show_progress, name="progress"),
    path(bilingual("travaux/<int:pk>/annuler/", "jobs/<int:pk>/cancel/"), views.cancel, name="cancel"),
    path(bilingual("travaux/<int:pk>/relancer/", "jobs/<int:pk>/relaunch/"), views.relaunch, name="relaunch"),
]
