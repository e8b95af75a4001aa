"""What a finding observed and required, as pairs of a label and a text for officers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from investors.countries import COUNTRIES
from matching import wording
from parks.admin import show
from parks.models.facts import Grade
from parks.quantities import QUANTITIES

# Labels of the keys in `observed` and `required`. A test walks real runs and finds none that is missing.
KEYS = {
    "age_most_years": "tuổi tối đa (năm)",
    "approved": "danh mục được duyệt",
    "area_ha": "diện tích cần (ha)",
    "basis": "căn cứ",
    "capacity_least_pct": "công suất còn lại tối thiểu (%)",
    "capital_billion_vnd": "vốn (tỷ đồng)",
    "capital_most_billion_vnd": "vốn tối đa của doanh nghiệp vừa (tỷ đồng)",
    "central_treatment": "trạm xử lý tập trung hoạt động",
    "certificate_floor": "mức sàn khi có giấy chứng nhận",
    "certificates": "giấy chứng nhận",
    "code": "mã ngành",
    "codes": "mã ngành",
    "complete": "danh sách doanh nghiệp đã đủ",
    "consumption_most_pct": "tiêu hao tối đa so với thiết kế (%)",
    "consumption_vs_design_pct": "tiêu hao so với thiết kế (%)",
    "declared": "nhóm do nhà đầu tư khai",
    "developer": "chủ đầu tư hạ tầng",
    "disbursed_36_months_pct": "giải ngân trong 36 tháng (%)",
    "distances": "cự ly",
    "divisions": "ngành cấp 2 cùng loại",
    "energy_toe_year": "năng lượng (TOE/năm)",
    "energy_vs_norm_pct": "năng lượng so với định mức (%)",
    "equipment": "thiết bị",
    "equipment_age_years": "tuổi thiết bị (năm)",
    "equity_pct": "vốn góp (%)",
    "export_share_pct": "xuất khẩu (%)",
    "foreign_share_pct": "vốn nước ngoài (%)",
    "free_ha": "đất trống (ha)",
    "full_capital_billion_vnd": "vốn đạt mức đầy đủ (tỷ đồng)",
    "full_capital_per_ha": "suất vốn đạt mức đầy đủ (tỷ đồng/ha)",
    "full_jobs_per_ha": "lao động đạt mức đầy đủ (người/ha)",
    "full_local_jobs": "lao động địa phương đạt mức đầy đủ (người)",
    "group": "nhóm môi trường",
    "hazardous_waste_t_year": "chất thải nguy hại (tấn/năm)",
    "hightech_revenue_pct": "doanh thu công nghệ cao (%)",
    "identity": "mức xác nhận tên gọi",
    "intensity": "hàm lượng công nghệ",
    "jobs_local": "lao động địa phương (người)",
    "jobs_most": "lao động tối đa của doanh nghiệp vừa (người)",
    "jobs_per_ha": "lao động trên héc-ta (người/ha)",
    "jobs_total": "tổng số lao động (người)",
    "kind": "loại",
    "kinds": "loại mong muốn",
    "labour_intensive": "dùng nhiều lao động",
    "large_user_toe": "cơ sở dùng năng lượng trọng điểm từ (TOE/năm)",
    "largest_plot_ha": "lô trống lớn nhất (ha)",
    "line_vi": "ngành cấm",
    "lists": "danh mục công nghệ, sản phẩm",
    "local_input_pct": "nội địa hóa (%)",
    "max_km": "cự ly tối đa",
    "min_area_ha": "diện tích tối thiểu (ha)",
    "most_pct": "tối đa (%)",
    "nationality": "quốc tịch",
    "needed_ha": "lô đất cần có (ha)",
    "oecd_users": "số cơ sở thuộc OECD đang dùng",
    "oecd_users_least": "số cơ sở OECD tối thiểu",
    "planning_area": "vùng quy hoạch",
    "planning_areas": "vùng mong muốn",
    "power_mw": "điện cần (MW)",
    "power_mw_left": "điện còn lại (MW)",
    "practices": "thực hành môi trường",
    "process_flags": "công đoạn đặc thù",
    "product": "sản phẩm",
    "profile": "nhóm tiêu chí của vùng",
    "rd_spend_pct": "chi nghiên cứu và phát triển (%)",
    "rd_staff_pct": "lao động nghiên cứu và phát triển (%)",
    "residual_capacity_pct": "công suất còn lại (%)",
    "revenue_billion_vnd": "doanh thu năm (tỷ đồng)",
    "rows": "dòng của Phụ lục II",
    "sensitive_factors": "yếu tố nhạy cảm",
    "services_most_pct": "đất dịch vụ tối đa (%)",
    "stage": "giai đoạn",
    "sure_most_ha": "lô tối đa theo bằng chứng chắc (ha)",
    "unit": "đơn vị",
    "wastewater_m3_day": "nước thải (m³/ngày)",
    "wastewater_m3_day_left": "công suất xử lý nước thải còn lại (m³/ngày)",
    "wastewater_treatment": "xử lý nước thải",
    "water_m3_day": "nước cấp cần (m³/ngày)",
    "water_m3_day_left": "nước cấp còn lại (m³/ngày)",
    "words": "lời của nguồn về định hướng",
}
# Which table of the wording has the labels of a key's codes.
TABLES = {
    "basis": "basis",
    "certificates": "certificate",
    "developer": "developer",
    "equipment": "equipment",
    "identity": "identity",
    "intensity": "intensity",
    "kind": "kind",
    "kinds": "kind",
    "lists": "list",
    "planning_area": "planning_area",
    "planning_areas": "planning_area",
    "practices": "practice",
    "process_flags": "process_flag",
    "profile": "profile",
    "rows": "annex",
    "sensitive_factors": "sensitive_factor",
    "stage": "stage",
    "wastewater_treatment": "treatment",
}
# Shown on their own: the facts themselves, and the parts of a criterion. English texts are for other readers.
APART = ("fact", "facts", "parts", "line_en")
# Evidence that is no figure.
OTHER_EVIDENCE = {"status": "Trạng thái", "orientation": "Định hướng ngành nghề", "tenant": "Doanh nghiệp"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact that a finding rests on."""

    label: str
    text: str
    when: str
    grade: str
    grade_label: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a criterion, with its weight in it and the share it earns."""

    label: str
    weight: str
    share: str


def pairs(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was observed or required, labelled; facts and parts stand apart."""
    return [(KEYS.get(key, key), text(key, value)) for key, value in values.items() if key not in APART]


