"""Which papers a case needs, by what the project states, and on what ground.

The ground of each has a standing, as in the rules: few of these forms were read in their own text.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from investors.models import Project, ProjectFile

SECONDARY, KNOWN = "secondary", "known"
# Circular 55/2026/TT-BTC has the forms; what it says was read in a register and on pages about it.
FORMS = "Thông tư 55/2026/TT-BTC"
INVESTMENT_LAW = "Luật Đầu tư 143/2025/QH15"
INCENTIVE_LISTS = frozenset(
    {"strategic", "d38_product", "d38_technology", "supporting_product", "encouraged"}
)
# What makes the technology something to be explained: it is on a list of limits, or the equipment is not new.
LIMITED_LISTS = frozenset({"restricted", "prohibited"})


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: when a project needs it, and where that is written."""

    key: str
    needed: Callable[[Project], bool]
    ground: str
    standing: str


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """A paper that the case needs and nobody has attached."""

    paper: str
    label: str
    ground: str
    standing: str


def _always(project: Project) -> bool:
    return True


def _technology(project: Project) -> bool:
    return project.technology_equipment in ("used", "mixed") or _on(project, LIMITED_LISTS)


def _environment(project: Project) -> bool:
    # Only a group that was stated to be low makes it needless; what is unknown is asked for.
    return project.environment_group not in ("III", "IV")


def _incentives(project: Project) -> bool:
    return _on(project, INCENTIVE_LISTS)


def _certificates(project: Project) -> bool:
    return bool(project.technology_certificates)


def _on(project: Project, lists: Collection[str]) -> bool:
    return not lists.isdisjoint(project.technology_lists or ())


PAPERS = (
    Paper("request", _always, f"{FORMS}, mẫu I.1.5", SECONDARY),
    Paper("proposal", _always, f"{FORMS}, mẫu I.1.2, I.1.3", SECONDARY),
    Paper("legal_status", _always, INVESTMENT_LAW, KNOWN),
    Paper("finance", _always, INVESTMENT_LAW, KNOWN),
    Paper("land_need", _always, f"{FORMS}: nội dung đề xuất dự án", SECONDARY),
    Paper(
        "technology",
        _technology,
        f"{FORMS}: giải trình khi công nghệ hạn chế hoặc thiết bị đã qua sử dụng",
        SECONDARY,
    ),
    Paper(
        "environment", _environment, f"{FORMS}: khi thuộc nhóm môi trường I, II hoặc chưa rõ nhóm", SECONDARY
    ),
    Paper("incentives", _incentives, f"{FORMS}: khi đề nghị hưởng ưu đãi theo danh mục", SECONDARY),
    Paper("certificate", _certificates, "Bản sao giấy chứng nhận mà hồ sơ đã nêu", KNOWN),
)


def missing_papers(project: Project) -> list[MissingPaper]:
    """Return the papers that the project needs and that no attached file is, in the order of the table."""
    there = {file.paper for file in project.files.all() if file.removed_at is None}
    return [
        MissingPaper(paper.key, str(ProjectFile.Paper(paper.key).label), paper.ground, paper.standing)
        for paper in PAPERS
        if paper.key not in there and paper.needed(project)
    ]
