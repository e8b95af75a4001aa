"""Merit: high technology (RULES 10.3)."""

from collections.abc import Hashable
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from matching.engine.by_line import ByLine
from matching.engine.criteria.base import Explained, Preference, Shares, same_everywhere
from matching.engine.environment import GroupReading
from matching.engine.facts import Bounds, ProjectFacts
from matching.engine.intervals import Anchors, Curve, Floats, mix
from matching.engine.lines import Line
from matching.engine.tables import ProjectTable, SiteTable


@dataclass(frozen=True)
class SizeClass:
    """A size class of Decision 10/2021 with its thresholds in percent; checked from the largest down."""

    capital_from: float
    jobs_from: float
    rd_spend: float
    rd_staff: float


_BESIDE_LINES = (
    "capital_billion_vnd",
    "jobs_total",
    "jobs_local",
    "technology_lists",
    "certificates",
    "rd_spend_pct",
    "rd_staff_pct",
    "hightech_revenue_pct",
    "local_input_pct",
)
_beside_lines = attrgetter(*_BESIDE_LINES)


class HighTech(Preference):
    """Sector label, lists, R&D, high-tech revenue and local inputs (RULES 10.3)."""

    key = "high_tech"
    group = "merit"
    looks_at = ("lines", *_BESIDE_LINES)
    reason_codes = (
        "high_tech.certified",
        "high_tech.listed",
        "high_tech.by_sector",
        "high_tech.low",
    )
    project_fields = {
        "sector_label": ("lines.0.code",),
        "listed": ("technology.lists",),
        "rd_spend": ("technology.rd_spend_pct",),
        "rd_staff": ("technology.rd_staff_pct",),
        "hightech_revenue": ("technology.hightech_revenue_pct",),
        "local_input": ("technology.local_input_pct",),
        "certificate": ("technology.certificates",),
    }
    # The threshold that a stated share is held against follows from the size.
    fields_beside = {"rd_spend": ("capital", "jobs.total"), "rd_staff": ("capital", "jobs.total")}

    @dataclass(frozen=True)
    class Params:
        """Part weights, values by label and list, thresholds by size class."""

        weights: dict[str, float]
        intensity: dict[str, float]
        prefixes: dict[str, float]
        lists: dict[str, float]
        size_classes: tuple[SizeClass, ...]
        at_threshold: float
        hightech_revenue: Anchors
        local_input: Anchors
        certificate: str
        certificate_floor: float

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self.alike = same_everywhere(sites)
        self._hightech_revenue = Curve(params.hightech_revenue)
        self._local_input = Curve(params.local_input)
        # Nothing earns nothing, the threshold `at_threshold`, twice the threshold everything.
        self._by_threshold = Curve(((0.0, 0.0), (1.0, params.at_threshold), (2.0, 1.0)))

        self._labels = ByLine(self._labelled)
        capital, jobs, *thresholds = zip(
            *((one.capital_from, one.jobs_from, one.rd_spend, one.rd_staff) for one in params.size_classes),
            strict=True,
        )
        # The smallest class is reached by every size. (k, 1, 1, 1): classes from the largest down
        self._capital_from = np.array([*capital[:-1], -np.inf])[:, None, None, None]
        self._jobs_from = np.array([*jobs[:-1], -np.inf])[:, None, None, None]
        self._thresholds = np.array(thresholds)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return (*self._listed(project), *self._floor(project))

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return (project.kinds_of_lines, *_beside_lines(project))

    def judge(self, projects: ProjectTable) -> Shares:
        p = self.params
        rd_spend, rd_staff = self._by_threshold(
            projects.figures("rd_spend", "rd_staff") / self._asked(projects)
        )
        shares: dict[str, Floats] = {
            "sector_label": projects.over_lines(self._labels),
            "listed": projects.read(self.key)[:2],
            "rd_spend": rd_spend,
            "rd_staff": rd_staff,
            "hightech_revenue": self._hightech_revenue(projects.figure("hightech_revenue")),
            "local_input": self._local_input(projects.figure("local_input")),
        }
        parts = tuple((name, p.weights[name], share) for name, share in shares.items())
        share = mix((weight, part) for _, weight, part in parts)
        floor = projects.read(self.key)[2:]
        return Shares(np.maximum(share, floor), parts, floor=("certificate", floor))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        listed = [name for name in project.technology_lists or () if name in self.params.lists]
        if self.params.certificate in (project.certificates or ()):
            reason = "high_tech.certified"
        elif listed:
            reason = "high_tech.listed"
        elif self._label(project.lines[0])[0] >= self.params.intensity["medium_high"]:
            reason = "high_tech.by_sector"
        else:
            reason = "high_tech.low"
        observed = {
            "code": project.lines[0].code,
            "intensity": project.lines[0].intensity,
            "lists": project.technology_lists,
            "certificates": project.certificates,
            "rd_spend_pct": project.rd_spend_pct,
            "rd_staff_pct": project.rd_staff_pct,
            "hightech_revenue_pct": project.hightech_revenue_pct,
            "local_input_pct": project.local_input_pct,
        }
        return Explained(reason, observed, {"certificate_floor": self.params.certificate_floor})

    def _asked(self, projects: ProjectTable) -> Floats:
        """Return the thresholds of R&D spending and staff in percent ``(2, 2, n, 1)``.

        The hardest that the size may mean stands beside the lower bound of the figure, the easiest beside the upper.
        """
        reached = (projects.capital >= self._capital_from) & (projects.jobs >= self._jobs_from)
        return self._thresholds[:, reached.argmax(axis=0)]

    def _labelled(self, line: Line) -> Floats:
        """Return the share of one line by its label ``(1, 2, 1)``."""
        return np.array([self._label(line)])[:, :, None]

    def _label(self, line: Line) -> Bounds:
        for prefix in line.prefixes:
            if prefix in self.params.prefixes:
                value = self.params.prefixes[prefix]
                return (value, value)
        if line.intensity is None:
            return (0.0, 1.0)
        value = self.params.intensity[line.intensity]
        return (value, value)

    def _listed(self, project: ProjectFacts) -> Bounds:
        if project.technology_lists is None:
            return (0.0, 1.0)
        best = max((self.params.lists.get(name, 0.0) for name in project.technology_lists), default=0.0)
        return (best, best)

    def _floor(self, project: ProjectFacts) -> Bounds:
        if project.certificates is None:
            return (0.0, self.params.certificate_floor)
        held = self.params.certificate in project.certificates
        return (self.params.certificate_floor,) * 2 if held else (0.0, 0.0)
