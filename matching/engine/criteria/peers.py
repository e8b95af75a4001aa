"""Fit: firms of the same or a linked division (DECISIONS 15)."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from matching.engine.by_line import ByLine
from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts, SiteFacts
from matching.engine.intervals import Floats
from matching.engine.lines import Line
from matching.engine.tables import ProjectTable, SiteTable


class Peers(Preference):
    """Known firms in the same or a linked division, at the site or in its planning area (DECISIONS 15)."""

    key = "peers"
    group = "fit"
    looks_at = ("lines",)
    reason_codes = (
        "peers.same_at_site",
        "peers.same_in_area",
        "peers.linked_at_site",
        "peers.linked_in_area",
        "peers.none_known",
    )
    site_figure = "tenants"
    site_part = "peers"

    @dataclass(frozen=True)
    class Params:
        """Shares; pairs of divisions that supply each other, as the orientation data links them."""

        same_at_site: float
        same_in_area: float
        linked_at_site: float
        linked_in_area: float
        linked_divisions: tuple[tuple[str, str], ...]

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self.alike = sites.numbered(
            lambda site: (
                site.tenant_divisions,
                site.area_tenant_divisions,
                site.planning_area,
                site.tenants_complete,
            )
        )
        self._linked: dict[str, set[str]] = {}
        for one, other in params.linked_divisions:
            self._linked.setdefault(one, set()).add(other)
            self._linked.setdefault(other, set()).add(one)
        self._by_line = ByLine(self._of_line)

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return tuple([(line.code[:2], line.share_pct) for line in project.lines])

    def judge(self, projects: ProjectTable) -> Shares:
        share = projects.over_lines(self._by_line)
        return Shares(share, (("peers", 1.0, share),))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        facts = self._sites.sites[site]
        divisions = {line.code[:2] for line in projects.projects[row].lines}
        _, reason, found = max(
            (self._found(division, facts) for division in sorted(divisions)), key=lambda one: one[0]
        )
        observed = {
            "divisions": sorted(found),
            "planning_area": facts.planning_area,
            "complete": facts.tenants_complete,
        }
        return Explained(reason, observed)

    def _of_line(self, line: Line) -> Floats:
        """Return the share of one line at every site ``(1, 2, m)``."""
        lows = [self._found(line.code[:2], site)[0] for site in self._sites.sites]
        highs = [
            low if site.tenants_complete else 1.0 for low, site in zip(lows, self._sites.sites, strict=True)
        ]
        return np.array([[lows, highs]])

    def _found(self, division: str, site: SiteFacts) -> tuple[float, str, set[str]]:
        p, linked = self.params, self._linked.get(division, set())
        here, around = site.tenant_divisions, site.area_tenant_divisions
        if division in here:
            return (p.same_at_site, "peers.same_at_site", {division})
        if division in around:
            return (p.same_in_area, "peers.same_in_area", {division})
        if here & linked:
            return (p.linked_at_site, "peers.linked_at_site", set(here & linked))
        if around & linked:
            return (p.linked_in_area, "peers.linked_in_area", set(around & linked))
        return (0.0, "peers.none_known", set())
