"""Investors and projects: entered once, in the groups that the API names."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Field
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import TabularInline

from investors.forms import KNOWN_LISTS, LineForm, LineFormSet, ProjectForm, form_field, planning_areas
from investors.labels import SITE_KINDS
from investors.models import Investor, Project, ProjectLine
from investors.services import store_investor, store_project
from parks.admin import show
from parks.admin.base import FoldedSearch, NoDelete, Page

HIDDEN_NAME = "(giữ kín tên)"


@admin.register(Investor)
class InvestorAdmin(FoldedSearch, NoDelete, SimpleHistoryAdmin, Page):
    """Who proposes projects. Whoever may not view investors does not see their names anywhere."""

    list_display = ("name", "nationality", "foreign_share_pct", "tax_code", "confidential", "code")
    list_filter = ("confidential",)
    readonly_fields = ("code", "created_at")
    fieldsets = (
        (None, {"fields": ("name", ("nationality", "foreign_share_pct"), ("tax_code", "confidential"))}),
        ("Liên hệ", {"fields": (("contact_name", "contact_phone"), "contact_email")}),
        ("Hồ sơ", {"fields": ("note", ("code", "created_at"))}),
    )

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Take numbers as they are typed here."""
        return form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Investor, form: ModelForm, change: bool) -> None:
        """Write the row through its service."""
        store_investor(investor=obj)


class LineInline(TabularInline):
    """What the project makes."""

    model = ProjectLine
    form = LineForm
    formset = LineFormSet
    extra = 0
    min_num = 1
    fields = ("sector", "product", "annual_output", "output_unit", "share_pct")
    autocomplete_fields = ("sector",)
    verbose_name = "ngành nghề"
    verbose_name_plural = "ngành nghề"
    hide_title = True

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Take numbers as they are typed here."""
        return form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)


def _shown(column: str, text: Callable[[Any], str]) -> Any:
    """Return a read-only display of a list: not known and none are different words."""

    @admin.display(description=Project._meta.get_field(column).verbose_name)  # type: ignore[union-attr]
    def shown(project: Project) -> str:
        return text(getattr(project, column))

    return shown


def _known(labels: dict[str, str]) -> Callable[[Any], str]:
    def text(value: list[str] | None) -> str:
        if value is None:
            return "chưa biết"
        return "; ".join(labels.get(code, code) for code in value) if value else "không có"

    return text


def _wished(labels: Callable[[], dict[str, str]]) -> Callable[[Any], str]:
    return lambda value: "; ".join(labels()[code] for code in value) if value else "không giới hạn"


def _distances(value: dict[str, float] | None) -> str:
    return (
        "; ".join(f"{code}: {show.number(km)} km" for code, km in value.items())
        if value
        else "không giới hạn"
    )


@admin.display(description="Nhà đầu tư", ordering="investor")
def named(project: Project) -> str:
    """Return the investor's name."""
    return "chưa biết" if project.investor is None else project.investor.name


@admin.display(description="Nhà đầu tư")
def masked(project: Project) -> str:
    """Return the investor's name unless it is to be kept from those who may not view investors."""
    kept_back = project.investor is not None and project.investor.confidential
    return HIDDEN_NAME if kept_back else named(project)


def _investor_shown(request: HttpRequest) -> Callable[[Project], str]:
    return named if request.user.has_perm("investors.view_investor") else masked


READ_ONLY_TEXTS = {
    **{column: _shown(column, _known(labels)) for column, (_, labels) in KNOWN_LISTS.items()},
    "preferences_kinds": _shown("preferences_kinds", _wished(lambda: SITE_KINDS)),
    "preferences_planning_areas": _shown(
        "preferences_planning_areas", _wished(lambda: dict(planning_areas()))
    ),
    "preferences_max_km": _shown("preferences_max_km", _distances),
}

FIELDSETS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("Dự án", ("name", ("code", "owner"))),
    ("Ngành nghề và công đoạn", ("process_flags",)),
    ("Nhà đầu tư", ("investor",)),
    ("Vốn", (("capital_amount", "capital_currency"),)),
    (
        "Tài chính",
        (
            ("finance_export_share_pct", "finance_equity_pct"),
            ("finance_disbursed_36_months_pct", "finance_term_years"),
            "finance_revenue_billion_vnd",
        ),
    ),
    ("Đất", (("land_area_ha", "land_min_area_ha"), "land_needed_from")),
    ("Lao động", (("jobs_total", "jobs_local"),)),
    (
        "Công nghệ",
        (
            ("technology_equipment", "technology_equipment_age_years"),
            ("technology_residual_capacity_pct", "technology_consumption_vs_design_pct"),
            ("technology_oecd_users", "technology_local_input_pct"),
            ("technology_rd_spend_pct", "technology_rd_staff_pct"),
            "technology_hightech_revenue_pct",
            "technology_lists",
            "technology_certificates",
        ),
    ),
    (
        "Môi trường",
        (
            "environment_group",
            ("environment_wastewater_m3_day", "environment_wastewater_treatment"),
            ("environment_hazardous_waste_t_year", "environment_energy_toe_year"),
            "environment_energy_vs_norm_pct",
            "environment_sensitive_factors",
            "environment_practices",
        ),
    ),
    ("Hạ tầng kỹ thuật", (("utilities_power_mw", "utilities_water_m3_day"),)),
    ("Mong muốn", ("preferences_kinds", "preferences_planning_areas", "preferences_max_km")),
    ("Hồ sơ", ("note", "created_at")),
)

