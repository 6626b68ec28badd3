"""What does the maintenance site show of programmes? Reading only: changing one goes through operations."""

from __future__ import annotations

from django.contrib import admin

from coalitions.programmes.models import Programme, ProgrammeStatement
from impactplatform.web.read_only import ReadOnly


@admin.register(Programme)
class ProgrammeAdmin(ReadOnly):
    list_display = ("name_fr", "country", "starts_on", "ends_before")
    search_fields = ("name_fr", "name_en")


@admin.register(ProgrammeStatement)
class ProgrammeStatementAdmin(ReadOnly):
    list_display = ("subject", "text_fr", "stated_on", "source", "is_authoritative")
    list_filter = ("programme", "subject")
