"""What does the maintenance site show of the catalogue? Reading only: changing anything goes through operations."""

from __future__ import annotations

from django.contrib import admin

from impactplatform.web.read_only import ReadOnly
from indicators.catalogue.models import DirtyKey, Duty, IndicatorVersion


@admin.register(IndicatorVersion)
class IndicatorVersionAdmin(ReadOnly):
    list_display = ("name_fr", "number", "kind", "frequency", "method", "is_current")
    search_fields = ("name_fr", "name_en", "indicator__code")
    list_filter = ("kind", "is_current")


@admin.register(Duty)
class DutyAdmin(ReadOnly):
    list_display = ("indicator", "territory", "organisation", "coalition", "from_month", "until_month")
    list_select_related = ("indicator", "territory", "organisation", "coalition")
    list_filter = ("coalition",)


@admin.register(DirtyKey)
class DirtyKeyAdmin(ReadOnly):
    list_display = ("indicator", "territory", "period", "queued_at")
    list_select_related = ("indicator", "territory")