NEW_FIELDSETS = tuple(
    (title, {"Dự án": ("name",), "Hồ sơ": ("note",)}.get(title, fields)) for title, fields in FIELDSETS
)


def _worded(fieldsets: tuple[tuple[str, tuple[Any, ...]], ...], texts: dict[str, Any]) -> Any:
    """Return fieldsets as the admin takes them, with some columns replaced by what is shown of them."""

    def replaced(fields: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replaced(each) if isinstance(each, tuple) else texts.get(each, each) for each in fields)

    return [(title, {"fields": replaced(fields)}) for title, fields in fieldsets]


@admin.register(Project)
class ProjectAdmin(FoldedSearch, NoDelete, SimpleHistoryAdmin, Page):
    """Proposed investments. What is left empty is not known; the answer is then wider, never wrong."""

    form = ProjectForm
    inlines = (LineInline,)
    list_display = ("name", "makes", masked, "capital", "land", "stage", "created_at", "code")
    list_filter = ("stage", "environment_group", "capital_currency")
    list_select_related = ("investor",)
    search_fields = ("search_text", "investor__search_text", "lines__sector__search_text")
    search_help_text = "Tên dự án, mã hồ sơ, nhà đầu tư hoặc ngành nghề; có dấu hay không đều được."
    readonly_fields = ("code", "created_at")
    autocomplete_fields = ("investor",)
    change_form_template = "admin/investors/project/change_form.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load the lines that the list names."""
        return super().get_queryset(request).prefetch_related("lines__sector")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Search by the investor only for those who may see its name."""
        if request.user.has_perm("investors.view_investor"):
            return self.search_fields
        return tuple(field for field in self.search_fields if not field.startswith("investor"))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Name investors only to those who may see them."""
        return [_investor_shown(request) if column is masked else column for column in self.list_display]

    def get_fieldsets(self, request: HttpRequest, obj: Project | None = None) -> Any:
        """Show lists in words to those who may only look."""
        shown = _investor_shown(request)
        if not self._may_edit(request, obj):
            return _worded(FIELDSETS, {**READ_ONLY_TEXTS, "investor": shown})
        # A new project gets its code when it is kept.
        fieldsets = FIELDSETS if obj else NEW_FIELDSETS
        return _worded(fieldsets, {} if shown is named else {"investor": shown})

    def get_readonly_fields(self, request: HttpRequest, obj: Project | None = None) -> list[Any]:
        """Add the investor, masked, for those who may not view investors: they cannot choose one either."""
        shown = _investor_shown(request)
        return [*self.readonly_fields, *([] if shown is named else [shown])]

    def has_view_history_or_change_history_permission(
        self, request: HttpRequest, obj: Project | None = None
    ) -> bool:
        """Show the history, which names the investor of each version, to those who may view investors."""
        may_see = request.user.has_perm("investors.view_investor")
        return may_see and bool(super().has_view_history_or_change_history_permission(request, obj))

    def _may_edit(self, request: HttpRequest, obj: Project | None) -> bool:
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep unknown, none and chosen apart; take numbers as they are typed here."""
        field = form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "note":
            field.widget.attrs["rows"] = 3
        return field

    def save_model(self, request: HttpRequest, obj: Project, form: ModelForm, change: bool) -> None:
        """Write the row through its service."""
        store_project(project=obj)

    def response_add(self, request: HttpRequest, obj: Project, post_url_continue: Any = None) -> HttpResponse:
        """Stay with the new project: matching it is what comes next."""
        self.message_user(request, f"Đã ghi nhận dự án {obj.name} với mã hồ sơ {obj.code}.")
        return HttpResponseRedirect(reverse("admin:investors_project_change", args=[obj.pk]))

    @admin.display(description="Ngành nghề")
    def makes(self, project: Project) -> str:
        return "; ".join(line.product or line.sector.name_vi for line in project.lines.all())

    @admin.display(description="Vốn", ordering="capital_amount")
    def capital(self, project: Project) -> str:
        if project.capital_amount is None:
            return "chưa biết"
        return f"{show.number(project.capital_amount)} {project.capital_currency}"

    @admin.display(description="Đất (ha)", ordering="land_area_ha")
    def land(self, project: Project) -> str:
        return "chưa biết" if project.land_area_ha is None else show.number(project.land_area_ha)
