"""What does the maintenance site show of coalitions? Their description; changing it goes through operations."""

from __future__ import annotations

from django.contrib import admin

from coalitions.collectives.models import Coalition
from impactplatform.web.read_only import ReadOnly


@admin.register(Coalition)
class CoalitionAdmin(ReadOnly):
    list_display = ("name_fr", "slug", "programme", "is_public", "archived_on")
    list_filter = ("programme", "is_public")
    search_fields = ("name_fr", "name_en", "slug")
