"""Reference data: searchable and read-only, but for sources, orientation and tenants, which officers add."""

import datetime
import secrets
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import slugify
from unfold.widgets import UnfoldAdminSelectWidget

from parks.admin import show
from parks.admin.base import FoldedSearch, NoDelete, Page, ReadOnly
from parks.admin.changes import CHANGES
from parks.admin.days import OnDay
from parks.admin.evidence import preset, site_page
from parks.admin.files import SOURCE_FILES
from parks.admin.forms import GRADES
from parks.admin.history import History
from parks.admin.panels import Panels
from parks.admin.places import place_filter
from parks.admin.remits import WithinRemit
from parks.derived import fill
from parks.models import AdminUnit, Node, Orientation, PlanningArea, Sector, Source, Tenant
from parks.models.facts import Grade
from parks.text import search_key


@admin.register(Source)
class SourceAdmin(Panels, FoldedSearch, NoDelete, Page):
    """Documents that somebody read. They are added; what facts already rest on is not rewritten."""

    list_display = ("title", "published", "licence", "code")
    search_help_text = "Tên tài liệu, địa chỉ hoặc mã; có dấu hay không đều được."
    fields = ("title", "url", "published", "licence", "note")
    panels = (SOURCE_FILES,)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Take an address without a scheme for one of https."""
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Source, form: ModelForm, change: bool) -> None:
        """Give the source its code: words of the title, and letters drawn so that two never meet."""
        obj.code = f"{slugify(search_key(obj.title))[:60].strip('-')}-{secrets.token_hex(3)}"
        fill(obj)
        super().save_model(request, obj, form, change)


@admin.register(Sector)
class SectorAdmin(FoldedSearch, ReadOnly, Page):
    """Lines of business by edition and code."""

    list_display = ("code", "name_vi", "edition", "intensity", "annex_ii_standing")
    list_display_links = ("code", "name_vi")
    list_filter = ("edition", "level", "intensity", "annex_ii_standing")
    list_select_related = ("parent",)
    search_help_text = "Mã hoặc tên ngành, tiếng Việt hay tiếng Anh, có dấu hay không."


@admin.register(AdminUnit)
class AdminUnitAdmin(FoldedSearch, ReadOnly, Page):
    """Communes, districts and the province, old and new."""

    list_display = ("name_vi", "level", "edition", "parent", "code")
    list_filter = ("edition", "level")
    list_select_related = ("parent",)


@admin.register(PlanningArea)
class PlanningAreaAdmin(FoldedSearch, ReadOnly, Page):
    """The districts of 2023 in which plan and criteria speak."""

    list_display = ("name_vi", "profile", "mountain", "founding_scope", "code")
    list_filter = ("profile", "mountain", place_filter(areas="pk"))


NODE_KINDS = {
    "airport": "sân bay",
    "border_gate": "cửa khẩu",
    "city_centre": "trung tâm thành phố",
    "district_seat": "trung tâm huyện",
    "expressway": "đường cao tốc",
    "expressway_interchange": "nút giao cao tốc",
    "icd": "cảng cạn",
    "national_road": "quốc lộ",
    "rail_station": "ga đường sắt",
    "ring_road": "đường vành đai",
    "river_port": "cảng sông",
    "seaport": "cảng biển",
    "substation_110kv": "trạm biến áp 110 kV",
    "substation_220kv": "trạm biến áp 220 kV",
    "university": "trường đại học",
}
CONFIDENCE = {"high": "cao", "medium": "vừa", "low": "thấp", "absent": "chưa có tọa độ"}


class GradeFilter(admin.SimpleListFilter):
    """Filters by grade, in words: the column itself has no choices."""

    title = "độ tin cậy"
    parameter_name = "grade"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the grades."""
        return [(key, str(label)) for key, label in Grade.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows of the chosen grade."""
        return queryset.filter(grade=self.value()) if self.value() else queryset


class NodeKindFilter(admin.SimpleListFilter):
    """Filters nodes by kind, in words."""

    title = "loại"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the kinds."""
        return list(NODE_KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Node]) -> QuerySet[Node]:
        """Return the nodes of the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Node)
class NodeAdmin(FoldedSearch, ReadOnly, Page):
    """Airports, ports, interchanges, substations."""

    list_display = ("name_vi", "kind_shown", "latitude", "longitude", "sure", "code")
    list_filter = (NodeKindFilter,)
    fields = ("name_vi", "name_en", "kind_shown", ("latitude", "longitude"), "point_basis", "sure", "code")

    @admin.display(description="Loại", ordering="kind")
    def kind_shown(self, node: Node) -> str:
        return NODE_KINDS.get(node.kind, node.kind)

    @admin.display(description="Độ tin cậy của tọa độ", ordering="confidence")
    def sure(self, node: Node) -> str:
        return CONFIDENCE.get(node.confidence, node.confidence)


class OfSite(OnDay, WithinRemit, Panels, FoldedSearch, NoDelete, History, Page):
    """Rows about one site: the form opens with the site filled in, and leads back to its page."""

    panels = (CHANGES,)
    dated_by: str

    def of_day(self, rows: QuerySet[Any], day: datetime.date) -> QuerySet[Any]:
        """Leave out what was not so yet; partial dates sort as they are written, and no date is told of any day."""
        return rows.filter(**{f"{self.dated_by}__lte": day.isoformat()})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in the site that the address names."""
        return preset(request)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Write the row together with the text it is found by."""
        fill(obj)
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        """Go back to the site's page."""
        return HttpResponseRedirect(site_page(obj.site)) if obj.site else super().response_add(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go back to the site's page."""
        return (
            HttpResponseRedirect(site_page(obj.site)) if obj.site else super().response_change(request, obj)
        )


@admin.register(Orientation)
class OrientationAdmin(OfSite):
    """Lines wanted, linked, limited, approved or refused, in the words of the source."""

    dated_by = "as_of"
    list_display = ("place", "stance", "prefix", "words", "when", "source")
    list_filter = ("stance", "planning_area", "edition", place_filter("site", areas="planning_area"))
    list_select_related = ("site", "planning_area", "source")
    search_fields = ("search_text", "site__search_text", "planning_area__search_text")
    autocomplete_fields = ("site", "source")
    fields = ("site", "planning_area", "stance", "words", ("edition", "prefix"), ("source", "as_of"))

    @admin.display(description="Nơi áp dụng")
    def place(self, row: Orientation) -> str:
        return str(row.site or row.planning_area)

    @admin.display(description="Thời điểm", ordering="as_of")
    def when(self, row: Orientation) -> str:
        return show.when(row.as_of)


@admin.register(Tenant)
class TenantAdmin(OfSite):
    """Firms known to be at a site."""

    dated_by = "since"
    list_display = ("name", "site", "vsic_code", "product", "from_when", "graded")
    list_filter = (
        GradeFilter,
        ("site__planning_area", admin.RelatedOnlyFieldListFilter),
        place_filter("site"),
    )
    list_select_related = ("site",)
    search_fields = ("search_text", "site__search_text")
    autocomplete_fields = ("site", "source")
    column_words = {"grade": lambda: dict(Grade.choices)}
    fields = ("site", "name", "product", ("vsic_code", "since"), ("source", "grade"), "note")
    read_fields = (*fields[:4], ("source", "graded"), "note")
    readonly_fields = ("graded",)

    def get_fields(self, request: HttpRequest, obj: Tenant | None = None) -> Any:
        """Show the grade in words to those who may only look."""
        may_edit = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return self.fields if may_edit else self.read_fields

    @admin.display(description="Từ", ordering="since")
    def from_when(self, row: Tenant) -> str:
        return show.when(row.since)

    @admin.display(description="Độ tin cậy", ordering="grade")
    def graded(self, row: Tenant) -> str:
        return str(Grade(row.grade).label)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the grades; an officer does not estimate who is there."""
        if db_field.name == "grade":
            return ChoiceField(
                choices=[("", "Chọn"), *GRADES], label="Độ tin cậy", widget=UnfoldAdminSelectWidget()
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Tenant, form: ModelForm, change: bool) -> None:
        """Give a new tenant its code."""
        if not change:
            obj.code = f"{slugify(search_key(obj.name))[:50].strip('-')}-{secrets.token_hex(3)}"
        super().save_model(request, obj, form, change)
