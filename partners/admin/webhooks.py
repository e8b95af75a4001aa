"""Webhooks of partners: where they lead, whether anything is sent and why not; switched off and on by the office."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from unfold.decorators import action

from parks.admin.acts import Act, act_page
from parks.admin.base import Page, ReadOnly
from parks.admin.panels import Panel, Panels
from partners.admin.event_words import event_in_words, events_in_words
from partners.models import Webhook
from partners.webhooks import services

MANAGE = "partners.change_webhook"
_SHOWN = 20


def standing(webhook: Webhook) -> str:
    """Return whether messages are sent, and why not."""
    if webhook.deleted_at is not None:
        return f"đối tác đã xóa {timezone.localtime(webhook.deleted_at):%d/%m/%Y}"
    return f"tắt: {webhook.get_disabled_why_display()}" if webhook.disabled_at else "đang gửi"


class StandingFilter(admin.SimpleListFilter):
    """Filters webhooks by whether anything is sent."""

    title = "tình trạng"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states."""
        return [("on", "đang gửi"), ("off", "đang tắt"), ("deleted", "đã xóa")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> QuerySet[Webhook]:
        """Return the webhooks in the chosen state."""
        there = queryset.filter(deleted_at=None)
        chosen = {
            "on": there.filter(disabled_at=None),
            "off": there.exclude(disabled_at=None),
            "deleted": queryset.exclude(deleted_at=None),
        }
        return chosen.get(self.value() or "", queryset)


def _deliveries(request: HttpRequest, webhook: Webhook) -> dict[str, Any] | None:
    if not request.user.has_perm("partners.view_delivery"):
        return None
    rows = [
        {"row": row, "event": event_in_words(row.type), "state": row.get_state_display()}
        for row in webhook.deliveries.order_by("-id")[:_SHOWN]
    ]
    return {"deliveries": rows, "most": _SHOWN}


@admin.register(Webhook)
class WebhookAdmin(Panels, ReadOnly, Page):
    """Addresses of partners that are told of changes. Partners register them; the office can switch them off."""

    list_display = ("name", "partner", "url", "events", "state", "made_at")
    list_filter = (StandingFilter, "partner")
    list_select_related = ("partner",)
    ordering = ("-made_at", "id")
    fields = (
        ("partner", "name"),
        "url",
        "events",
        ("state", "disabled_at"),
        ("made_at", "made_with"),
        "secret_before_until",
    )
    actions_detail = ("switch_off", "switch_on")
    panels = (Panel("admin/partners/deliveries.html", _deliveries),)

    def has_on_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow switching off what is on."""
        return self._may(request, Webhook.objects.filter(pk=object_id, disabled_at=None))

    def has_off_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow switching on what is off."""
        return self._may(request, Webhook.objects.filter(pk=object_id).exclude(disabled_at=None))

    def _may(self, request: HttpRequest, rows: QuerySet[Webhook]) -> bool:
        return request.user.has_perm(MANAGE) and rows.filter(deleted_at=None).exists()

    @admin.display(description="Sự kiện")
    def events(self, webhook: Webhook) -> str:
        return events_in_words(webhook.types)

    @admin.display(description="Tình trạng", ordering="disabled_at")
    def state(self, webhook: Webhook) -> str:
        return standing(webhook)

    @action(description="Tắt", url_path="switch-off", icon="notifications_off", permissions=["on"])
    def switch_off(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send nothing to it."""
        row = get_object_or_404(Webhook.objects.select_related("partner"), pk=object_id)

        def perform(data: dict[str, Any]) -> None:
            services.switch_off(webhook=row, why=Webhook.Why.OFFICE)
            self.log_change(request, row, "Tắt webhook")

        warning = "Không gửi gì đến địa chỉ này nữa. Đối tác thấy lý do và bật lại được."
        return self._act(request, row, "Tắt webhook", "Tắt", "Đã tắt.", warning, perform)

    @action(description="Bật", url_path="switch-on", icon="notifications_active", permissions=["off"])
    def switch_on(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send to it again."""
        row = get_object_or_404(Webhook.objects.select_related("partner"), pk=object_id)

        def perform(data: dict[str, Any]) -> None:
            services.switch_on(webhook=row)
            self.log_change(request, row, "Bật webhook")

        warning = "Trước hết gửi những thay đổi trong lúc tắt."
        return self._act(request, row, "Bật webhook", "Bật", "Đã bật.", warning, perform)

    def _act(
        self,
        request: HttpRequest,
        row: Webhook,
        title: str,
        button: str,
        done: str,
        warning: str,
        perform: Any,
    ) -> HttpResponse:
        act = Act(
            title=title,
            button=button,
            done=done,
            back=reverse("admin:partners_webhook_change", args=[row.pk]),
            about=(("Cổng đối tác", str(row.partner)), ("Địa chỉ nhận", row.url)),
            warning=warning,
            perform=perform,
        )
        return act_page(self, request, MANAGE, forms.Form, act)
