"""Filters of the list of projects; none looks at other tables to be shown."""

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from investors.models import Project
from investors.stages import OPEN
from investors.visibility import own_projects

# An open case of which nobody has heard for longer is silent.
SILENT_AFTER = datetime.timedelta(days=14)


class OwnerFilter(admin.SimpleListFilter):
    """Filters projects by whose they are."""

    title = "phụ trách"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what an officer looks for."""
        return [("mine", "tôi phụ trách"), ("team", "tôi trong tổ hồ sơ"), ("nobody", "chưa có ai")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Project]) -> QuerySet[Project]:
        """Return the projects of the chosen officers."""
        if self.value() == "mine":
            return queryset.filter(owner=request.user.pk)
        if self.value() == "team":
            return queryset.filter(pk__in=own_projects(request.user).values("pk"))
        if self.value() == "nobody":
            return queryset.filter(owner__isnull=True)
        return queryset


class SilentFilter(admin.SimpleListFilter):
    """Filters open cases that have not been heard of for long."""

    title = "trao đổi"
    parameter_name = "silent"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one question."""
        return [("yes", f"im lặng quá {SILENT_AFTER.days} ngày")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Project]) -> QuerySet[Project]:
        """Return the silent cases."""
        if self.value() != "yes":
            return queryset
        return queryset.filter(stage__in=OPEN, last_contact_at__lt=timezone.now() - SILENT_AFTER)
