"""Fit: lines that are wanted here (DECISIONS 16)."""

from dataclasses import dataclass

import numpy as np

from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.criteria.shown import cited
from matching.engine.intervals import Floats
from matching.engine.tables import Line, ProjectTable, SiteFacts, SiteTable


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
    project_fields = {"orientation": ("environment.group",)}

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
        self._clean = sites.mask(lambda site: site.planning_area in params.clean_high_tech_areas)
        self._clean_columns = np.flatnonzero(self._clean[0])
        self._memo: dict[tuple[str, ...], Floats] = {}

    def judge(self, projects: ProjectTable) -> Shares:
        named = np.stack([self._named(line) for line in projects.lines], axis=1)
        share = projects.over_lines(named)
        if self._clean_columns.size:
            here = self._clean_columns
            share[:, :, here] = self._or_clean(projects, named[:, :, here])
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

    def _named(self, line: Line) -> Floats:
        """Return the share of one line at every site ``(2, m)``; kept, for there are few codes."""
        key = (line.vsic, line.code, str(line.intensity))
        if key not in self._memo:
            p = self.params
            values = (p.neither, p.linked, p.linked, p.area, p.site)
            found = [values[_named_by(line, site)[0]] for site in self._sites.sites]
            # Where the code's meaning is not settled between editions, nothing is named for certain.
            bounds = (
                [found, found]
                if line.intensity is not None
                else [[p.neither] * len(found), [p.site] * len(found)]
            )
            self._memo[key] = np.array(bounds)
        return self._memo[key]

    def _or_clean(self, projects: ProjectTable, named: Floats) -> Floats:
        """Return the better of what is named and of "clean, high-tech", line by line (DECISIONS 16, 20).

        That is high technology, or medium-high in group III or IV.
        """
        high = np.array([[line.intensity == "high"] for line in projects.lines])
        medium = np.array([[line.intensity == "medium_high"] for line in projects.lines])
        strict, gentle = (np.maximum(named, self.params.area * clean) for clean in (high, high | medium))
        return np.where(projects.group >= 3, projects.over_lines(gentle), projects.over_lines(strict))


def _named_by(line: Line, site: SiteFacts) -> tuple[int, str]:
    """Return who names the line (4 site, 3 area, 2 site as linked, 1 area as linked, 0 nobody) and by which prefix."""
    for rank, names in ((4, site.wanted), (3, site.area_wanted), (2, site.linked), (1, site.area_linked)):
        for prefix in line.prefixes:
            if prefix in names:
                return rank, prefix
    return 0, ""
