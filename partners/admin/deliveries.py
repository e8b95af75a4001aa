"""Messages for webhooks and every attempt to deliver them; sent again by the office."""

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from unfold.decorators import action

from parks.admin.acts import Act, act_page
from parks.admin.base import Page, ReadOnly
from parks.admin.panels import Panel, Panels
from parks.numbers import number
from partners.admin.event_words import event_in_words
from partners.models import Delivery
from partners.webhooks import services

MANAGE = "partners.change_delivery"


def _attempts(request: HttpRequest, delivery: Delivery) -> dict[str, Any]:
    data = json.dumps(json.loads(delivery.body), indent=2, ensure_ascii=False)
    attempts = [(one, number(one.milliseconds)) for one in delivery.attempts.all()]
    return {"attempts": attempts, "body": data}


@admin.register(Delivery)
class DeliveryAdmin(Panels, ReadOnly, Page):
    """What was sent to partners, or waits to be."""

    list_display = ("event", "webhook", "partner", "state", "attempted", "made_at", "next_at", "ended_at")
    list_display_links = ("event",)
    list_filter = ("state", "webhook__partner", ("made_at", admin.DateFieldListFilter))
    list_select_related = ("webhook__partner",)
    ordering = ("-id",)
    show_full_result_count = False
    fields = (
        ("event", "type"),
        ("webhook", "partner"),
        ("state", "attempted"),
        ("made_at", "next_at"),
        ("ended_at", "message"),
    )
    actions = ("replay_chosen",)
    actions_detail = ("replay",)
    panels = (Panel("admin/partners/attempts.html", _attempts),)

    def has_replay_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow sending again to those who may change messages."""
        return request.user.has_perm(MANAGE)

    @admin.display(description="Sự kiện", ordering="type")
    def event(self, delivery: Delivery) -> str:
        return event_in_words(delivery.type)

    @admin.display(description="Cổng đối tác", ordering="webhook__partner__name")
    def partner(self, delivery: Delivery) -> str:
        return str(delivery.webhook.partner)

    @admin.display(description="Gửi tiếp lúc")
    def next_at(self, delivery: Delivery) -> str | None:
        waits = delivery.state == Delivery.State.WAITING
        return f"{timezone.localtime(delivery.due_at):%H:%M %d/%m/%Y}" if waits else None

    @action(description="Gửi lại", url_path="replay", icon="replay", permissions=["replay"])
    def replay(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send one message again."""
        row = get_object_or_404(Delivery.objects.select_related("webhook__partner"), pk=object_id)

        def perform(data: dict[str, Any]) -> None:
            services.replay_delivery(delivery=row)
            self.log_change(request, row, "Gửi lại")

        act = Act(
            title="Gửi lại thông báo",
            button="Gửi lại",
            done="Sẽ gửi lại ngay khi tiến trình gửi đến lượt.",
            back=reverse("admin:partners_delivery_change", args=[row.pk]),
            about=(
                ("Sự kiện", event_in_words(row.type)),
                ("Cổng đối tác", str(row.webhook.partner)),
                ("Địa chỉ nhận", row.webhook.url),
            ),
            warning="Nội dung và mã thông báo giữ nguyên; nơi nhận tự biết đã có hay chưa.",
            perform=perform,
        )
        return act_page(self, request, MANAGE, forms.Form, act)

    @admin.action(description="Gửi lại", permissions=["replay"])
    def replay_chosen(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Send the chosen messages again, those of webhooks that are on."""
        off = 0
        for row in queryset.select_related("webhook"):
            try:
                services.replay_delivery(delivery=row)
            except services.WebhookDisabled:
                off += 1
            else:
                self.log_change(request, row, "Gửi lại")
        sent = queryset.count() - off
        messages.success(request, f"Sẽ gửi lại {number(sent)} thông báo.")
        if off:
            messages.warning(
                request, f"{number(off)} thông báo của webhook đang tắt: bật lại rồi mới gửi được."
            )
