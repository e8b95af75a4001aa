"""Choices beside the computed ranking: their list, the act that withdraws one, and what the other pages show of them."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.decorators import action

from investors.admin.shown import person
from investors.models import Project
from investors.visibility import may_see
from matching import snapshot, wording
from matching.admin.override_forms import OverrideForm, WithdrawForm
from matching.models import MatchRun, Override
from matching.overriding import first_of, override_choice, visible_overrides, withdraw_override
from matching.run_page import points
from parks.admin.acts import Act, act_page
from parks.admin.base import FoldedSearch, Page, ReadOnly
from parks.admin.history import History
from parks.admin.places import place_filter

SHOWN = 10
NOWHERE = "không nơi nào"


class StateFilter(admin.SimpleListFilter):
    """Filters choices by whether they were withdrawn."""

    title = "tình trạng"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return both."""
        return [("kept", "chưa rút"), ("withdrawn", "đã rút")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Override]) -> QuerySet[Override]:
        """Return the choices that stand so."""
        if self.value() not in ("kept", "withdrawn"):
            return queryset
        return queryset.filter(withdrawn_at__isnull=self.value() == "kept")


class OwnFilter(admin.SimpleListFilter):
    """Filters choices by who recorded them."""

    title = "cán bộ"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one question."""
        return [("mine", "của tôi")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Override]) -> QuerySet[Override]:
        """Return one's own choices."""
        return queryset.filter(made_by=request.user.pk) if self.value() == "mine" else queryset


@admin.register(Override)
class OverrideAdmin(FoldedSearch, ReadOnly, History, Page):
    """What officers chose instead of the first. Those of a confidential case are there for its team alone."""

    list_display = ("project", "computed", "site", "rule_class", "why", "officer", "made_at", "state")
    list_display_links = ("project",)
    list_filter = (
        StateFilter,
        OwnFilter,
        "rule_class",
        ("made_at", admin.DateFieldListFilter),
        place_filter("site"),
    )
    list_select_related = ("project", "first", "site", "made_by")
    ordering = ("-made_at", "-id")
    show_full_result_count = False
    search_fields = ("project__search_text", "site__search_text")
    search_help_text = "Dự án, mã hồ sơ hoặc nơi được chọn; có dấu hay không đều được."
    fields = (
        ("project", "run"),
        ("computed", "site"),
        ("rule_class", "place"),
        "reason",
        ("project_file", "source_file"),
        ("officer", "made_at"),
        ("withdrawn_at", "withdrawer"),
        "withdrawn_reason",
    )
    readonly_fields = ("computed", "place", "officer", "withdrawer")
    actions_detail = ("withdraw",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Override]:
        """Leave out what this person may not read."""
        return visible_overrides(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Override | None = None) -> bool:
        """Leave the choices of a confidential case, and their histories, to the case's team."""
        allowed = super().has_view_permission(request, obj)
        return allowed and (obj is None or may_see(request.user, obj.project))

    def has_view_history_or_change_history_permission(
        self, request: HttpRequest, obj: Override | None = None
    ) -> bool:
        """Show the history to those who may read the choice."""
        return self.has_view_permission(request, obj)

    def has_withdraw_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow those who may change choices, on one that they may see and that stands."""
        rows = self.get_queryset(request).filter(pk=object_id, withdrawn_at__isnull=True)
        return request.user.has_perm("matching.change_override") and rows.exists()

    @admin.display(description="Đứng đầu theo tính toán")
    def computed(self, row: Override) -> str:
        return row.first.name_vi if row.first else NOWHERE

    @admin.display(description="Hạng hoặc điều kiện vướng")
    def place(self, row: Override) -> str:
        return standing(row)

    @admin.display(description="Lý do")
    def why(self, row: Override) -> str:
        return row.reason if len(row.reason) <= 80 else f"{row.reason[:79].rstrip()}…"

    @admin.display(description="Cán bộ", ordering="made_by")
    def officer(self, row: Override) -> str:
        return person(row.made_by)

    @admin.display(description="Người rút")
    def withdrawer(self, row: Override) -> str:
        return person(row.withdrawn_by) if row.withdrawn_by else ""

    @admin.display(description="Tình trạng", ordering="withdrawn_at")
    def state(self, row: Override) -> str:
        return "đã rút" if row.withdrawn_at else "chưa rút"

    @action(description="Rút lựa chọn", url_path="withdraw", icon="undo", permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Withdraw a choice; it stays on record."""
        row = get_object_or_404(
            self.get_queryset(request).select_related("project__investor", "site", "first"), pk=object_id
        )
        act = Act(
            title="Rút lựa chọn",
            button="Rút lựa chọn",
            done="Đã rút. Lựa chọn và lý do rút vẫn được lưu.",
            back=reverse("admin:matching_override_change", args=[row.pk]),
            about=(
                ("Hồ sơ", str(row.project)),
                ("Nơi được chọn", row.site.name_vi),
                ("Lý do đã ghi", row.reason),
            ),
            perform=lambda data: withdraw_override(override=row, user=request.user, **data),  # type: ignore[arg-type]
        )
        return act_page(self, request, "matching.change_override", WithdrawForm, act)


