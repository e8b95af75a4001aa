"""Holds of land: placed, prolonged, given back, handed over. Each act is a page; nothing is edited in place."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from parks.admin import show
from parks.admin.acts import Act, act_page
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.changes import CHANGES
from parks.admin.choosing import RecordSelect
from parks.admin.days import OnDay, shown_day
from parks.admin.evidence import back_from, preset, within_remit
from parks.admin.exchange import ExcelOut
from parks.admin.forms import area_field
from parks.admin.history import History
from parks.admin.panels import Panels
from parks.admin.places import place_filter
from parks.admin.worded import person
from parks.dates import end_of
from parks.exchange.holds import HoldSheet
from parks.hold_services import place_hold, prolong_hold, release_hold, use_hold
from parks.models import Fact, Hold, Plot, Site
from parks.models.holds import EXPIRED, STANDINGS

LIST = "admin:parks_hold_changelist"


class HoldForm(forms.Form):
    """How much land to hold, where and for how long."""

    site = forms.ModelChoiceField(Site.objects.all(), label="Khu, cụm")
    plot = forms.CharField(
        label="Lô đất",
        required=False,
        max_length=60,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Ký hiệu lô như đã ghi nhận; để trống khi chưa chọn lô.",
    )
    area_ha = area_field("Diện tích giữ (ha)")
    days = forms.IntegerField(
        label="Giữ trong (ngày)",
        min_value=1,
        max_value=365,
        initial=90,
        widget=UnfoldAdminIntegerFieldWidget(),
    )
    note = forms.CharField(
        label="Ghi chú nội bộ", required=False, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].widget = RecordSelect(Fact._meta.get_field("site"), admin.site)
        self.fields["site"].widget.choices = self.fields["site"].choices

    def clean(self) -> dict[str, Any]:
        """Find the plot by its name at the site."""
        cleaned = super().clean() or self.cleaned_data
        name, site = cleaned.get("plot", "").strip(), cleaned.get("site")
        cleaned["plot"] = None
        if name and site is not None:
            rows = Plot.objects.filter(site=site, name__iexact=name, retracted_at__isnull=True)
            cleaned["plot"] = rows.order_by(F("counts_from").desc(nulls_last=True), "-recorded_at").first()
            if cleaned["plot"] is None:
                self.add_error("plot", "Khu, cụm này chưa ghi nhận lô nào tên như vậy.")
        return cleaned


class ProlongForm(forms.Form):
    """For how long the land stays held."""

    days = forms.IntegerField(
        label="Gia hạn thêm (ngày)",
        min_value=1,
        max_value=365,
        initial=30,
        widget=UnfoldAdminIntegerFieldWidget(),
    )


class EndForm(forms.Form):
    """Why a hold ends."""

    reason = forms.CharField(
        label="Lý do", max_length=300, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )


class HoldStateFilter(admin.SimpleListFilter):
    """Filters holds by what they are on the chosen day: one that has run out says so without anybody writing it."""

    title = "tình trạng"
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states, and the expired."""
        return [(key, str(label)) for key, label in STANDINGS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Hold]) -> QuerySet[Hold]:
        """Return the holds in the chosen state."""
        return queryset.filter(standing=self.value()) if self.value() else queryset


