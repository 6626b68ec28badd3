"""What does the maintenance site show of accounts? Who they are; changing them goes through operations."""

from __future__ import annotations

from django.contrib import admin

from impactplatform.accounts.models import User
from impactplatform.web.read_only import ReadOnly


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ("email", "name", "is_active", "is_platform_admin", "last_login")
    list_filter = ("is_active", "is_platform_admin")
    search_fields = ("email", "name")
    exclude = ("password", "groups", "user_permissions")
