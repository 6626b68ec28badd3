"""What does the maintenance site show of organisations? Reading only: changing one goes through operations."""

from __future__ import annotations

from django.contrib import admin

from coalitions.organisations.models import Organisation
from impactplatform.web.read_only import ReadOnly


@admin.register(Organisation)
class OrganisationAdmin(ReadOnly):
    list_display = ("name", "sector", "town", "merged_into")
    list_filter = ("sector", "country")
    search_fields = ("name", "folded_name", "identifiers__value")
