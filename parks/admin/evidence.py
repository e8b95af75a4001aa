"""Facts, statuses and what else is recorded of sites: to look at, to add with a source, to choose, to retract. Never edited, never deleted."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.decorators import action

from parks.admin import show
from parks.admin.acts import Act, act_page, back_to
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.changes import CHANGES
from parks.admin.counting import DatedList, facts_counting, statuses_counting
from parks.admin.exchange import ExcelInOut
from parks.admin.forms import FactForm, PinForm, RetractForm, StatusForm
from parks.admin.history import History
from parks.admin.panels import Panels
from parks.admin.places import place_filter
from parks.exchange.facts import FactTable
from parks.models import Fact, Plot, Site, Status
from parks.quantities import CHOICES, QUANTITIES
from parks.remits import sites_within
from parks.services import pin_fact, record_fact, record_status, retract_evidence, unpin_fact


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


def within_remit(request: HttpRequest, rows: QuerySet[Any]) -> bool:
    """Tell whether there is such a row, at a site that the person may change."""
    return rows.filter(site__in=sites_within(request.user)).exists()


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


class EvidenceAdmin(DatedList, Panels, FoldedSearch, NoDelete, History, Page):
    """What facts, statuses and plots share: each is recorded with a source and retracted with a reason."""

    search_fields = ("site__search_text", "code")
    list_select_related = ("site", "source")
    ordering = ("-recorded_at", "code")
    actions_detail = ("retract",)
    panels = (CHANGES,)

    form_to_record: type[Form]
    record: Callable[..., Fact | Status | Plot]
    retraction_warning = ""

    def about(self, row: Any) -> tuple[tuple[str, str], ...]:
        """Return what identifies a row to its reader."""
        raise NotImplementedError  # pragma: no cover - each kind of evidence says its own

    def row(self, object_id: str) -> Any:
        """Return the row that an act is about."""
        return get_object_or_404(self.model._default_manager.select_related("site", "source"), pk=object_id)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse editing in place; pinning and retracting ask for the permission themselves."""
        return False

    def has_retract_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow retracting what is not retracted yet, to those who may change this kind of record."""
        judge = f"{self.opts.app_label}.change_{self.opts.model_name}"
        open_rows = self.model._default_manager.filter(pk=object_id, retracted_at__isnull=True)
        return bool(request.user.has_perm(judge) and within_remit(request, open_rows))

    @admin.display(description="Thời điểm", ordering="counts_from")
    def when(self, row: Fact | Status) -> str:
        return show.when(row.as_of)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Record a row with its source."""
        name, kind = self.opts.model_name, self.opts.verbose_name
        act = Act(
            title=f"Thêm {kind}",
            button="Ghi nhận",
            done=f"Đã ghi nhận {kind}.",
            back=back_to(request, back_from(request, f"admin:parks_{name}_changelist")),
            perform=lambda data: self.record(user=request.user, **data),
        )
        return act_page(self, request, f"parks.add_{name}", self.form_to_record, act, preset(request))

    @action(description="Rút lại", url_path="retract", icon="undo", permissions=["retract"])
    def retract(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Withdraw the row, with a reason."""
        row, kind = self.row(object_id), self.opts.verbose_name
        act = Act(
            title=f"Rút lại {kind}",
            button="Rút lại",
            done=f"Đã rút lại {kind}; lịch sử vẫn giữ.",
            back=back_to(request, site_page(row.site)),
            about=self.about(row),
            warning=self.retraction_warning,
            perform=lambda data: retract_evidence(
                row=row, reason=data["retraction_reason"], user=request.user
            ),
        )
        return act_page(self, request, f"parks.change_{self.opts.model_name}", RetractForm, act)


@admin.register(Fact)
class FactAdmin(ExcelInOut, EvidenceAdmin):
    """One figure about one site."""

    table_class = FactTable
    column_words = {"quantity": lambda: {key: each.label_vi for key, each in QUANTITIES.items()}}

    list_display = ("site", "label", "shown", "when", "grade", "source", "state")
    list_filter = (
        QuantityFilter,
        "grade",
        ("site__planning_area", admin.RelatedOnlyFieldListFilter),
        place_filter("site"),
    )
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

    form_to_record = FactForm
    record = staticmethod(record_fact)
    counting = staticmethod(facts_counting)
    retraction_warning = "Số liệu rút lại không còn được dùng, nhưng vẫn còn trong lịch sử cùng lý do."

    def has_pin_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow choosing a fact that may be used and is not chosen yet."""
        usable = Fact.objects.filter(pk=object_id, retracted_at__isnull=True, unusable_reason="")
        free = usable.filter(pinned_at__isnull=True)
        return request.user.has_perm("parks.change_fact") and within_remit(request, free)

    def has_unpin_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow taking back the choice of a fact that is chosen."""
        pinned = Fact.objects.filter(pk=object_id, pinned_at__isnull=False)
        return request.user.has_perm("parks.change_fact") and within_remit(request, pinned)

    @admin.display(description="Đại lượng", ordering="quantity")
    def label(self, fact: Fact) -> str:
        return QUANTITIES[fact.quantity].label_vi

    @admin.display(description="Giá trị")
    def shown(self, fact: Fact) -> str:
        return show.figure(fact)

    def about(self, fact: Fact) -> tuple[tuple[str, str], ...]:
        """Return what identifies a fact to its reader."""
        return (
            ("Khu, cụm", str(fact.site)),
            (QUANTITIES[fact.quantity].label_vi, show.figure(fact)),
            ("Thời điểm", show.when(fact.as_of)),
            ("Nguồn", str(fact.source)),
            ("Độ tin cậy", fact.get_grade_display()),
        )

    @action(description="Chọn dùng", url_path="pin", icon="keep", permissions=["pin"])
    def pin(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose this fact over the others, with a reason."""
        fact = self.row(object_id)
        act = Act(
            title="Chọn dùng số liệu này",
            button="Chọn dùng",
            done="Đã chọn dùng số liệu này.",
            back=back_to(request, site_page(fact.site)),
            about=self.about(fact),
            perform=lambda data: pin_fact(fact=fact, reason=data["pin_reason"], user=request.user),
        )
        return act_page(self, request, "parks.change_fact", PinForm, act)

    @action(description="Bỏ chọn", url_path="unpin", icon="keep_off", permissions=["unpin"])
    def unpin(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let dates and grades decide again."""
        fact = self.row(object_id)
        act = Act(
            title="Bỏ chọn số liệu này",
            button="Bỏ chọn",
            done="Đã bỏ chọn: từ nay thời điểm và độ tin cậy quyết định.",
            back=back_to(request, site_page(fact.site)),
            about=self.about(fact),
            perform=lambda data: unpin_fact(fact=fact, user=request.user),
        )
        return act_page(self, request, "parks.change_fact", Form, act)


@admin.register(Status)
class StatusAdmin(EvidenceAdmin):
    """A stage that a site has reached."""

    list_display = ("site", "stage", "developer", "when", "grade", "source", "state")
    list_filter = ("stage", "developer", "grade", place_filter("site"))
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

    form_to_record = StatusForm
    record = staticmethod(record_status)
    counting = staticmethod(statuses_counting)

    def about(self, status: Status) -> tuple[tuple[str, str], ...]:
        """Return what identifies a status to its reader."""
        return (
            ("Khu, cụm", str(status.site)),
            ("Giai đoạn", status.get_stage_display()),
            ("Thời điểm", show.when(status.as_of)),
            ("Nguồn", str(status.source)),
        )
