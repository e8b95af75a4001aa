"""How figures, dates and reasons are written for officers."""

import math
import re

from django.utils.html import format_html

from parks.models.facts import Fact
from parks.numbers import measured
from parks.numbers import number as number

UNITS = {
    "year": "",
    "projects": "dự án",
    "persons": "người",
    "households": "hộ",
    "m3/day": "m³/ngày",
    "VND/kWh": "đồng/kWh",
    "VND/m3": "đồng/m³",
    "VND/m2/year": "đồng/m²/năm",
    "VND/m2/month": "đồng/m²/tháng",
    "VND/m2 for 26 years": "đồng/m² cho 26 năm",
    "USD/m2": "USD/m²",
    "USD/m2 for 40 years": "USD/m² cho 40 năm",
    "USD/m2 for 50 years": "USD/m² cho 50 năm",
}
QUALIFIERS = {"exact": "", "about": "khoảng ", "at_least": "ít nhất ", "at_most": "nhiều nhất "}
# Why `parks.evidence.choose` has taken a fact.
REASONS = {
    "pinned": "cán bộ chọn dùng",
    "only": "số liệu duy nhất",
    "doubtful_only": "chỉ có nguồn còn nghi ngờ",
    "dated": "có ghi thời điểm, số khác thì không",
    "newest": "mới nhất",
    "better_grade": "độ tin cậy cao hơn",
    "later_recorded": "ghi nhận sau",
    "by_code": "không có gì phân biệt, lấy theo mã",
}
# How `parks.land` has bounded an area.
LAND_BASIS = {
    "law_cluster_cap": "giới hạn luật định của cụm",
    "planned": "diện tích quy hoạch",
    "occupancy": "tỷ lệ lấp đầy",
    "leasable": "đất công nghiệp cho thuê",
    "leased": "đất đã cho thuê",
    "held": "đất đang giữ chỗ",
    "free_stated": "nguồn ghi đất trống",
    "plot_stated": "nguồn ghi lô đất trống",
}
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")


def figure(fact: Fact) -> str:
    """Return a fact's value with its qualifier and unit; words stay as the source has them."""
    if not _NUMBER.match(fact.value):
        return fact.value
    # As printed: trailing zeros say how finely the source measures. A year takes no thousands mark.
    whole, mark, rest = fact.value.replace(",", ".").partition(".")
    if fact.quantity != "established_year":
        whole = f"{int(whole):,}".replace(",", ".")
    unit = UNITS.get(fact.unit, fact.unit)
    return measured(f"{QUALIFIERS[fact.qualifier]}{whole}{',' if mark else ''}{rest}", unit)


def interval(lo: float, hi: float, unit: str = "ha") -> str:
    """Return an interval in words; what nobody knows is said to be unknown."""
    if math.isinf(hi):
        return "chưa biết" if lo <= 0 else f"từ {number(lo)} {unit} trở lên"
    if lo == hi:
        return f"{number(lo)} {unit}"
    return f"nhiều nhất {number(hi)} {unit}" if lo <= 0 else f"{number(lo)} đến {number(hi)} {unit}"


def when(partial: str) -> str:
    """Return a partial date as Vietnamese write it: 2022, 7/2022, 01/7/2022."""
    if not partial:
        return "không ghi ngày"
    parts = partial.split("-")
    if len(parts) == 1:
        return partial
    month = str(int(parts[1]))
    return f"{month}/{parts[0]}" if len(parts) == 2 else f"{parts[2]}/{int(month):02}/{parts[0]}"


def chip(kind: str, text: str) -> str:
    """Return a short word on a ground whose colour says of which kind it is."""
    return format_html('<span class="tn-chip tn-{}">{}</span>', kind, text)
