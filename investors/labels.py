"""Vietnamese labels of the codes that a project's facts may use; the codes live in the engine's vocabulary."""

from collections.abc import Iterable, Mapping

EQUIPMENT = {"new": "mới", "used": "đã qua sử dụng", "mixed": "một phần đã qua sử dụng"}
GROUPS = {"I": "nhóm I", "II": "nhóm II", "III": "nhóm III", "IV": "nhóm IV"}
TREATMENTS = {
    "central": "đấu nối trạm xử lý tập trung",
    "own": "tự xử lý",
    "none": "không xử lý",
}
PROCESS_FLAGS = {
    "dyeing_washing": "nhuộm, giặt mài",
    "tanning": "thuộc da",
    "plating_or_chemical_cleaning": "mạ, làm sạch bề mặt bằng hóa chất",
    "smelting": "luyện kim, nấu chảy kim loại",
    "pulp_or_recycled_paper": "sản xuất bột giấy, giấy từ phế liệu",
    "inorganic_chemical": "sản xuất hóa chất vô cơ",
    "battery_cell": "sản xuất pin, ắc quy (có công đoạn hóa chất)",
    "imported_scrap": "dùng phế liệu nhập khẩu",
    "hazardous_waste_service": "dịch vụ xử lý chất thải nguy hại",
    "glass_furnace": "lò nấu thủy tinh",
}
TECHNOLOGY_LISTS = {
    "strategic": "công nghệ chiến lược",
    "d38_product": "sản phẩm công nghệ cao (QĐ 38/2020)",
    "d38_technology": "công nghệ cao ưu tiên (QĐ 38/2020)",
    "supporting_product": "sản phẩm công nghiệp hỗ trợ ưu tiên",
    "encouraged": "công nghệ khuyến khích chuyển giao",
    "restricted": "công nghệ hạn chế chuyển giao",
    "prohibited": "công nghệ cấm chuyển giao",
}
CERTIFICATES = {
    "high_tech_enterprise": "doanh nghiệp công nghệ cao",
    "supporting_industry": "ưu đãi công nghiệp hỗ trợ",
    "eco_enterprise": "doanh nghiệp sinh thái",
}
SENSITIVE_FACTORS = {
    "dense_residential": "khu dân cư tập trung",
    "domestic_water_source": "nguồn nước cấp sinh hoạt",
    "nature_reserve": "khu bảo tồn thiên nhiên",
    "forest": "rừng phải chuyển mục đích sử dụng",
    "heritage": "di tích, di sản",
    "two_crop_rice": "đất trồng lúa hai vụ",
    "wetland": "đất ngập nước quan trọng",
    "resettlement": "phải di dân, tái định cư",
}
PRACTICES = {
    "iso14001": "ISO 14001",
    "recp": "sử dụng hiệu quả tài nguyên và sản xuất sạch hơn",
    "symbiosis": "cộng sinh công nghiệp",
    "bat": "kỹ thuật tốt nhất hiện có (BAT)",
}
CURRENCIES = {
    "VND": "đồng (VND)",
    "USD": "đô la Mỹ (USD)",
    "EUR": "euro (EUR)",
    "JPY": "yên Nhật (JPY)",
    "KRW": "won Hàn Quốc (KRW)",
    "CNY": "nhân dân tệ (CNY)",
}
OUTPUT_UNITS = {
    "t": "tấn",
    "m2": "m²",
    "unit": "sản phẩm",
    "kwh": "kWh",
    "mw": "MW",
    "m3": "m³",
    "litre": "lít",
    "other": "khác",
}
SITE_KINDS = {
    "park": "khu công nghiệp",
    "cluster": "cụm công nghiệp",
    "it_zone": "khu công nghệ thông tin tập trung",
}


def choices(codes: Iterable[str], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the codes with their labels; a code without a label stops the start with a KeyError."""
    return [(code, labels[code]) for code in codes]
