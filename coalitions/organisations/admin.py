"""What does the maintenance site show of organisations? Reading and exporting: changing one goes through operations."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from import_export.admin import ExportMixin

from coalitions.organisations.exports import OrganisationResource
from coalitions.organisations.models import Organisation
from impactplatform.web.export_formats import FORMATS
from impactplatform.web.read_only import ReadOnly


@admin.register(Organisation)
class OrganisationAdmin(ExportMixin, ReadOnly):
    list_display = ("name", "sector", "town", "merged_into")
    list_filter = ("sector", "country")
    search_fields = ("name", "folded_name", "identifiers__value")
    resource_classes = (OrganisationResource,)
    export_formats = FORMATS

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_export_queryset(request).prefetch_related("identifiers")
