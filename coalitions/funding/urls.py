"""Where is this room on the web?"""

from django.urls import URLPattern

app_name = "funding"
urlpatterns: list[URLPattern] = []
