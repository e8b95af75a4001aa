"""How the columns of a project are arranged on its page, and how they read to those who may only look."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin

from investors.forms import KNOWN_LISTS, planning_areas
from investors.labels import SITE_KINDS
from investors.models import Project
from parks.admin import show


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


READ_ONLY_TEXTS = {
    **{column: _shown(column, _known(labels)) for column, (_, labels) in KNOWN_LISTS.items()},
    "preferences_kinds": _shown("preferences_kinds", _wished(lambda: SITE_KINDS)),
    "preferences_planning_areas": _shown(
        "preferences_planning_areas", _wished(lambda: dict(planning_areas()))
    ),
    "preferences_max_km": _shown("preferences_max_km", _distances),
}

COLUMN_WORDS = {
    **{column: partial(dict, labels) for column, (_, labels) in KNOWN_LISTS.items()},
    "preferences_kinds": partial(dict, SITE_KINDS),
    "preferences_planning_areas": lambda: dict(planning_areas()),
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
    ("Tiến độ", (("licence_number", "licensed_on"), ("building_from", "operating_from"))),
    ("Hồ sơ", ("note", "created_at")),
)

# A new project gets its code and its owner when it is kept, and has got nowhere yet.
NEW_FIELDSETS = tuple(
    (title, {"Dự án": ("name",), "Hồ sơ": ("note",)}.get(title, fields))
    for title, fields in FIELDSETS
    if title != "Tiến độ"
)
# The officers' note tells of the investor: who may not see the one may not read the other.
GUARDED_FIELDSETS = tuple(
    (title, {"Hồ sơ": ("created_at",)}.get(title, fields)) for title, fields in FIELDSETS
)


def worded(fieldsets: tuple[tuple[str, tuple[Any, ...]], ...], texts: dict[str, Any]) -> Any:
    """Return fieldsets as the admin takes them, with some columns replaced by what is shown of them."""

    def replaced(fields: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replaced(each) if isinstance(each, tuple) else texts.get(each, each) for each in fields)

    return [(title, {"fields": replaced(fields)}) for title, fields in fieldsets]
