"""Parks and clusters: the list, and one readable page for each."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.html import format_html
from unfold.decorators import action

from parks.admin import show
from parks.admin.acts import Act, act_page, back_to
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.changes import CHANGES
from parks.admin.conflicts import Conflicts
from parks.admin.days import OnDay, day_context
from parks.admin.evidence import site_page
from parks.admin.exchange import ExcelInOut
from parks.admin.files import SITE_SOURCES
from parks.admin.forms import IdentityForm
from parks.admin.history import History
from parks.admin.land_block import land_shown
from parks.admin.land_table import LAND_COLUMNS, LandTable
from parks.admin.panels import Panel, shown
from parks.admin.places import place_filter
from parks.admin.sheet import site_sheet
from parks.days import chosen_day
from parks.evidence import current_status
from parks.exchange.land import LandSheet
from parks.models import Fact, Orientation, Site, SiteUnit, Status, Tenant
from parks.remits import may_change_site
from parks.services import confirm_identity


class StageFilter(admin.SimpleListFilter):
    """Filters sites by the stage that counts on the chosen day; it is worked out, so the rows are named one by one."""

    title = "giai đoạn"
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the stages, and those of whom no source says any."""
        return [*Status.Stage.choices, ("none", "chưa rõ")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Site]) -> QuerySet[Site]:
        """Return the sites at the chosen stage."""
        if not self.value():
            return queryset
        by_site: dict[int, list[Status]] = {}
        for status in Status.objects.all():
            by_site.setdefault(status.site_id, []).append(status)
        day = chosen_day(request)
        current = {site: current_status(rows, day) for site, rows in by_site.items()}
        known = {site: found.status.stage for site, found in current.items() if found}
        if self.value() == "none":
            return queryset.exclude(pk__in=list(known))
        return queryset.filter(pk__in=[site for site, stage in known.items() if stage == self.value()])


@admin.register(Site)
class SiteAdmin(OnDay, ExcelInOut, LandTable, Conflicts, FoldedSearch, NoDelete, History, Page):
    """What is known of each park and cluster, on whose word."""

    table_class = LandSheet
    search_fields = ("search_text", "planning_area__search_text", "units__unit__search_text")
    search_help_text = "Tên khu, cụm, mã, xã phường hoặc huyện cũ, mới; có dấu hay không đều được."
    list_display = ("named", "planning_area", *LAND_COLUMNS)
    list_display_links = ("named",)
    list_filter = ("kind", "planning_area", place_filter(), StageFilter, "identity", "counted_mid_2023")
    list_select_related = ("planning_area",)
    list_per_page = 100
    ordering = ("-kind", "code")
    fields = ("name_en", "craft_village", "tenants_complete", "note")
    actions_detail = ("confirm", "edit")
    top_panels: tuple[Panel, ...] = ()
    panels: tuple[Panel, ...] = (SITE_SOURCES, CHANGES)

    def table(self, request: HttpRequest) -> LandSheet:
        """Return the land table as of the chosen day."""
        return LandSheet(request.user, chosen_day(request))  # type: ignore[arg-type]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Allow reading a sheet to those who may record figures: it adds no site."""
        return request.user.has_perm("parks.add_fact")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A new site comes with the reference data, where its code is given."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Site | None = None) -> bool:
        """Leave a site outside the person's remit to be looked at."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_change_site(request.user, obj))

    def has_own_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow acts on sites within the remit of those who may change sites."""
        site = Site.objects.filter(pk=object_id).first() if str(object_id).isdecimal() else None
        return site is not None and self.has_change_permission(request, site)

    @admin.display(description="Tên", ordering="name_vi")
    def named(self, site: Site) -> str:
        if site.identity == Site.Identity.SURE:
            return site.name_vi
        return format_html("{} {}", site.name_vi, show.chip(site.identity, site.get_identity_display()))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the site's page; its own few columns are edited on a page of their own."""
        site = _loaded(object_id)
        if not self.has_view_permission(request, site):
            raise PermissionDenied
        user = request.user
        within = may_change_site(user, site)
        day = chosen_day(request)
        context = {
            **day_context(request),
            **self.admin_site.each_context(request),
            "title": site.name_vi,
            "opts": self.opts,
            "original": site,
            "sheet": site_sheet(site, day),
            "land": land_shown(site, day),
            "identity_open": site.identity != Site.Identity.SURE,
            "may_view_hold": user.has_perm("parks.view_hold"),
            "may_view_plot": user.has_perm("parks.view_plot"),
            "may_add_hold": within and user.has_perm("parks.add_hold"),
            "may_add_plot": within and user.has_perm("parks.add_plot"),
            "may_add_fact": within and user.has_perm("parks.add_fact"),
            "may_judge_fact": within and user.has_perm("parks.change_fact"),
            "may_add_status": within and user.has_perm("parks.add_status"),
            "may_judge_status": within and user.has_perm("parks.change_status"),
            "may_change_site": within and user.has_perm("parks.change_site"),
            "may_add_orientation": within and user.has_perm("parks.add_orientation"),
            "may_add_tenant": within and user.has_perm("parks.add_tenant"),
            "top_panels": shown(self.top_panels, request, site),
            "panels": shown(self.panels, request, site),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/parks/site/page.html", context)

    @action(description="Xác nhận tên gọi", url_path="confirm", permissions=["own"])
    def confirm(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Confirm with a source that the site is the one meant."""
        site = get_object_or_404(Site.objects.select_related("planning_area"), pk=object_id)
        act = Act(
            title=f"Xác nhận tên gọi: {site.name_vi}",
            button="Xác nhận",
            done="Đã xác nhận tên gọi của khu, cụm.",
            back=back_to(request, site_page(site)),
            about=(
                ("Khu, cụm", f"{site.name_vi} ({site.code})"),
                ("Vùng quy hoạch", str(site.planning_area)),
                ("Hiện nay", site.get_identity_display()),
            ),
            warning="Sau khi xác nhận, khu, cụm này có thể được giới thiệu cho nhà đầu tư.",
            perform=lambda data: confirm_identity(site=site, source=data["source"], user=request.user),
        )
        return act_page(self, request, "parks.change_site", IdentityForm, act)

    @action(description="Sửa thông tin chung", url_path="edit", permissions=["own"])
    def edit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Edit the few columns that are not evidence."""
        return super().change_view(request, object_id)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go back to the site's page."""
        return HttpResponseRedirect(site_page(obj))


def _loaded(object_id: str) -> Site:
    """Return a site with everything its page shows, in a fixed number of queries."""
    sites = Site.objects.select_related("planning_area", "identity_source").prefetch_related(
        Prefetch("facts", Fact.objects.select_related("source", "retracted_by").order_by("code")),
        Prefetch("statuses", Status.objects.select_related("source").order_by("-counts_from", "code")),
        Prefetch(
            "units", SiteUnit.objects.select_related("unit", "source").order_by("unit__level", "unit__code")
        ),
        Prefetch("tenants", Tenant.objects.select_related("source").order_by("name")),
        Prefetch("orientation", Orientation.objects.select_related("source")),
        Prefetch("planning_area__orientation", Orientation.objects.select_related("source")),
    )
    try:
        return sites.get(pk=object_id)
    except (Site.DoesNotExist, ValueError):
        raise Http404("Không có khu, cụm này.") from None
