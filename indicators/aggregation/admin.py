"""What does the maintenance site show of the aggregation? Its runs, and the differences a verification found."""

from __future__ import annotations

from django.contrib import admin

from impactplatform.web.read_only import ReadOnly
from indicators.aggregation.models import Run


@admin.register(Run)
class RunAdmin(ReadOnly):
    list_display = ("id", "kind", "started_at", "finished_at", "keys", "cells")
    list_filter = ("kind",)
