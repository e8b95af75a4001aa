"""Filters of the list of projects; none looks at other tables to be shown."""

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest

from investors.agenda import SILENT_AFTER, silent
from investors.models import Project, StageChange
from investors.visibility import own_projects
from parks.admin.days import shown_day
from parks.dates import end_of, today


class StageFilter(admin.SimpleListFilter):
    """Filters projects by their stage on the chosen day; the address is that of a filter by the column."""

    title = "giai đoạn"
    parameter_name = "stage__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the stages."""
        return [(value, str(label)) for value, label in Project.Stage.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Project]) -> QuerySet[Project]:
        """Return the projects at the chosen stage."""
        if not self.value():
            return queryset
        column = "stage" if shown_day(request) == today() else "stage_then"
        return queryset.filter(**{column: self.value()})


def with_stage_then(projects: QuerySet[Project], day: datetime.date) -> QuerySet[Project]:
    """Return the projects that there were on a day, each with `stage_then`: where its last step by then had led."""
    steps = StageChange.objects.filter(project=OuterRef("pk"))
    last = steps.filter(changed_at__lt=end_of(day)).order_by("-changed_at", "-id").values("to_stage")[:1]
    # Before its first step a case was where that step came from; without any step it is where it always was.
    before = steps.order_by("changed_at", "id").values("from_stage")[:1]
    stage = Coalesce(
        Subquery(last), NullIf(Subquery(before), Value("")), F("stage"), output_field=CharField()
    )
    return projects.filter(created_at__lt=end_of(day)).annotate(stage_then=stage)


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
        return silent(queryset)
