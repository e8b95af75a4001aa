"""Fit: free land (DECISIONS 13)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.criteria.shown import cited, span
from matching.engine.intervals import Floats, swap
from matching.engine.tables import ProjectTable, SiteTable


class Land(Preference):
    """Free land against the need: nothing below the smallest area, full from 1.5 times the need (DECISIONS 13)."""

    key = "land"
    group = "fit"
    looks_at = ("area_ha", "min_area_ha")
    reason_codes = (
        "land.not_stated",
        "land.too_small",
        "land.enough",
        "land.tight",
        "land.unknown",
    )
    project_fields = {"land": ("land.area_ha",)}
    site_figure = "area_free_ha"
    site_part = "land"

    @dataclass(frozen=True)
    class Params:
        """Shares at the smallest area and at the need; the multiple of the need that earns everything."""

        at_minimum: float
        at_need: float
        full_from: float

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self._free = sites.bounds(lambda site: site.free_ha)

    def judge(self, projects: ProjectTable) -> Shares:
        stated = np.flatnonzero(~np.isnan(projects.min_ha))
        share: Floats = np.empty((2, projects.count, self._sites.count))
        if stated.size < projects.count:
            share[0], share[1] = 0.0, 1.0
        share[:, stated] = self._fitting(swap(projects.need_ha)[:, stated], projects.min_ha[stated])
        return Shares(share, (("land", 1.0, share),))

    def _fitting(self, need: Floats, least: Floats) -> Floats:
        """Return the share of each stated need ``(2, k, 1)`` at each site; in place, for it is much arithmetic."""
        p = self.params
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = self._free / need
            floor = least / need
            below = ratio - floor
            below *= (p.at_need - p.at_minimum) / np.maximum(1.0 - floor, 1e-12)
            below += p.at_minimum
            large_enough, tight = ratio >= floor, ratio < 1.0
            share = ratio
            share -= 1.0
            share *= (1.0 - p.at_need) / (p.full_from - 1.0)
            share += p.at_need
            np.minimum(share, 1.0, out=share)
            share = np.where(tight, below, share)
            share *= large_enough  # much quicker than writing where a mask says
        share[need[..., 0] <= 0] = 1.0  # no land needed: any site has it
        return share

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        observed = self.of_site(site, lambda: self._observed(site))
        required = projects.of_row(self.key, row, self._required)
        if required["area_ha"] is None and required["min_area_ha"] is None:
            return Explained("land.not_stated", observed, required)
        if share[1] <= 0:
            return Explained("land.too_small", observed, required)
        if share[0] >= self.params.at_need:
            return Explained("land.enough", observed, required)
        if share[0] > 0:
            return Explained("land.tight", observed, required)
        return Explained("land.unknown", observed, required)

    @staticmethod
    def _required(projects: ProjectTable, row: int) -> dict[str, Any]:
        project = projects.projects[row]
        return {"area_ha": project.area_ha, "min_area_ha": project.min_area_ha}

    def _observed(self, site: int) -> dict[str, Any]:
        facts = self._sites.sites[site]
        return {
            "free_ha": span(*facts.free_ha),
            "basis": facts.free_basis,
            "facts": [cited(fact) for fact in facts.free_evidence],
        }
