"""What does the maintenance site show of the trail? Every entry, and no way to change one."""

from __future__ import annotations

from django.contrib import admin

from impactplatform.audit.models import Entry
from impactplatform.web.read_only import ReadOnly


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ("at", "actor_label", "action", "subject_label", "scope")
    list_filter = ("action",)
    search_fields = ("actor_label", "subject_label", "scope")
    date_hierarchy = "at"
