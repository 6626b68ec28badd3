"""What does the maintenance site show of actions? Reading only: changing one goes through operations."""

from __future__ import annotations

from django.contrib import admin

from coalitions.actions.models import Action
from impactplatform.web.read_only import ReadOnly


@admin.register(Action)
class ActionAdmin(ReadOnly):
    list_display = ("title_fr", "coalition", "status", "lead", "starts_on")
    list_filter = ("status", "theme")
    list_select_related = ("coalition", "lead")
    search_fields = ("title_fr", "title_en")
