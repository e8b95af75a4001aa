"""The quantities that a fact can state, in one explicit table.

The shelf lives are this service's own policy, not taken from a law or a source: after so many years a figure
is still used, but is called stale so that somebody asks again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

NUMBER = "number"
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure or wording is about: how it is called, measured and bounded, and how soon it ages."""

    key: str
    label_vi: str
    label_en: str
    unit: str = ""
    kind: str = TEXT
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    shelf_life_years: int | None = None
    node: str = ""  # the node that a distance is measured to
    choices: tuple[str, ...] = ()  # the only words allowed, for a text that is matched on


def _number(
    key: str,
    label_vi: str,
    label_en: str,
    unit: str,
    high: int | None = None,
    years: int | None = None,
    *,
    low: int = 0,
    node: str = "",
) -> Quantity:
    top = None if high is None else Decimal(high)
    return Quantity(key, label_vi, label_en, unit, NUMBER, Decimal(low), top, years, node)


def _text(key: str, label_vi: str, label_en: str, years: int | None = None, unit: str = "") -> Quantity:
    return Quantity(key, label_vi, label_en, unit, shelf_life_years=years)


# Upper limits only catch a slip of the hand (a park of 5,000 ha, a distance of 3,000 km).
_ALL = (
    # Land
    _number("area_planned_ha", "Diện tích quy hoạch", "Planned area", "ha", 5000),
    _number("area_leasable_ha", "Diện tích đất công nghiệp cho thuê", "Leasable industrial land", "ha", 5000),
    _number("area_leased_ha", "Diện tích đã cho thuê", "Leased area", "ha", 5000, 1),
    _number("area_free_ha", "Diện tích còn trống", "Free area", "ha", 5000, 1),
    _number("area_held_ha", "Diện tích đang giữ chỗ", "Area on hold", "ha", 5000, 1),
    _number("largest_plot_ha", "Lô đất trống liền thửa lớn nhất", "Largest free plot", "ha", 5000, 1),
    _number("occupancy_pct", "Tỷ lệ lấp đầy", "Occupancy", "%", 100, 2),
    _text("occupancy_note", "Ghi nhận về lấp đầy", "Note on occupancy", 2),
    _number("first_phase_ha", "Diện tích giai đoạn đầu", "First phase", "ha", 5000),
    _text("zone_area_ha", "Diện tích từng phân khu", "Area by zone", unit="ha"),
    _number(
        "area_both_clusters_ha", "Diện tích hai cụm cộng lại", "Area of two clusters together", "ha", 5000
    ),
    _number("building_density_pct", "Mật độ xây dựng tối đa", "Building density", "%", 100),
    _text("land_clearance_note", "Giải phóng mặt bằng", "Land clearance"),
    _text("households_affected", "Số hộ bị ảnh hưởng", "Households affected", unit="hộ"),
    # Power, water, wastewater
    _number("power_left_mw", "Công suất điện còn đáp ứng được", "Power still available", "MW", 5000, 2),
    _number("water_left_m3_day", "Lượng nước cấp còn lại", "Water still available", "m³/ngày", 1000000, 2),
    _number(
        "wastewater_left_m3_day",
        "Công suất xử lý nước thải còn lại",
        "Wastewater capacity left",
        "m³/ngày",
        500000,
        2,
    ),
    _number(
        "wastewater_m3_day",
        "Tổng công suất xử lý nước thải",
        "Wastewater treatment capacity",
        "m³/ngày",
        500000,
    ),
    Quantity(
        "wastewater_plant",
        "Trạm xử lý nước thải tập trung",
        "Central wastewater plant",
        shelf_life_years=2,
        choices=("working", "under_construction", "none"),
    ),
    _text("wastewater_status", "Tình trạng xử lý nước thải", "State of wastewater treatment", 2),
    _text("wastewater_note", "Ghi nhận về nước thải", "Note on wastewater", 2),
    _text("power", "Nguồn điện", "Power supply"),
    # Access
    _number("distance_noibai_km", "Đến sân bay Nội Bài", "To Nội Bài airport", "km", 500, node="AIR-HAN"),
    _number("distance_hanoi_km", "Đến trung tâm Hà Nội", "To Hà Nội centre", "km", 500, node="CITY-HAN"),
    _number(
        "distance_haiphong_port_km", "Đến cảng Hải Phòng", "To Hải Phòng port", "km", 500, node="PORT-HPH"
    ),
    _number(
        "distance_thainguyen_city_km",
        "Đến trung tâm Thái Nguyên",
        "To Thái Nguyên centre",
        "km",
        500,
        node="CITY-TNG",
    ),
    _number(
        "distance_huunghi_border_km",
        "Đến cửa khẩu Hữu Nghị",
        "To Hữu Nghị border gate",
        "km",
        500,
        node="GATE-HNG",
    ),
    _number(
        "distance_daphuc_port_km", "Đến cảng Đa Phúc", "To Đa Phúc river port", "km", 500, node="RPORT-DPH"
    ),
    _number("distance_expressway_km", "Đến nút giao cao tốc", "To an expressway interchange", "km", 500),
    _text("distance_5_cities_km", "Đến năm thành phố lân cận", "To five cities around", unit="km"),
    _text("road_access", "Đường bộ", "Road access"),
    _text("access_road", "Đường nối vào", "Access road"),
    # Prices
    _number("rent_usd_m2", "Giá thuê đất bằng ngoại tệ", "Land rent in foreign currency", "USD/m²", 1000, 2),
    _number("rent_vnd_m2_year", "Giá thuê đất", "Land rent", "đồng/m²/năm", 10**7, 2),
    _number("factory_rent_vnd_m2_month", "Giá thuê nhà xưởng", "Factory rent", "đồng/m²/tháng", 10**7, 2),
    _number("mgmt_fee_vnd_m2_year", "Phí quản lý hằng năm", "Management fee a year", "đồng/m²/năm", 10**7, 2),
    _number("mgmt_fee_vnd_m2_once", "Phí quản lý trả một lần", "Management fee, once", "đồng/m²", 10**8, 2),
    _number("electricity_vnd_kwh_peak", "Giá điện giờ cao điểm", "Electricity, peak", "đồng/kWh", 10**5, 1),
    _number(
        "electricity_vnd_kwh_normal", "Giá điện giờ thường", "Electricity, normal hours", "đồng/kWh", 10**5, 1
    ),
    _number("water_price_vnd_m3", "Giá nước", "Water price", "đồng/m³", 10**6, 1),
    _number("wastewater_fee_vnd_m3", "Phí xử lý nước thải", "Wastewater fee", "đồng/m³", 10**6, 1),
    _text("lease_term", "Thời hạn thuê đất", "Lease term"),
    _text("wage_region", "Vùng lương tối thiểu", "Minimum wage region", 2),
    # Founding, investor, progress
    _number("established_year", "Năm thành lập", "Year established", "", 2100, low=1950),
    _text("decision", "Quyết định, văn bản", "Decision"),
    _text("developer", "Chủ đầu tư hạ tầng", "Infrastructure investor"),
    _number("investment_billion_vnd", "Vốn đầu tư hạ tầng", "Infrastructure capital", "tỷ đồng", 10**6),
    _number(
        "investment_both_clusters_billion_vnd",
        "Vốn đầu tư hạ tầng hai cụm cộng lại",
        "Infrastructure capital of two clusters together",
        "tỷ đồng",
        10**6,
    ),
    _text("construction_start", "Khởi công", "Construction start"),
    _text("completion_target", "Thời hạn hoàn thành", "Completion target"),
    _text("contact", "Đầu mối liên hệ", "Contact", 2),
    # Lines and firms
    _text("sectors_priority", "Ngành nghề ưu tiên", "Priority lines"),
    _text(
        "sectors_orientation_district",
        "Định hướng ngành nghề của địa bàn",
        "Lines wanted in the district",
    ),
    _text("tenants", "Nhà đầu tư thứ cấp", "Tenants", 2),
    _text("tenant_intensity", "Suất đầu tư của nhà đầu tư thứ cấp", "Tenant's capital per hectare"),
    _number("projects_count", "Số dự án thứ cấp", "Number of projects", "dự án", 10000, 2),
    _number("workers_planned", "Số lao động dự kiến", "Workers planned", "người", 10**6),
    # Place
    _text("district_2023", "Huyện, thành phố (năm 2023)", "District (2023)"),
    _text("communes_2023", "Xã, phường (năm 2023)", "Communes (2023)"),
    _text("ward_2025", "Xã, phường (từ 01/7/2025)", "Commune or ward (2025)"),
)

