"""Filters of the list of enquiries; none looks at other tables to be shown."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from investors.enquiry_services import ANSWER_WITHIN
from investors.models import Enquiry

OPEN = {"first_answered_at__isnull": True, "closed_at__isnull": True}


class StateFilter(admin.SimpleListFilter):
    """Filters enquiries by how they stand against the promised hour."""

    title = "tình trạng"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what an officer looks for."""
        return [
            ("waiting", "chưa trả lời"),
            ("late", "quá hạn"),
            ("answered", "đã trả lời"),
            ("closed", "đã khép"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
        """Return the enquiries that stand so."""
        if self.value() == "waiting":
            return queryset.filter(**OPEN)
        if self.value() == "late":
            return queryset.filter(received_at__lt=timezone.now() - ANSWER_WITHIN, **OPEN)
        if self.value() == "answered":
            return queryset.filter(first_answered_at__isnull=False)
        if self.value() == "closed":
            return queryset.filter(closed_at__isnull=False)
        return queryset


class OwnFilter(admin.SimpleListFilter):
    """Filters enquiries by who is to answer them."""

    title = "cán bộ trả lời"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what an officer looks for."""
        return [("mine", "của tôi"), ("nobody", "chưa có ai")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
        """Return the enquiries of the chosen officers."""
        if self.value() == "mine":
            return queryset.filter(owner=request.user.pk)
        if self.value() == "nobody":
            return queryset.filter(owner__isnull=True)
        return queryset