def text(key: str, value: Any) -> str:
    """Return one value in words."""
    if value is None:
        return "chưa biết"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return show.number(value)
    if isinstance(value, Mapping):
        return _mapping(key, value)
    if isinstance(value, list | tuple):
        return "; ".join(_word(key, str(each)) for each in value) or "không có"
    return _word(key, str(value))


def evidence(values: Mapping[str, Any]) -> list[Evidence]:
    """Return every fact found in what was observed, however deep, each once."""
    found = {
        (each["quantity"], each["value"], each["as_of"], each["source"]): each for each in _facts_in(values)
    }
    return [_evidence(each) for each in found.values()]


def parts(values: Mapping[str, Any]) -> list[Part]:
    """Return the parts of a criterion."""
    return [
        Part(
            wording.label("part", one["part"], "vi"),
            f"{one['weight'] * 100:.0f}%",
            _share(one["low"], one["high"]),
        )
        for one in values.get("parts") or ()
    ]


def _share(low: float, high: float) -> str:
    if low == high:
        return f"{show.number(low * 100, 1)}%"
    return f"{show.number(low * 100, 1)} đến {show.number(high * 100, 1)}%"


def _word(key: str, value: str) -> str:
    if key == "nationality":
        return COUNTRIES.get(value, value)
    return wording.label(TABLES[key], value, "vi") if key in TABLES else value


def _mapping(key: str, value: Mapping[str, Any]) -> str:
    if set(value) == {"low", "high"}:
        return _interval(value["low"], value["high"])
    if key == "distances":
        said = [
            f"{wording.label('node', code, 'vi')}: {_interval(**one['km'])} km" for code, one in value.items()
        ]
        return "; ".join(said) or "không có"
    if key == "max_km":
        return (
            "; ".join(
                f"{wording.label('node', code, 'vi')}: {show.number(km)} km" for code, km in value.items()
            )
            or "không có"
        )
    return "; ".join(f"{one}: {text(one, each)}" for one, each in value.items()) or "không có"


def _interval(low: Any, high: Any) -> str:
    if isinstance(low, str) or isinstance(high, str):
        return str(low) if low == high else f"{low} đến {high}"
    if high is None:
        return f"từ {show.number(low)} trở lên" if low else "chưa biết"
    return show.number(low) if low == high else f"{show.number(low or 0)} đến {show.number(high)}"


def _facts_in(value: Any) -> Iterable[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        if "quantity" in value and "source" in value:
            yield value
            return
        for each in value.values():
            yield from _facts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _facts_in(each)


def _evidence(fact: Mapping[str, Any]) -> Evidence:
    quantity = fact["quantity"]
    label = (
        QUANTITIES[quantity].label_vi if quantity in QUANTITIES else OTHER_EVIDENCE.get(quantity, quantity)
    )
    return Evidence(
        label=label,
        text=f"{fact['value']} {show.UNITS.get(fact['unit'], fact['unit'])}".strip(),
        when=show.when(fact["as_of"] or ""),
        grade=fact["grade"],
        grade_label=str(Grade(fact["grade"]).label),
        source=fact["source"],
        url=fact["url"],
    )
