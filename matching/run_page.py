"""A kept run as an officer reads it: verdict, ranking, every finding with its ground, what bars, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
from django.template.loader import get_template

from matching import wording
from matching.kept_runs import render_run, robustness_of_run
from matching.models import MatchRun
from matching.run_details import Evidence, Part, evidence, pairs, parts
from matching.run_robustness import RobustnessPanel, robustness_panel
from parks.admin import show
from parks.models import Site

STANDINGS = {
    "read": "đã đọc văn bản",
    "secondary": "đọc qua nguồn thứ cấp",
    "known": "chỉ nhớ, phải kiểm tra",
    "policy": "lựa chọn của tỉnh",
}
# Whose missing fact leaves a site unverified.
LACKS = {"project": "thiếu thông tin dự án", "site": "thiếu số liệu địa điểm", "both": "thiếu cả hai phía"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What one rule says at one site."""

    title: str
    outcome: str
    outcome_label: str
    sentence: str
    points: str
    lacks: str
    observed: list[tuple[str, str]]
    required: list[tuple[str, str]]
    evidence: list[Evidence]
    parts: list[Part]
    citations: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one group, in the order of the ruleset, each rendered."""

    title: str
    findings: list[str]


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site of the ranking."""

    rank: int
    pk: int
    code: str
    name: str
    place: str
    outcome: str
    outcome_label: str
    lacks: str
    score: str
    ceiling: str
    score_width: str
    ceiling_width: str
    merit: str
    fit: str
    evidence_pct: int
    groups: list[FindingGroup]
    missing: list[str]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class BarredLine:
    """A site that is barred, with what bars it."""

    pk: int
    name: str
    place: str
    because: str
    findings: list[str]


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A fact of the project that nobody has stated, and what stating it could change."""

    label: str
    could_add: str
    settles: str


@dataclass(frozen=True, slots=True)
class RunPage:
    """Everything the page of a run shows."""

    verdict: str
    verdict_label: str
    summary: str
    counts: Mapping[str, int]
    group: str
    sites: list[SiteLine]
    barred: list[BarredLine]
    missing: list[MissingLine]
    planned: list[str]
    notes: list[str]
    in_force: bool
    robustness: RobustnessPanel | None


def run_page(run: MatchRun) -> RunPage:
    """Return the page of a run, in Vietnamese, under the ruleset that the run was made with."""
    answer = render_run(run=run, language="vi")
    keys = dict(Site.objects.values_list("code", "pk"))
    lines = _Lines(keys)
    return RunPage(
        verdict=answer["verdict"],
        verdict_label=wording.label("verdict", answer["verdict"], "vi"),
        summary=answer["summary"],
        counts=answer["counts"],
        group=_group(answer["project"]["reading"]["environment_group"]),
        sites=[lines.site(one) for one in answer["sites"]],
        barred=[lines.barred(one) for one in answer["barred"] or ()],
        missing=[_missing(one) for one in answer["project"]["missing"]],
        planned=[one["name"] for one in answer["planned_candidates"]],
        notes=[one["sentence"] for one in answer["notes"]],
        in_force=answer["ruleset"]["in_force"],
        robustness=robustness_panel(answer["robustness"] or robustness_of_run(run=run, language="vi")),
    )


class _Lines:
    """Makes lines."""

    def __init__(self, keys: Mapping[str, int]) -> None:
        self.keys = keys

    def site(self, one: Mapping[str, Any]) -> SiteLine:
        site, outcome = one["site"], one["outcome"]
        lacks = one.get("unverified_by")
        return SiteLine(
            rank=one["rank"],
            pk=self.keys[site["code"]],
            code=site["code"],
            name=site["name"],
            place=wording.label("planning_area", site["planning_area"], "vi"),
            outcome=outcome,
            outcome_label=wording.label("site_outcome", outcome, "vi"),
            lacks=LACKS.get(lacks, "") if lacks else "",
            score=points(one["score"]),
            ceiling=points(one["ceiling"]),
            score_width=f"{one['score']:.2f}%",
            ceiling_width=f"{one['ceiling']:.2f}%",
            merit=points(one["merit"]),
            fit=points(one["fit"]),
            evidence_pct=one["evidence_pct"],
            groups=self._groups(one["findings"]),
            missing=[_site_missing(each) for each in one["missing"]],
            notes=[each["sentence"] for each in one["notes"]],
        )

    def barred(self, one: Mapping[str, Any]) -> BarredLine:
        site = one["site"]
        return BarredLine(
            pk=self.keys[site["code"]],
            name=site["name"],
            place=wording.label("planning_area", site["planning_area"], "vi"),
            because=", ".join(wording.label("criterion", key, "vi") for key in one["because"]),
            findings=[finding_of(each) for each in one["findings"]],
        )

    def _groups(self, findings: list[Mapping[str, Any]]) -> list[FindingGroup]:
        by_group: dict[str, list[str]] = {}
        for one in findings:
            by_group.setdefault(one["group"], []).append(finding_of(one))
        return [FindingGroup(wording.label("group", group, "vi"), lines) for group, lines in by_group.items()]


def finding_of(one: Mapping[str, Any]) -> str:
    """Return a finding as the page shows it."""
    return _written(msgspec.json.encode(one))


@lru_cache(4096)  # of the thousand findings of a run most are alike at many sites and in many runs; 3 kB each
def _written(encoded: bytes) -> str:
    return get_template("admin/matching/finding.html").render(
        {"finding": _finding(msgspec.json.decode(encoded))}
    )


def points(value: float) -> str:
    """Return points with two decimals, so that what is shown adds up."""
    return f"{value:.2f}".replace(".", ",")


def _finding(one: Mapping[str, Any]) -> FindingLine:
    lacks = one.get("lacks")
    return FindingLine(
        title=wording.label("criterion", one["criterion"], "vi"),
        outcome=one["outcome"],
        outcome_label=wording.label("outcome", one["outcome"], "vi"),
        sentence=one["sentence"],
        points=_points_of(one),
        lacks=LACKS.get(lacks, "") if lacks else "",
        observed=pairs(one["observed"]),
        required=pairs(one["required"]),
        evidence=evidence(one["observed"]),
        parts=parts(one["observed"]),
        citations=[{**each, "standing_label": STANDINGS[each["standing"]]} for each in one["citations"]],
    )


def _points_of(one: Mapping[str, Any]) -> str:
    if one["points"] is None:
        return ""
    if one["points"] == one["ceiling"]:
        return f"{points(one['points'])} / {points(one['weight'])}"
    return f"{points(one['points'])} đến {points(one['ceiling'])} / {points(one['weight'])}"


def _missing(one: Mapping[str, Any]) -> MissingLine:
    settles = ", ".join(wording.label("criterion", key, "vi") for key in one["settles"])
    could_add = points(one["could_add"]) if one["could_add"] else ""
    return MissingLine(wording.label("field", one["field"], "vi"), could_add, settles)


def _site_missing(one: Mapping[str, Any]) -> str:
    label = wording.label("site_figure", one["field"], "vi")
    return f"{label} (có thể thêm {show.number(one['could_add'])} điểm)" if one["could_add"] else label


def _group(reading: Mapping[str, Any]) -> str:
    low, high = reading["value"]["low"], reading["value"]["high"]
    said = f"nhóm {low}" if low == high else f"từ nhóm {low} đến nhóm {high}"
    return f"{said}, do nhà đầu tư khai" if reading["declared"] else f"{said}, suy ra từ hồ sơ"
