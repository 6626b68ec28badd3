"""What does the maintenance site show of places? Reading only: changing one goes through operations."""

from __future__ import annotations

from django.contrib import admin

from coalitions.territories.models import Territory, TerritoryLink
from impactplatform.web.read_only import ReadOnly


@admin.register(Territory)
class TerritoryAdmin(ReadOnly):
    list_display = ("name", "scheme", "code", "kind", "valid_from", "valid_until")
    list_filter = ("kind", "scheme")
    search_fields = ("name", "folded_name", "code")


@admin.register(TerritoryLink)
class TerritoryLinkAdmin(ReadOnly):
    list_display = ("child", "parent", "valid_from", "valid_until")
    list_select_related = ("child", "parent")
    search_fields = ("child__code", "parent__code")
