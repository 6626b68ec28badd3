"""What does the maintenance site show of gatherings? Reading only: changing one goes through operations."""

from __future__ import annotations

from django.contrib import admin

from exchanges.gatherings.models import Gathering
from impactplatform.web.read_only import ReadOnly


@admin.register(Gathering)
class GatheringAdmin(ReadOnly):
    list_display = ("title_fr", "kind", "town", "starts_on", "coalition")
    list_filter = ("kind",)
    list_select_related = ("coalition",)
