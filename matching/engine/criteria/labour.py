"""Merit: few hands, or many local jobs (RULES 10.6)."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from matching.engine.by_line import ByLine
from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import Anchors, Curve, Floats, swap
from matching.engine.lines import Line
from matching.engine.tables import ProjectTable, SiteTable


class Labour(Preference):
    """Fewer hands per hectare in the south and the city, more local jobs in the mountains (RULES 10.6)."""

    key = "labour"
    group = "merit"
    looks_at = ("lines", "jobs_total", "jobs_local", "area_ha")
    reason_codes = ("labour.fewer_per_ha", "labour.more_local_jobs")
    project_fields = {"labour": ("jobs.total", "jobs.local", "land.area_ha")}

    @dataclass(frozen=True)
    class Params:
        """Jobs per hectare (south, city), local jobs (mountain), and the lines that use many hands."""

        more_jobs_profiles: tuple[str, ...]
        jobs_per_ha: Anchors
        labour_intensive: frozenset[str]
        penalty: float
        local_jobs: Anchors

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self._mountain = sites.mask(lambda site: site.profile in params.more_jobs_profiles)
        self._jobs_per_ha, self._local_jobs = Curve(params.jobs_per_ha), Curve(params.local_jobs)
        self._penalties = ByLine(self._penalty)
        self.alike = self._mountain[0].astype(int).tolist()

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        lines = tuple([(self._intensive(line), line.share_pct) for line in project.lines])
        return (lines, project.jobs_total, project.jobs_local, project.area_ha)

    def judge(self, projects: ProjectTable) -> Shares:
        per_ha = projects.jobs / np.maximum(swap(projects.figure("area")), 1e-6)
        penalty = projects.over_lines(self._penalties)
        fewer = np.maximum(self._jobs_per_ha(swap(per_ha)) - swap(penalty), 0.0)
        more = self._local_jobs(projects.local_jobs)
        share = np.where(self._mountain, more, fewer)
        return Shares(share, (("labour", 1.0, share),))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        if self._mountain[0, site]:
            observed = {"jobs_local": project.jobs_local, "jobs_total": project.jobs_total}
            return Explained(
                "labour.more_local_jobs", observed, {"full_local_jobs": self.params.local_jobs[-1][0]}
            )
        known = project.jobs_total is not None and project.area_ha
        per_ha = round((project.jobs_total or 0) / project.area_ha, 1) if known and project.area_ha else None
        observed = {
            "jobs_total": project.jobs_total,
            "area_ha": project.area_ha,
            "jobs_per_ha": per_ha,
            "labour_intensive": any(self._intensive(line) for line in project.lines),
        }
        return Explained("labour.fewer_per_ha", observed, {"full_jobs_per_ha": self.params.jobs_per_ha[0][0]})

    def _penalty(self, line: Line) -> Floats:
        """Return what many hands cost a line ``(1, 2, 1)``."""
        return np.full((1, 2, 1), self.params.penalty if self._intensive(line) else 0.0)

    def _intensive(self, line: Line) -> bool:
        return line.falls_under(self.params.labour_intensive)