def override_page(model_admin: Any, request: HttpRequest, run_id: Any) -> HttpResponse:
    """Show the form of another choice beside a run, or record what it says."""
    if not request.user.has_perm("matching.add_override"):
        raise PermissionDenied
    run = get_object_or_404(MatchRun.objects.select_related("project__investor"), pk=run_id)
    if run.project is None:
        raise Http404("Lượt đối sánh này không thuộc hồ sơ nào.")
    if not may_see(request.user, run.project):
        raise PermissionDenied
    act = Act(
        title="Ghi lựa chọn khác",
        button="Ghi lựa chọn",
        done="Đã ghi lựa chọn. Điểm và thứ hạng giữ nguyên.",
        back=reverse("admin:matching_matchrun_change", args=[run.pk]) + "#overrides",
        about=(("Hồ sơ", str(run.project)), ("Đứng đầu theo tính toán", _first(run))),
        warning=_newer(run),
        perform=lambda data: override_choice(run=run, user=request.user, **data),  # type: ignore[arg-type]
    )
    form = partial(OverrideForm, run=run, user=request.user)
    return act_page(model_admin, request, "matching.add_override", form, act)  # type: ignore[arg-type]


def shown_overrides(user: Any, project: Project) -> list[dict[str, Any]]:
    """Return the choices of a project as other pages show them, newest first; the first not withdrawn is in force."""
    if not user.has_perm("matching.view_override") or not may_see(user, project):
        return []
    rows = Override.objects.filter(project=project).select_related(
        "first", "site", "run", "made_by", "withdrawn_by", "project_file", "source_file__source"
    )
    rows = rows.defer("run__inputs", "run__answer", "run__findings")[:SHOWN]
    in_force = next((row for row in rows if row.withdrawn_at is None), None)
    return [
        {
            "row": row,
            "computed": row.first.name_vi if row.first else NOWHERE,
            "standing": standing(row),
            "documents": documents(row),
            "officer": person(row.made_by),
            "withdrawer": person(row.withdrawn_by) if row.withdrawn_by else "",
            "in_force": row is in_force,
        }
        for row in rows
    ]


def standing(row: Override) -> str:
    """Return what a chosen site is in its run: its rank, or what bars it."""
    if row.rank is not None:
        return f"hạng {row.rank}"
    return "vướng " + ", ".join(wording.label("criterion", key, "vi") for key in row.barred_by)


def documents(row: Override) -> str:
    """Return the documents of a choice by name; one that was taken off says so."""
    files = [(file, file.name) for file in (row.project_file, row.source_file) if file is not None]
    return "; ".join(f"{name} (tệp đã gỡ)" if file.removed_at else name for file, name in files)


def _first(run: MatchRun) -> str:
    code = first_of(run)
    if code is None:
        return NOWHERE
    site, best = snapshot.current().site_rows.get(code, code), run.answer["sites"][0]
    return f"{site}: {points(best['score'])} đến {points(best['ceiling'])} điểm"


def _newer(run: MatchRun) -> str:
    newest = (
        MatchRun.objects.filter(project=run.project)
        .order_by("-created_at")
        .values_list("pk", flat=True)
        .first()
    )
    return "" if newest == run.pk else "Hồ sơ này đã có lượt đối sánh mới hơn; xin xem lại trước khi ghi."
