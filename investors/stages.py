"""The stages of a case: which moves there are, and what each stage requires. Both are tables."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from investors.models import Offer, Project
from investors.papers import missing_papers
from parks.dates import today
from parks.land_split import held_on
from parks.models import Hold

Stage = Project.Stage

# The way of a case that goes well, in its order.
PATH: tuple[str, ...] = (
    Stage.ENQUIRY,
    Stage.SCREENING,
    Stage.SITE_OFFERED,
    Stage.LAND_HELD,
    Stage.APPLICATION,
    Stage.LICENSED,
    Stage.BUILDING,
    Stage.OPERATING,
)
ENDED: tuple[str, ...] = (Stage.REFUSED, Stage.WITHDRAWN)
# Nothing is left to do at these stages.
CLOSED: tuple[str, ...] = (Stage.OPERATING, *ENDED)
OPEN: tuple[str, ...] = tuple(stage for stage in PATH if stage not in CLOSED)

# From where to where: along the way and back, to an end, and from an end back to any stage before it.
MOVES: dict[str, tuple[str, ...]] = {
    **{stage: (*(other for other in PATH if other != stage), *ENDED) for stage in OPEN},
    Stage.OPERATING: OPEN,
    Stage.REFUSED: OPEN,
    Stage.WITHDRAWN: OPEN,
}


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a stage requires: what it is called, and where on the project's page it is given, if it is."""

    key: str
    label: str
    anchor: str
    met: Callable[[Project], bool] = field(compare=False, repr=False)


def _known(label: str, *columns: str, anchor: str = "") -> Need:
    """Return the need of any one of these columns; 0 and "none" are answers too."""

    def met(project: Project) -> bool:
        return any(getattr(project, column) not in (None, "") for column in columns)

    return Need(columns[0], label, anchor or f"id_{columns[0]}", met)


def _has_line(project: Project) -> bool:
    return bool(project.lines.all())


def _has_offer(project: Project) -> bool:
    return bool(project.offers.all())


def _has_accepted_offer(project: Project) -> bool:
    return any(offer.response == Offer.Response.ACCEPTED for offer in project.offers.all())


def _has_hold(project: Project) -> bool:
    """Tell whether land is held for the project today, or has been handed over to it."""
    holds = [link.hold for link in project.holds.all()]
    return any(hold.state == Hold.State.USED or held_on(hold, today()) for hold in holds)


def _group_can_be_told(project: Project) -> bool:
    """Tell whether the environmental group is stated, or what it is derived from."""
    return project.environment_group is not None or (
        project.process_flags is not None and project.environment_sensitive_factors is not None
    )


def _has_papers(project: Project) -> bool:
    return not missing_papers(project)


REQUIRED: dict[str, tuple[Need, ...]] = {
    Stage.SCREENING: (
        _known("nhà đầu tư", "investor_id", anchor="id_investor"),
        Need("lines", "ngành nghề", "lines-group", _has_line),
        _known("diện tích cần hoặc diện tích tối thiểu", "land_area_ha", "land_min_area_ha"),
        _known("vốn đầu tư", "capital_amount"),
        _known("cán bộ phụ trách", "owner_id", anchor="team"),
    ),
    Stage.SITE_OFFERED: (
        _known("tổng số lao động", "jobs_total"),
        _known("công suất điện", "utilities_power_mw"),
        _known("nước thải (không có thì ghi 0)", "environment_wastewater_m3_day"),
        Need("offers", "ít nhất một lần giới thiệu địa điểm", "offers", _has_offer),
    ),
    Stage.LAND_HELD: (
        Need("accepted_offer", "một địa điểm mà nhà đầu tư đồng ý", "offers", _has_accepted_offer),
        Need("hold", "đất đang giữ hoặc đã giao cho dự án", "holds", _has_hold),
    ),
    Stage.APPLICATION: (
        _known("thiết bị mới hay đã qua sử dụng", "technology_equipment"),
        Need(
            "environment_group",
            "nhóm môi trường, hoặc công đoạn đặc thù và yếu tố nhạy cảm để suy ra",
            "id_environment_group",
            _group_can_be_told,
        ),
        Need("papers", "các giấy tờ của hồ sơ", "files", _has_papers),
    ),
    Stage.LICENSED: (
        _known("số giấy chứng nhận đăng ký đầu tư", "licence_number"),
        _known("ngày cấp giấy chứng nhận", "licensed_on"),
    ),
    Stage.BUILDING: (_known("ngày khởi công", "building_from"),),
    Stage.OPERATING: (_known("ngày bắt đầu hoạt động", "operating_from"),),
}


# What the needs look at beside the project's own row: whoever asks for many cases loads it for all of them first.
LOOKED_AT = ("lines", "offers", "holds__hold", "files")


def missing_for(project: Project, stage: str) -> list[Need]:
    """Return what a project still lacks for a stage, the needs of the stages before it included."""
    if stage not in PATH:
        return []
    reached = PATH[: PATH.index(stage) + 1]
    return [need for each in reached for need in REQUIRED.get(each, ()) if not need.met(project)]


def next_stage(stage: str) -> str | None:
    """Return what comes after a stage; None at an end."""
    following = dict(pairwise(PATH))
    return following.get(stage)


def is_forward(from_stage: str, to_stage: str) -> bool:
    """Tell whether a move goes on along the way."""
    both = from_stage in PATH and to_stage in PATH
    return both and PATH.index(to_stage) > PATH.index(from_stage)


def needs_reason(from_stage: str, to_stage: str) -> bool:
    """Tell whether a move has to be explained: everything but going on."""
    return not is_forward(from_stage, to_stage)


def label(stage: str) -> str:
    """Return the Vietnamese name of a stage."""
    return str(Stage(stage).label)


def choices(project: Project) -> list[tuple[str, Any]]:
    """Return the stages that a project may be moved to, with their names."""
    return [(stage, label(stage)) for stage in MOVES[project.stage]]
