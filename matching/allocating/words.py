"""What an allocation says, in Vietnamese sentences. Amounts come in hundredths."""

from collections.abc import Sequence

from django.utils.formats import number_format

from investors.models import Project
from matching import wording
from matching.engine.allocation import Clash, Displaced
from parks.models import Site

WHY_NOT = {
    "no_area": "chưa ghi diện tích cần, nên chưa xét được",
    "no_lines": "chưa ghi ngành, nên chưa xét được",
    "barred": "không khu, cụm nào nhận được: đều bị quy định chặn hoặc bị loại trừ",
    "no_land": "không khu, cụm nào có đủ đất theo cách tính này",
}
OUTCOMES = {"open": "đủ điều kiện", "conditional": "có điều kiện", "unverified": "còn điều chưa rõ"}
NOTHING_KNOWN = (
    "Chưa có số liệu nào cho biết chắc chắn khu, cụm nào còn bao nhiêu đất trống, nên cách tính này coi như không có đất."
    " Ghi số liệu đất trống, hoặc tính theo cách lạc quan."
)
STOPPED = "Hết thời gian tính: phương án xếp theo giá đất, chưa được bộ giải làm tốt thêm."
NAMED = 5  # names in one sentence


def hectares(hundredths: int) -> str:
    """Return an area as it is written: 12,5."""
    return _number(hundredths / 100)


def points(hundredths: int) -> str:
    """Return points as they are written: 72,50."""
    return number_format(hundredths / 100, decimal_pos=2, use_l10n=True, force_grouping=True)


def price(points_per_hectare: float) -> str:
    """Return the price of land as it is written."""
    return number_format(round(points_per_hectare, 1), decimal_pos=1, use_l10n=True, force_grouping=True)


def percent(share: float) -> str:
    """Return a share as a percentage, never rounded down to nothing."""
    return "0" if share <= 0 else _number(max(round(share * 100, 2), 0.01))


def unknown_need(project: Project) -> str:
    """Return why a project cannot be pinned to a site."""
    return f"Hồ sơ {project.code} bị ghim nhưng chưa ghi diện tích cần hoặc ngành."


def clash(found: Clash, projects: Sequence[Project], sites: Sequence[Site], bars: Sequence[str]) -> str:
    """Return which of the things that an officer has fixed cannot all hold; ``bars`` are the rules against a pin."""
    codes = ", ".join(projects[each].code for each in found.projects)
    names = " và ".join(sites[each].name_vi for each in found.sites)
    if found.code == "pinned_twice":
        return f"Hồ sơ {codes} bị ghim vào nhiều nơi cùng lúc: {names}. Giữ lại một nơi."
    if found.code == "pin_forbidden":
        return f"Hồ sơ {codes} vừa bị ghim vừa bị loại trừ ở {names}. Bỏ một trong hai."
    if found.code == "pin_barred":
        named = ", ".join(f"“{wording.label('criterion', key, 'vi')}”" for key in bars)
        return f"Hồ sơ {codes} bị ghim vào {names}, nơi dự án này vướng {named}. Xem lượt đối sánh của hồ sơ; bỏ ghim."
    return (
        f"Các hồ sơ bị ghim vào {names} cần {hectares(found.needed)} ha, vượt {hectares(found.there_is)} ha đất tính được ở đó:"
        f" {codes}. Bỏ ghim ít nhất một hồ sơ trong số này."
    )


def missed(said: Displaced, wanted: Site, winners: Sequence[Project]) -> str:
    """Return why a project did not get the site where it scores highest."""
    named = ", ".join(each.code for each in winners[:NAMED])
    more = f" và {len(winners) - NAMED} hồ sơ khác" if len(winners) > NAMED else ""
    held = f"{wanted.name_vi}: phần đất cần đã dành cho {named}{more}."
    gain, cost = points(said.would_gain), points(max(0, said.land_costs))
    return f"{held} {_REASONS[said.reason].format(gain=gain, cost=cost, brought=points(said.winners_bring))}"


_REASONS = {
    "pinned": "Các hồ sơ ấy do cán bộ ghim.",
    "land_worth_more": "Dự án này chỉ thêm được {gain} điểm, còn chỗ đất ấy đáng {cost} điểm với các dự án khác.",
    "winners_bring_more": "Dự án này chỉ thêm được {gain} điểm, các hồ sơ ấy đang mang lại {brought} điểm.",
    "nothing_better_found": "Đổi chỗ có thể thêm tới {gain} điểm, nhưng không tìm được cách đổi nào làm tổng điểm cao hơn.",
}


def has_price(points_per_hectare: float) -> bool:
    """Tell whether a price is more than nothing as it is written."""
    return points_per_hectare >= 0.05


def worth(points_per_hectare: float) -> str:
    """Return what the price of a site's land means."""
    if not has_price(points_per_hectare):
        return "Thêm đất ở đây không làm tổng điểm cao hơn."
    return f"Mỗi ha đất thêm ở đây làm tổng điểm cao hơn khoảng {price(points_per_hectare)} điểm."


def _number(value: float) -> str:
    decimals = 2 if round(value, 2) != round(value, 1) else 1 if round(value, 1) != round(value) else 0
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
