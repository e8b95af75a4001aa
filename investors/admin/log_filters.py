"""Filters of the lists of talks and offers: what is due, whose it is, what is done."""

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from parks.dates import today

WAITING = ~Q(next_step="") & Q(done_at__isnull=True)


class DeadlineFilter(admin.SimpleListFilter):
    """Filters the steps that are not done by when they are due."""

    title = "hạn"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what an officer asks in the morning."""
        return [("late", "quá hạn"), ("week", "tuần này"), ("none", "chưa có hạn")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the steps of the chosen deadline; a week runs from Monday to Sunday."""
        day = today()
        monday = day - datetime.timedelta(days=day.weekday())
        chosen = {
            "late": Q(deadline__lt=day),
            "week": Q(deadline__range=(monday, monday + datetime.timedelta(days=6))),
            "none": Q(deadline__isnull=True),
        }.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(WAITING & chosen)


class DoneFilter(admin.SimpleListFilter):
    """Filters entries by what is left to do."""

    title = "việc tiếp theo"
    parameter_name = "step"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what may have become of the next step."""
        return [("waiting", "chưa xong"), ("done", "đã xong"), ("none", "không có")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the chosen entries."""
        chosen = {"waiting": WAITING, "done": Q(done_at__isnull=False), "none": Q(next_step="")}.get(
            self.value() or ""
        )
        return queryset if chosen is None else queryset.filter(chosen)


class WhoseFilter(admin.SimpleListFilter):
    """Filters entries by whose case it is, or who noted them."""

    title = "người"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what is mine, in two ways."""
        return [("mine", "hồ sơ tôi phụ trách"), ("noted", "tôi ghi")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the chosen entries."""
        if self.value() == "mine":
            return queryset.filter(project__owner=request.user.pk)
        if self.value() == "noted":
            return queryset.filter(by=request.user.pk)
        return queryset