@admin.register(Hold)
class HoldAdmin(OnDay, ExcelOut, Panels, FoldedSearch, NoDelete, History, Page):
    """Land that is promised until a day."""

    table_class: type[HoldSheet] = HoldSheet
    search_fields = ("site__search_text", "code")
    list_display = ("code", "site", "plot_name", "area", "state_now", "held_from", "until", "asker")
    list_filter = (HoldStateFilter, "site__planning_area", place_filter("site"))
    list_select_related = ("site", "plot", "asked_by")
    ordering = ("-asked_at", "code")
    fields = (
        ("site", "plot"),
        ("area", "state_now"),
        ("held_from", "until"),
        ("asked_at", "asked_by"),
        ("ended_on", "ended_by"),
        "end_reason",
        "note",
        "code",
    )
    actions_detail = ("prolong", "release", "use")
    panels = (CHANGES,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hold]:
        """Say of each hold what it is on the day that is looked at."""
        return super().get_queryset(request).with_standing(shown_day(request))  # type: ignore[attr-defined,no-any-return]

    def of_day(self, rows: QuerySet[Hold], day: datetime.date) -> QuerySet[Hold]:
        """Leave out what nobody had asked for yet."""
        return rows.filter(asked_at__lt=end_of(day))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse editing in place; the acts ask for the permission themselves."""
        return False

    def has_active_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow acts on land that is held, within the remit."""
        return self._may(request, Hold.objects.filter(pk=object_id, state=Hold.State.ACTIVE))

    def has_open_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow ending what is held or waits, within the remit."""
        states = (Hold.State.ACTIVE, Hold.State.QUEUED)
        return self._may(request, Hold.objects.filter(pk=object_id, state__in=states))

    def _may(self, request: HttpRequest, rows: QuerySet[Hold]) -> bool:
        return request.user.has_perm("parks.change_hold") and within_remit(request, rows)

    @admin.display(description="Diện tích", ordering="area_ha")
    def area(self, hold: Hold) -> str:
        return f"{show.number(hold.area_ha)} ha"

    @admin.display(description="Lô đất")
    def plot_name(self, hold: Hold) -> str:
        return hold.plot.name if hold.plot else "cả khu, cụm"

    @admin.display(description="Tình trạng", ordering="state")
    def state_now(self, hold: Hold) -> str:
        standing = hold.standing  # type: ignore[attr-defined]
        return show.chip("unknown" if standing == EXPIRED else standing, STANDINGS[standing])

    @admin.display(description="Người đề nghị", ordering="asked_by")
    def asker(self, hold: Hold) -> str:
        return person(hold.asked_by)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Hold land at a site, or wait for it."""
        act = Act(
            title="Giữ đất",
            button="Giữ đất",
            done="Đã ghi phần giữ đất; xem tình trạng ở danh sách bên dưới.",
            back=back_from(request, LIST),
            perform=lambda data: place_hold(user=request.user, **data),
        )
        return act_page(self, request, "parks.add_hold", HoldForm, act, preset(request))

    @action(description="Gia hạn", url_path="prolong", permissions=["active"])
    def prolong(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let the hold run on."""
        return self._act(
            request, object_id, "Gia hạn giữ đất", "Đã gia hạn.", ProlongForm,
            lambda hold, data: prolong_hold(hold=hold, user=request.user, **data),
        )  # fmt: skip

    @action(description="Trả lại đất", url_path="release", permissions=["open"])
    def release(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give the land back, or leave the queue; who waits moves up."""
        return self._act(
            request, object_id, "Trả lại đất", "Đã trả lại; người chờ kế tiếp được chuyển lượt nếu đủ đất.", EndForm,
            lambda hold, data: release_hold(hold=hold, user=request.user, **data),
        )  # fmt: skip

    @action(description="Đã giao đất", url_path="use", permissions=["active"])
    def use(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say that the land was handed over or leased."""
        return self._act(
            request, object_id, "Đã giao đất", "Đã ghi: đất đã giao, cho thuê.", EndForm,
            lambda hold, data: use_hold(hold=hold, user=request.user, **data),
        )  # fmt: skip

    def _act(
        self,
        request: HttpRequest,
        object_id: str,
        title: str,
        done: str,
        form: type[forms.Form],
        perform: Callable[[Hold, dict[str, Any]], object],
    ) -> HttpResponse:
        hold = get_object_or_404(Hold.objects.select_related("site", "plot"), pk=object_id)
        if not self.has_view_permission(request, hold):
            raise PermissionDenied
        until = f"{hold.until:%d/%m/%Y}" if hold.until else "chưa đến lượt"
        act = Act(
            title=title,
            button=title,
            done=done,
            back=reverse("admin:parks_hold_change", args=[hold.pk]),
            about=(
                ("Giữ đất", hold.code),
                ("Khu, cụm", str(hold.site)),
                ("Lô đất", self.plot_name(hold)),
                ("Diện tích", self.area(hold)),
                ("Tình trạng", hold.get_state_display()),
                ("Giữ đến hết ngày", until),
            ),
            perform=lambda data: perform(hold, data),
            row=hold,
        )
        return act_page(self, request, "parks.change_hold", form, act)
