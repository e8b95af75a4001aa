"""How the fields of a ruleset document are called at the desk, and which words stand for their codes."""

from collections.abc import Mapping
from typing import Any

from matching import wording
from matching.engine.checks import HIGH_TECH_PARTS, LARGE_SCALE_PARTS, LOW_POLLUTION_PARTS
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.ruleset import STANDINGS
from matching.engine.vocabulary import (
    CERTIFICATES,
    CURRENCIES,
    GROUPS,
    INTENSITIES,
    OUTPUT_UNITS,
    PRACTICES,
    PROCESS_FLAGS,
    TECHNOLOGY_LISTS,
    TREATMENTS,
)
from matching.run_page import STANDINGS as STANDING_WORDS

HEAD = {
    "version": "Phiên bản",
    "title_vi": "Tên tiếng Việt",
    "title_en": "Tên tiếng Anh",
    "effective_from": "Hiệu lực từ ngày",
    "profiles": "Nhóm địa bàn",
    "citations": "Căn cứ",
    "exchange": "Khoảng tỷ giá",
    "annex_ii": "Loại hình có nguy cơ gây ô nhiễm",
    "robustness": "Độ vững của thứ hạng",
    "counterfactuals": "Điều nhà đầu tư có thể đổi",
    "rules": "Tiêu chí",
}
# Fields of the parts of a document that are no rule's parameters.
PARTS: Mapping[str, Mapping[str, str]] = {
    "robustness": {
        "band_pct": "Mỗi trọng số có thể lệch (%)",
        "bands_pct": "Mức lệch riêng của từng tiêu chí (%)",
        "robust_from_pct": "Gọi là vững khi giữ hạng nhất từ (%)",
        "coin_toss_below_pct": "Gọi là chưa phân định khi dưới (%)",
    },
    "counterfactuals": {
        "order": "Thứ tự đề nghị (1: ít tốn kém nhất; để trống: không đề nghị)",
    },
    "citations": {
        "key": "Mã căn cứ",
        "document": "Văn bản",
        "article": "Điều, mục",
        "url": "Địa chỉ trang",
        "standing": "Độ chắc chắn",
    },
    "exchange": {
        "currency": "Tiền",
        "from_year": "Từ năm",
        "to_year": "Đến năm",
        "low": "Thấp nhất (đồng)",
        "high": "Cao nhất (đồng)",
        "standing": "Độ chắc chắn",
    },
    "annex_ii": {
        "key": "Mã dòng",
        "level": "Mức",
        "name_vi": "Loại hình",
        "name_en": "Tên tiếng Anh",
        "codes": "Mã ngành",
        "flag": "Công đoạn quyết định",
        "outright": "Chỉ cần mã ngành",
        "unit": "Đơn vị sản lượng năm",
        "large_from": "Lớn từ",
        "medium_from": "Vừa từ",
        "smallest": "Cỡ nhỏ nhất",
        "always_group_i": "Luôn là nhóm I",
        "standing": "Độ chắc chắn",
    },
}
PARAMS: Mapping[str, Mapping[str, str]] = {
    "on_offer": {"delisted": "Khu, cụm đưa ra khỏi danh mục (mã)"},
    "prohibited_line": {"lines": "Ngành, nghề, hàng hóa cấm"},
    "market_access": {"domestic": "Quốc tịch được coi là trong nước (mã)"},
    "restricted_technology": {
        "prohibited": "Danh mục công nghệ cấm",
        "restricted": "Danh mục công nghệ hạn chế",
    },
    "outdated_equipment": {
        "age_most": "Tuổi thiết bị nhiều nhất (năm)",
        "named_sectors": "Ngành có giới hạn tuổi riêng (mã)",
        "named_age_certain": "Tuổi chắc chắn được phép của ngành riêng (năm)",
        "named_age_most": "Tuổi nhiều nhất của ngành riêng (năm)",
        "capacity_least_pct": "Công suất còn lại ít nhất (%)",
        "consumption_most_pct": "Tiêu hao nhiều nhất so với thiết kế (%)",
        "oecd_users_least": "Số cơ sở thuộc OECD đang dùng ít nhất",
    },
    "energy_norm": {
        "with_norm": "Ngành có định mức (mã)",
        "large_user_toe": "Cơ sở dùng nhiều năng lượng từ (TOE/năm)",
        "most_pct": "Nhiều nhất so với định mức (%)",
    },
    "high_pollution_risk": {
        "condition_profiles": "Nhóm địa bàn coi là điều kiện",
        "deep_processing": "Ngành chế biến sâu (mã)",
        "never": "Công đoạn không bao giờ nhận",
    },
    "pollution_conditions": {},
    "cluster_rules": {
        "services": "Ngành dịch vụ (mã)",
        "services_most_pct": "Phần dịch vụ nhiều nhất (%)",
    },
    "site_sector_list": {},
    "plot_fit": {},
    "utility_capacity": {},
    "investor_wish": {},
    "high_tech": {
        "weights": "Tỷ trọng các phần",
        "intensity": "Điểm theo hàm lượng công nghệ của ngành",
        "prefixes": "Điểm riêng theo mã ngành",
        "lists": "Điểm theo danh mục",
        "size_classes": "Ngưỡng R&D theo quy mô (từ lớn đến nhỏ)",
        "at_threshold": "Điểm khi vừa đạt ngưỡng",
        "hightech_revenue": "Đường điểm: doanh thu công nghệ cao (%)",
        "local_input": "Đường điểm: tỷ lệ nội địa hóa (%)",
        "certificate": "Giấy chứng nhận được nâng điểm",
        "certificate_floor": "Điểm ít nhất khi có giấy chứng nhận",
    },
    "low_pollution": {
        "weights": "Tỷ trọng các phần",
        "group": "Điểm theo nhóm môi trường",
        "treatment": "Điểm theo cách xử lý nước thải",
        "energy_norm": "Đường điểm: năng lượng so với định mức (%)",
        "large_user_toe": "Cơ sở dùng nhiều năng lượng từ (TOE/năm)",
        "large_user_most": "Điểm nhiều nhất của cơ sở dùng nhiều năng lượng",
        "small_user_least": "Điểm ít nhất của cơ sở dùng ít năng lượng",
        "hazardous_edges": "Mốc chất thải nguy hại (tấn/năm)",
        "hazardous_values": "Điểm giữa các mốc chất thải nguy hại",
        "practices": "Điểm theo thực hành môi trường",
    },
    "large_scale": {
        "weights": "Tỷ trọng các phần",
        "capital": "Đường điểm: vốn đầu tư (tỷ đồng)",
        "capital_per_ha": "Đường điểm: suất vốn (tỷ đồng/ha)",
        "disbursed": "Đường điểm: giải ngân trong 36 tháng (%)",
        "equity_nothing_below": "Vốn góp không được điểm khi dưới (%)",
        "equity_at_threshold": "Điểm khi vốn góp vừa đạt ngưỡng",
        "equity_threshold_small": "Ngưỡng vốn góp, dự án ít đất (%)",
        "equity_threshold_large": "Ngưỡng vốn góp, dự án nhiều đất (%)",
        "equity_large_from_ha": "Dự án nhiều đất từ (ha)",
        "equity_full": "Vốn góp được trọn điểm từ (%)",
    },
    "labour": {
        "more_jobs_profiles": "Nhóm địa bàn cần nhiều việc làm",
        "jobs_per_ha": "Đường điểm: lao động trên héc-ta",
        "labour_intensive": "Ngành thâm dụng lao động (mã)",
        "penalty": "Điểm trừ khi thâm dụng lao động",
        "local_jobs": "Đường điểm: lao động địa phương (người)",
    },
    "orientation": {
        "site": "Điểm khi chính khu, cụm muốn ngành này",
        "area": "Điểm khi vùng quy hoạch muốn ngành này",
        "linked": "Điểm khi chỉ liên quan",
        "neither": "Điểm khi không nhắc đến",
        "clean_high_tech_areas": "Vùng muốn công nghiệp sạch, công nghệ cao (mã)",
    },
    "land": {
        "at_minimum": "Điểm khi đất trống vừa bằng mức tối thiểu",
        "at_need": "Điểm khi đất trống vừa bằng nhu cầu",
        "full_from": "Trọn điểm khi đất trống gấp (lần nhu cầu)",
    },
    "access": {
        "exporter_from_pct": "Coi là xuất khẩu từ (%)",
        "airport": "Sân bay (mã)",
        "seaports": "Cảng biển (mã)",
        "city": "Trung tâm tiêu thụ (mã)",
        "near_edges": "Mốc cự ly sân bay, trung tâm (km)",
        "near_values": "Điểm giữa các mốc sân bay, trung tâm",
        "seaport_edges": "Mốc cự ly cảng biển (km)",
        "seaport_values": "Điểm giữa các mốc cảng biển",
    },
    "peers": {
        "same_at_site": "Điểm khi cùng ngành, ngay trong khu, cụm",
        "same_in_area": "Điểm khi cùng ngành, trong vùng",
        "linked_at_site": "Điểm khi ngành liên kết, ngay trong khu, cụm",
        "linked_in_area": "Điểm khi ngành liên kết, trong vùng",
        "linked_divisions": "Cặp ngành liên kết (mã hai số)",
    },
    "kind_fit": {
        "jobs_most": "Doanh nghiệp nhỏ: lao động nhiều nhất (người)",
        "capital_most": "Doanh nghiệp nhỏ: vốn nhiều nhất (tỷ đồng)",
        "revenue_most": "Doanh nghiệp nhỏ: doanh thu nhiều nhất (tỷ đồng)",
        "small_in_cluster": "Điểm của doanh nghiệp nhỏ trong cụm",
        "small_in_park": "Điểm của doanh nghiệp nhỏ trong khu",
        "large_in_park": "Điểm của doanh nghiệp lớn trong khu",
        "large_in_cluster": "Điểm của doanh nghiệp lớn trong cụm",
    },
    "readiness": {
        "operating": "Điểm khi đang hoạt động",
        "under_construction": "Điểm khi đang xây dựng hạ tầng",
        "with_developer": "Điểm khi đã thành lập, có chủ đầu tư hạ tầng",
        "without_developer": "Điểm khi đã thành lập, chưa có chủ đầu tư hạ tầng",
        "developer_unknown_most": "Điểm nhiều nhất khi chưa rõ chủ đầu tư hạ tầng",
    },
}
# Columns of parameters that are tables.
COLUMNS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("prohibited_line", "lines"): {
        "name_vi": "Tên",
        "name_en": "Tên tiếng Anh",
        "codes": "Mã ngành",
        "words": "Từ nhận ra trong tên sản phẩm",
    },
    ("high_tech", "size_classes"): {
        "capital_from": "Vốn từ (tỷ đồng)",
        "jobs_from": "Lao động từ (người)",
        "rd_spend": "Chi R&D (%)",
        "rd_staff": "Lao động R&D (%)",
    },
    ("high_tech", "prefixes"): {"key": "Mã ngành", "value": "Điểm (0 đến 1)"},
    ("peers", "linked_divisions"): {"0": "Ngành", "1": "Ngành liên kết"},
}
CURVE = {"0": "Trị số", "1": "Điểm (0 đến 1)"}
# Parameters with a closed list of keys: the table of words for the keys, and the keys.
CLOSED: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("high_tech", "weights"): ("part", HIGH_TECH_PARTS),
    ("high_tech", "intensity"): ("intensity", INTENSITIES),
    ("high_tech", "lists"): ("list", TECHNOLOGY_LISTS),
    ("low_pollution", "weights"): ("part", LOW_POLLUTION_PARTS),
    ("low_pollution", "group"): ("", GROUPS),
    ("low_pollution", "treatment"): ("treatment", TREATMENTS),
    ("low_pollution", "practices"): ("practice", PRACTICES),
    ("large_scale", "weights"): ("part", LARGE_SCALE_PARTS),
    ("robustness", "bands_pct"): ("criterion", tuple(PREFERENCES)),
}


