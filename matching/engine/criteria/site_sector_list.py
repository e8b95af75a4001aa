"""A requirement of law: the sectors approved for the site (gate G09 of RULES 10.1)."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from matching.engine.criteria.base import MET, UNKNOWN, UNMET, Case, Cases, Explained, Requirement
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts, SiteFacts
from matching.engine.intervals import Bytes
from matching.engine.lines import Line
from matching.engine.tables import ProjectTable, SiteTable


class SiteSectorList(Requirement):
    """G09: every line on the site's approved list, none among the lines that it refuses."""

    key = "site_sector_list"
    group = "legal"
    looks_at = ("lines",)
    site_figure = "sector_list"
    cases = Cases(
        on_list=Case(MET, "site_sector_list.on_list"),
        not_loaded=Case(UNKNOWN, "site_sector_list.not_loaded", "site"),
        off_list=Case(UNMET, "site_sector_list.off_list"),
        refused=Case(UNMET, "site_sector_list.refused"),
    )

    @dataclass(frozen=True)
    class Params:
        """Nothing to set: the lists are facts of the sites."""

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self.alike = sites.numbered(lambda site: (site.approved, site.refused))
        self._loaded = any(site.approved is not None or site.refused for site in sites.sites)
        self._nowhere = np.full((1, sites.count), self.cases["not_loaded"], dtype=np.int8)
        self._memo: dict[str, Bytes] = {}

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return tuple([line.code for line in project.lines])

    def judge(self, projects: ProjectTable) -> Bytes:
        if not self._loaded:
            return self._nowhere
        return projects.worst_over_lines(np.stack([self._of_line(line) for line in projects.lines]))

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts = self._sites.sites[site]
        codes = [line.code for line in projects.projects[row].lines]
        required = {"approved": sorted(facts.approved) if facts.approved is not None else None}
        return Explained(self.cases.case(case).reason, {"codes": codes}, required)

    def _of_line(self, line: Line) -> Bytes:
        """Return the case of one line at every site ``(m,)``; kept, for there are few codes."""
        if line.code not in self._memo:
            found = [self.cases[self._case_of(line, site)] for site in self._sites.sites]
            self._memo[line.code] = np.array(found, dtype=np.int8)
        return self._memo[line.code]

    @staticmethod
    def _case_of(line: Line, site: SiteFacts) -> str:
        if line.falls_under(site.refused):
            return "refused"
        if site.approved is None:
            return "not_loaded"
        return "on_list" if line.falls_under(site.approved) else "off_list"
