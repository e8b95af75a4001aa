"""Investors: who they are, for those who may see them."""

from typing import Any

from django.contrib import admin
from django.db.models import Field, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from investors.forms import form_field
from investors.keys import phone_key
from investors.models import Investor
from investors.services import store_investor
from investors.visibility import may_see_investor, visible_investors
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.changes import CHANGES
from parks.admin.conflicts import Conflicts
from parks.admin.history import History
from parks.admin.panels import Panels

# Where a merged investor is not offered any more; its page still opens.
LISTS = ("investors_investor_changelist", "autocomplete")


@admin.register(Investor)
class InvestorAdmin(Conflicts, Panels, FoldedSearch, NoDelete, History, Page):
    """Who proposes projects. A confidential one is there for its case team alone."""

    list_display = ("name", "nationality", "foreign_share_pct", "tax_code", "confidential", "code")
    list_filter = ("confidential",)
    search_help_text = "Tên, mã số thuế, người liên hệ hoặc điện thoại; có dấu hay không đều được."
    show_full_result_count = False
    readonly_fields = ("code", "created_at")
    panels = (CHANGES,)
    fieldsets = (
        (None, {"fields": ("name", ("nationality", "foreign_share_pct"), ("tax_code", "confidential"))}),
        ("Liên hệ", {"fields": (("contact_name", "contact_phone"), "contact_email")}),
        ("Hồ sơ", {"fields": ("note", ("code", "created_at"))}),
    )

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
        """Show the history to those who may see the investor as it is now."""
        now = Investor.objects.filter(pk=obj.pk).first() if obj else None
        seen = now is None or may_see_investor(request.user, now)
        return seen and bool(super().has_view_history_or_change_history_permission(request, obj))

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Take numbers as they are typed here."""
        return form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Investor, form: ModelForm, change: bool) -> None:
        """Write the row through its service; whoever entered it may see it."""
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        store_investor(investor=obj, user=request.user)
