"""Fit: lines that are wanted here (DECISIONS 16)."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from matching.engine.by_line import ByLine
from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.criteria.shown import cited
from matching.engine.environment import GROUP_FIELDS, GroupReading, not_stated
from matching.engine.facts import ProjectFacts, SiteFacts
from matching.engine.intervals import Floats
from matching.engine.lines import Line
from matching.engine.tables import ProjectTable, SiteTable


class Orientation(Preference):
    """Is the line wanted here, by a source for the site, else for its planning area (DECISIONS 16)."""

    key = "orientation"
    group = "fit"
    looks_at = ("lines", "process_flags", "sensitive_factors", "environment_group")
    reason_codes = (
        "orientation.site",
        "orientation.area",
        "orientation.clean_high_tech",
        "orientation.linked",
        "orientation.neither",
        "orientation.code_unsettled",
    )
    project_fields = {"orientation": GROUP_FIELDS}

    @dataclass(frozen=True)
    class Params:
        """Shares by who names the line; areas that want "clean, high-tech" whatever the line."""

        site: float
        area: float
        linked: float
        neither: float
        clean_high_tech_areas: tuple[str, ...]

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self.alike = sites.numbered(
            lambda site: (
                site.planning_area,
                *(site.wanted, site.linked, site.area_wanted, site.area_linked),
                frozenset(site.orientation_words.items()),
            )
        )
        self._clean = sites.mask(lambda site: site.planning_area in params.clean_high_tech_areas)
        self._by_line = ByLine(self._of_line)

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return (project.kinds_of_lines, reading.group, *not_stated(project))

    def judge(self, projects: ProjectTable) -> Shares:
        clean_enough = (projects.group[:, :, 0] >= 3).astype(np.int64)
        share = projects.over_lines(self._by_line, clean_enough)
        return Shares(share, (("orientation", 1.0, share),))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        facts = self._sites.sites[site]
        line = max(projects.projects[row].lines, key=lambda one: _named_by(one, facts)[0])
        rank, prefix = _named_by(line, facts)
        reasons = ("neither", "linked", "linked", "area", "site")
        reason = f"orientation.{reasons[rank]}"
        p = self.params
        by_words = (p.neither, p.linked, p.linked, p.area, p.site)[rank]
        if self._clean[0, site] and share[1] > by_words:
            reason = "orientation.clean_high_tech"
        elif line.intensity is None:
            reason = "orientation.code_unsettled"
        words = facts.orientation_words.get(prefix)
        observed = {
            "code": line.code,
            "planning_area": facts.planning_area,
            "words": None if words is None else words.value,
            "fact": cited(words),
        }
        return Explained(reason, observed)

    def _of_line(self, line: Line) -> Floats:
        """Return the share of one line at every site, in group I or II and in III or IV ``(2, 2, m)``.

        The better of what is named and of "clean, high-tech", where that is wanted: high technology, or medium-high in
        group III or IV (DECISIONS 16, 20).
        """
        named = self._named(line)
        high, medium = line.intensity == "high", line.intensity == "medium_high"
        clean = self.params.area * self._clean
        return np.stack([np.maximum(named, clean * fits) for fits in (high, high or medium)])

    def _named(self, line: Line) -> Floats:
        """Return the share of one line at every site by who names it ``(2, m)``."""
        p = self.params
        values = (p.neither, p.linked, p.linked, p.area, p.site)
        found = [values[_named_by(line, site)[0]] for site in self._sites.sites]
        if line.intensity is None:  # the code's meaning is not settled between editions: nothing is certain
            return np.array([[p.neither] * len(found), [p.site] * len(found)])
        return np.array([found, found])


def _named_by(line: Line, site: SiteFacts) -> tuple[int, str]:
    """Return who names the line (4 site, 3 area, 2 site as linked, 1 area as linked, 0 nobody) and by which prefix."""
    for rank, names in ((4, site.wanted), (3, site.area_wanted), (2, site.linked), (1, site.area_linked)):
        for prefix in line.prefixes:
            if prefix in names:
                return rank, prefix
    return 0, ""