QUANTITIES: Mapping[str, Quantity] = {quantity.key: quantity for quantity in _ALL}

CHOICES = [(quantity.key, quantity.label_vi) for quantity in _ALL]

# Digits with at most one decimal mark. A sign, a grouping mark or an exponent is refused, not guessed at.
_PRINTED = re.compile(r"[0-9]{1,14}(?:[.,][0-9]{1,4})?")


def decimals(value: str) -> int:
    """Return how many decimals a figure is printed with ("196.88" has two)."""
    return len(re.split(r"[.,]", value)[1]) if re.search(r"[.,]", value) else 0


def parse(quantity: str, value: str) -> Decimal | None:
    """Return the number that the printed value states, or None where the quantity is worded.

    Raises ValidationError with what is allowed when the quantity is unknown or the value is not of its kind.
    """
    known = QUANTITIES.get(quantity)
    if known is None:
        allowed = ", ".join(QUANTITIES)
        raise ValidationError({"quantity": f"Không có đại lượng “{quantity}”. Được dùng: {allowed}."})
    if known.kind == TEXT:
        if known.choices and value not in known.choices:
            raise ValidationError({"value": f"Chỉ ghi một trong: {', '.join(known.choices)}."})
        return None
    if not _PRINTED.fullmatch(value):
        message = f"“{value}” không phải là số. Ghi như 196.88 hoặc 196,88, không dùng dấu ngăn hàng nghìn."
        raise ValidationError({"value": message})
    number = Decimal(value.replace(",", "."))
    if number < known.low or (known.high is not None and number > known.high):
        top = "" if known.high is None else f" đến {known.high}"
        raise ValidationError(
            {"value": f"{known.label_vi} phải từ {known.low}{top} {known.unit}".strip() + "."}
        )
    return number