def _words(table: str, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((code, wording.label(table, code, "vi")) for code in codes)


# Fields that take one of some codes: the field's name and the words of its codes.
OPTIONS: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    **{(part, "standing"): tuple((one, STANDING_WORDS[one]) for one in STANDINGS) for part in PARTS},
    ("exchange", "currency"): _words("currency", CURRENCIES),
    ("annex_ii", "flag"): _words("process_flag", PROCESS_FLAGS),
    ("annex_ii", "unit"): _words("unit", OUTPUT_UNITS),
    ("annex_ii", "level"): tuple((one, one) for one in ("I", "II", "III")),
    ("annex_ii", "smallest"): (("small", "nhỏ"), ("medium", "vừa"), ("large", "lớn")),
    ("high_tech", "certificate"): _words("certificate", CERTIFICATES),
    ("restricted_technology", "prohibited"): _words("list", TECHNOLOGY_LISTS),
    ("restricted_technology", "restricted"): _words("list", TECHNOLOGY_LISTS),
}


def criterion(key: str) -> str:
    """Return the name of a criterion."""
    return wording.label("criterion", key, "vi")


def changeable(kind: str) -> str:
    """Return the name of a fact that an investor can change."""
    return wording.label("field", "lines.0.annual_output" if kind == "lines.annual_output" else kind, "vi")


def is_known(key: Any) -> bool:
    """Say whether there is such a criterion."""
    return isinstance(key, str) and (key in PREFERENCES or key in REQUIREMENTS)


def kind_of_rule(key: str) -> str:
    """Return whether a criterion is a requirement or a preference, in words inside a sentence."""
    return "tiêu chí" if key in PREFERENCES else "điều kiện"


def profile(code: str) -> str:
    """Return a profile inside a sentence."""
    name = wording.label("profile", code, "vi")
    return name if name == code else name[:1].lower() + name[1:]


def keys_of(owner: str, name: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the table of words and the keys of a mapping with a closed list of keys; None where keys are free."""
    return CLOSED.get((owner, name))


def of_key(table: str, key: str) -> str:
    """Return a key of a closed list in words."""
    return wording.label(table, key, "vi") if table else f"nhóm {key}"
