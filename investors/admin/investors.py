"""Investors: who they are, for those who may see them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Field, Q, QuerySet
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from unfold.decorators import action

from investors.admin.merging import ALIKE, MERGED
from investors.duplicates import alike
from investors.exchange.investors import InvestorSheet
from investors.forms import form_field
from investors.keys import phone_key
from investors.merge_services import split_investor
from investors.models import Investor
from investors.services import store_investor
from investors.visibility import may_see_investor, visible_investors
from parks.admin.acts import Act, act_page
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.changes import CHANGES
from parks.admin.conflicts import Conflicts
from parks.admin.exchange import ExcelOut
from parks.admin.history import History
from parks.admin.panels import Panel, Panels, shown

# Where a merged investor is not offered any more; its page still opens.
LISTS = (
    "investors_investor_changelist",
    "investors_investor_export_excel",
    "investors_investor_export_csv",
    "autocomplete",
)


@admin.register(Investor)
class InvestorAdmin(ExcelOut, Conflicts, Panels, FoldedSearch, NoDelete, History, Page):
    """Who proposes projects. A confidential one is there for its case team alone."""

    table_class = InvestorSheet
    list_display = ("name", "nationality", "foreign_share_pct", "tax_code", "confidential", "code")
    list_filter = ("confidential",)
    search_help_text = "Tên, mã số thuế, người liên hệ hoặc điện thoại; có dấu hay không đều được."
    show_full_result_count = False
    readonly_fields = ("code", "created_at")
    top_panels: tuple[Panel, ...] = (MERGED, ALIKE)
    panels = (CHANGES,)
    actions = ("merge_ticked",)
    actions_detail = ("split",)
    change_form_outer_before_template = "admin/investors/investor/top_panels.html"
    fieldsets = (
        (None, {"fields": ("name", ("nationality", "foreign_share_pct"), ("tax_code", "confidential"))}),
        ("Liên hệ", {"fields": (("contact_name", "contact_phone"), "contact_email")}),
        ("Hồ sơ", {"fields": ("note", ("code", "created_at"))}),
    )

    class Media:
        css = {"all": ("investors/cases.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Investor]:
        """Return the investors that this person may see; lists leave out what was merged into another."""
        investors = visible_investors(request.user)
        here = request.resolver_match.url_name if request.resolver_match else ""
        return investors.filter(merged_into__isnull=True) if here in LISTS else investors

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Investor], search_term: str
    ) -> tuple[QuerySet[Investor], bool]:
        """Find a telephone number however it is written."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        phone = phone_key(search_term)
        return (found | queryset.filter(Q(phone_key=phone)) if phone else found), duplicates

    def has_view_history_or_change_history_permission(
        self, request: HttpRequest, obj: Investor | None = None
    ) -> bool:
        """Show the history to those who may see the investor as it is now, and all that it was ever merged into."""
        allowed = bool(super().has_view_history_or_change_history_permission(request, obj))
        if not allowed or obj is None:
            return allowed
        now = Investor.objects.filter(pk=obj.pk).first()
        led_to = Investor.history.filter(id=obj.pk, merged_into__isnull=False).values("merged_into")
        hidden = Investor.objects.filter(pk__in=led_to).exclude(pk__in=visible_investors(request.user))
        return (now is None or may_see_investor(request.user, now)) and not hidden.exists()

    def has_change_permission(self, request: HttpRequest, obj: Investor | None = None) -> bool:
        """Leave a merged investor as it was: what is to be changed is changed in the one that it leads to."""
        return super().has_change_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    def has_merged_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow the act on a merged investor that this person may see."""
        merged = visible_investors(request.user).filter(pk=object_id, merged_into__isnull=False)
        return request.user.has_perm("investors.change_investor") and merged.exists()

    @action(description="Tách ra", url_path="split", icon="call_split", permissions=["merged"])
    def split(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Undo the merge of this investor into another."""
        rows = visible_investors(request.user).select_related("merged_into")
        merged = get_object_or_404(rows, pk=object_id, merged_into__isnull=False)
        act = Act(
            title=f"Tách ra: {merged.name}",
            button="Tách ra",
            done="Đã tách ra thành hai nhà đầu tư như trước.",
            back=reverse("admin:investors_investor_change", args=[merged.pk]),
            about=(("Nhà đầu tư", str(merged)), ("Đang gộp vào", str(merged.merged_into))),
            warning="Dự án, yêu cầu đã chuyển và giá trị đã lấy sang trở về như trước khi gộp, trừ những gì đã có người sửa"
            " từ đó đến nay. Ghi thêm sau khi gộp thì ở lại bên kia; bên kia đang giữ kín tên thì vẫn giữ kín.",
            perform=lambda data: split_investor(merged=merged, user=request.user),  # type: ignore[arg-type]
            row=merged,
        )
        return act_page(self, request, "investors.change_investor", Form, act)

    @admin.action(description="So sánh, gộp hai nhà đầu tư đã chọn", permissions=["change"])
    def merge_ticked(self, request: HttpRequest, ticked: QuerySet[Investor]) -> HttpResponse | None:
        """Lead to the page that merges two."""
        keys = list(ticked.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) == 2:
            return HttpResponseRedirect(reverse("investor_merge", args=keys))
        messages.error(request, "Xin chọn đúng hai nhà đầu tư để so sánh, gộp.")
        return None

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Take numbers as they are typed here."""
        return form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Investor, form: ModelForm, change: bool) -> None:
        """Write the row through its service; whoever entered it may see it."""
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        store_investor(investor=obj, user=request.user)

    def response_add(
        self, request: HttpRequest, obj: Investor, post_url_continue: Any = None
    ) -> HttpResponse:
        """Say whom the new investor may be the same as."""
        if found := alike(obj, request.user):
            address = reverse("admin:investors_investor_change", args=[obj.pk])
            names = format_html_join("; ", "{} ({})", ((other.name, ", ".join(why)) for other, why in found))
            said = format_html('Có thể trùng với {}. <a href="{}">Xem và so sánh</a>', names, address)
            messages.warning(request, said)
        return super().response_add(request, obj, post_url_continue)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the blocks above the form."""
        investor = kwargs.get("obj")
        context["top_panels"] = shown(self.top_panels, request, investor) if investor else []
        return super().render_change_form(request, context, *args, **kwargs)
