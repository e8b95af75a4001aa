"""The words of the map of sites, in each language that it is shown in."""

from dataclasses import dataclass

from parks.language import Language


@dataclass(frozen=True, slots=True)
class MapTexts:
    """What is written on and around the map; `{}` takes what the name says."""

    province: str
    south: str
    kinds: dict[str, str]
    stages: dict[str, str]
    error: str
    error_between: str
    no_point: str
    approximate: str
    outlines: str
    how: str
    legend_kinds: str
    legend_stages: str
    unconfirmed: str
    doubtful: str
    attributions: str


TEXTS: dict[Language, MapTexts] = {
    "vi": MapTexts(
        province="Toàn tỉnh",
        south="Phía nam, phóng to",
        kinds={
            "park": "khu công nghiệp",
            "cluster": "cụm công nghiệp",
            "it_zone": "khu công nghệ thông tin tập trung",
        },
        stages={
            "operating": "đang hoạt động",
            "under_construction": "đang xây dựng hạ tầng",
            "established": "đã thành lập",
            "planned": "trong quy hoạch",
            "withdrawn": "đã đưa ra khỏi quy hoạch",
            "unknown": "chưa rõ giai đoạn",
        },
        error="vị trí ±{km} km",
        error_between="±{low}–{high} km",
        no_point="Chưa có tọa độ",
        approximate="Vị trí gần đúng ({error}): phần lớn là điểm của xã, phường, không phải của khu, cụm. Nhiều khu, cụm"
        " chung một điểm được tách ra, đường kẻ chỉ về điểm chung.",
        outlines="Ranh giới huyện, tỉnh trước 01/7/2025 chỉ để minh họa, có chỗ lệch đến 6 km; không phải bản đồ hành chính.",
        how="Trỏ chuột hoặc dùng phím Tab để xem tên và sai số; bấm để mở khu, cụm.",
        legend_kinds="Loại",
        legend_stages="Giai đoạn",
        unconfirmed="chưa xác nhận tên gọi",
        doubtful="nguồn còn nghi ngờ",
        attributions="Nguồn dữ liệu bản đồ",
    ),
    "en": MapTexts(
        province="Whole province",
        south="The south, enlarged",
        kinds={
            "park": "industrial park",
            "cluster": "industrial cluster",
            "it_zone": "concentrated IT zone",
        },
        stages={
            "operating": "operating",
            "under_construction": "infrastructure under construction",
            "established": "established",
            "planned": "planned",
            "withdrawn": "dropped from the plan",
            "unknown": "stage not known",
        },
        error="position ±{km} km",
        error_between="±{low}–{high} km",
        no_point="No coordinates yet",
        approximate="Positions are approximate ({error}): most are points of the commune or ward, not of the site. Sites that"
        " share a point are drawn apart, a line leads to the point they share.",
        outlines="District and province outlines from before 1 July 2025, for display only, up to 6 km off in places; not an"
        " administrative map.",
        how="Point at a sign, or use the Tab key, to read its name and error; click to open the site.",
        legend_kinds="Kind",
        legend_stages="Stage",
        unconfirmed="name not confirmed",
        doubtful="doubtful source",
        attributions="Sources of the map data",
    ),
}
