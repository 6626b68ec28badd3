"""What does the maintenance site show of visions? Reading only: changing one goes through operations."""

from __future__ import annotations

from django.contrib import admin

from coalitions.vision.models import Vision
from impactplatform.web.read_only import ReadOnly


@admin.register(Vision)
class VisionAdmin(ReadOnly):
    list_display = ("coalition", "number", "state", "adopted_on")
    list_filter = ("state",)
    list_select_related = ("coalition",)
