"""Facts and statuses: to look at, to add with a source, to choose, to retract. Never edited, never deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin
from unfold.decorators import action

from parks.admin import show
from parks.admin.acts import Act, act_page
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.forms import FactForm, PinForm, RetractForm, StatusForm
from parks.models import Fact, Site, Status
from parks.quantities import CHOICES, QUANTITIES
from parks.services import pin_fact, record_fact, record_status, retract_fact, retract_status, unpin_fact


def site_page(site: Site) -> str:
    """Return the address of a site's page."""
    return reverse("admin:parks_site_change", args=[site.pk])


def preset(request: HttpRequest) -> dict[str, Any]:
    """Return what the address says of the site and the quantity: the form opens with them filled in."""
    found: dict[str, Any] = {}
    site = Site.objects.filter(code=request.GET.get("site", "")).first()
    if site:
        found["site"] = site.pk
    if request.GET.get("quantity") in QUANTITIES:
        found["quantity"] = request.GET["quantity"]
    return found


def back_from(request: HttpRequest, list_page: str) -> str:
    """Return the page of the site the officer came from, or else the list."""
    site = Site.objects.filter(code=request.GET.get("site", "")).first()
    return site_page(site) if site else reverse(list_page)


class QuantityFilter(admin.SimpleListFilter):
    """Filters facts by quantity, by its label."""

    title = "đại lượng"
    parameter_name = "quantity"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the quantities."""
        return CHOICES

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fact]) -> QuerySet[Fact]:
        """Return the facts of the chosen quantity."""
        return queryset.filter(quantity=self.value()) if self.value() else queryset


class EvidenceAdmin(FoldedSearch, NoDelete, SimpleHistoryAdmin, Page):
    """What facts and statuses share."""

    search_fields = ("site__search_text", "code")
    list_select_related = ("site", "source")
    ordering = ("-recorded_at", "code")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse editing in place; pinning and retracting ask for the permission themselves."""
        return False

    def has_retract_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow retracting what is not retracted yet, to those who may change this kind of record."""
        judge = f"{self.opts.app_label}.change_{self.opts.model_name}"
        open_rows = self.model._default_manager.filter(pk=object_id, retracted_at__isnull=True)
        return bool(request.user.has_perm(judge) and open_rows.exists())

    @admin.display(description="Thời điểm", ordering="counts_from")
    def when(self, row: Fact | Status) -> str:
        return show.when(row.as_of)

    @admin.display(description="Tình trạng")
    def state(self, row: Fact | Status) -> str:
        return "đã rút lại" if row.retracted_at else "đang dùng được"


@admin.register(Fact)
class FactAdmin(EvidenceAdmin):
    """One figure about one site."""

    list_display = ("site", "label", "shown", "when", "grade", "source", "state")
    list_filter = (QuantityFilter, "grade", ("site__planning_area", admin.RelatedOnlyFieldListFilter))
    fields = (
        ("site", "label"),
        ("shown", "qualifier"),
        ("when", "grade"),
        "source",
        "note",
        ("recorded_at", "recorded_by"),
        ("pinned_at", "pinned_by"),
        "pin_reason",
        "unusable_reason",
        ("retracted_at", "retracted_by"),
        "retraction_reason",
        "code",
    )
    actions_detail = ("pin", "unpin", "retract")

    def has_pin_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow choosing a fact that may be used and is not chosen yet."""
        usable = Fact.objects.filter(pk=object_id, retracted_at__isnull=True, unusable_reason="")
        return request.user.has_perm("parks.change_fact") and usable.filter(pinned_at__isnull=True).exists()

    def has_unpin_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow taking back the choice of a fact that is chosen."""
        pinned = Fact.objects.filter(pk=object_id, pinned_at__isnull=False)
        return request.user.has_perm("parks.change_fact") and pinned.exists()

    @admin.display(description="Đại lượng", ordering="quantity")
    def label(self, fact: Fact) -> str:
        return QUANTITIES[fact.quantity].label_vi

    @admin.display(description="Giá trị")
    def shown(self, fact: Fact) -> str:
        return show.figure(fact)

    @admin.display(description="Tình trạng")
    def state(self, fact: Fact) -> str:
        if fact.retracted_at is None and fact.unusable_reason:
            return "không dùng"
        return "được chọn dùng" if fact.retracted_at is None and fact.pinned_at else super().state(fact)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Record a fact with its source."""
        act = Act(
            title="Thêm số liệu",
            button="Ghi nhận",
            done="Đã ghi nhận số liệu.",
            back=back_from(request, "admin:parks_fact_changelist"),
            perform=lambda data: record_fact(user=request.user, **data),
        )
        return act_page(self, request, "parks.add_fact", FactForm, act, preset(request))

    @action(description="Chọn dùng", url_path="pin", icon="keep", permissions=["pin"])
    def pin(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose this fact over the others, with a reason."""
        fact = get_object_or_404(Fact.objects.select_related("site", "source"), pk=object_id)
        act = Act(
            title="Chọn dùng số liệu này",
            button="Chọn dùng",
            done="Đã chọn dùng số liệu này.",
            back=site_page(fact.site),
            about=about(fact),
            perform=lambda data: pin_fact(fact=fact, reason=data["pin_reason"], user=request.user),
        )
        return act_page(self, request, "parks.change_fact", PinForm, act)

    @action(description="Bỏ chọn", url_path="unpin", icon="keep_off", permissions=["unpin"])
    def unpin(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let dates and grades decide again."""
        fact = get_object_or_404(Fact.objects.select_related("site", "source"), pk=object_id)
        act = Act(
            title="Bỏ chọn số liệu này",
            button="Bỏ chọn",
            done="Đã bỏ chọn: từ nay thời điểm và độ tin cậy quyết định.",
            back=site_page(fact.site),
            about=about(fact),
            perform=lambda data: unpin_fact(fact=fact, user=request.user),
        )
        return act_page(self, request, "parks.change_fact", Form, act)

    @action(description="Rút lại", url_path="retract", icon="undo", permissions=["retract"])
    def retract(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Withdraw the fact, with a reason."""
        fact = get_object_or_404(Fact.objects.select_related("site", "source"), pk=object_id)
        act = Act(
            title="Rút lại số liệu",
            button="Rút lại",
            done="Đã rút lại số liệu; lịch sử vẫn giữ.",
            back=site_page(fact.site),
            about=about(fact),
            warning="Số liệu rút lại không còn được dùng, nhưng vẫn còn trong lịch sử cùng lý do.",
            perform=lambda data: retract_fact(fact=fact, reason=data["retraction_reason"], user=request.user),
        )
        return act_page(self, request, "parks.change_fact", RetractForm, act)


@admin.register(Status)
class StatusAdmin(EvidenceAdmin):
    """A stage that a site has reached."""

    list_display = ("site", "stage", "developer", "when", "grade", "source", "state")
    list_filter = ("stage", "developer", "grade")
    fields = (
        ("site", "stage"),
        ("developer", "when"),
        "words",
        ("source", "grade"),
        "note",
        ("recorded_at", "recorded_by"),
        ("retracted_at", "retracted_by"),
        "retraction_reason",
        "code",
    )
    actions_detail = ("retract",)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Record a status with its source."""
        act = Act(
            title="Thêm trạng thái",
            button="Ghi nhận",
            done="Đã ghi nhận trạng thái.",
            back=back_from(request, "admin:parks_status_changelist"),
            perform=lambda data: record_status(user=request.user, **data),
        )
        return act_page(self, request, "parks.add_status", StatusForm, act, preset(request))

    @action(description="Rút lại", url_path="retract", icon="undo", permissions=["retract"])
    def retract(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Withdraw the status, with a reason."""
        status = get_object_or_404(Status.objects.select_related("site", "source"), pk=object_id)
        act = Act(
            title="Rút lại trạng thái",
            button="Rút lại",
            done="Đã rút lại trạng thái; lịch sử vẫn giữ.",
            back=site_page(status.site),
            about=(
                ("Khu, cụm", str(status.site)),
                ("Giai đoạn", status.get_stage_display()),
                ("Thời điểm", show.when(status.as_of)),
                ("Nguồn", str(status.source)),
            ),
            perform=lambda data: retract_status(
                status=status, reason=data["retraction_reason"], user=request.user
            ),
        )
        return act_page(self, request, "parks.change_status", RetractForm, act)


def about(fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return what identifies a fact to its reader."""
    return (
        ("Khu, cụm", str(fact.site)),
        (QUANTITIES[fact.quantity].label_vi, show.figure(fact)),
        ("Thời điểm", show.when(fact.as_of)),
        ("Nguồn", str(fact.source)),
        ("Độ tin cậy", fact.get_grade_display()),
    )
