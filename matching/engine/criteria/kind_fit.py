"""Fit: the kind of site against the size of the firm (DECISIONS 22)."""

from dataclasses import dataclass

import numpy as np

from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.criteria.shown import span
from matching.engine.tables import ProjectTable, SiteTable


class KindFit(Preference):
    """Clusters are mainly for small and medium firms (Decree 32/2024; size by DECISIONS 22)."""

    key = "kind_fit"
    group = "fit"
    looks_at = (
        "jobs_total",
        "jobs_local",
        "capital_billion_vnd",
        "revenue_billion_vnd",
    )
    reason_codes = ("kind_fit.small", "kind_fit.large", "kind_fit.size_unknown")
    project_fields = {"kind_fit": ("jobs.total", "capital", "finance.revenue_billion_vnd")}

    @dataclass(frozen=True)
    class Params:
        """Size limits of a small or medium firm; shares by size and kind."""

        jobs_most: float
        capital_most: float
        revenue_most: float
        small_in_cluster: float
        small_in_park: float
        large_in_park: float
        large_in_cluster: float

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        cluster = sites.mask(lambda site: site.kind == "cluster")
        self.alike = cluster[0].astype(int).tolist()
        small = np.where(cluster, params.small_in_cluster, params.small_in_park)
        large = np.where(cluster, params.large_in_cluster, params.large_in_park)
        unknown = np.stack([np.minimum(small, large), np.maximum(small, large)])
        # (2, 3, m): of a small or medium firm, of a large one, of one whose size is not known
        self._by_size = np.concatenate([np.stack([small, small]), np.stack([large, large]), unknown], axis=1)
        self._cluster = cluster

    def judge(self, projects: ProjectTable) -> Shares:
        small, large = self.sizes(projects)
        share = self._by_size[:, np.where(small, 0, np.where(large, 1, 2))[:, 0]]
        return Shares(share, (("kind_fit", 1.0, share),))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        small, large = self.sizes(projects)
        project = projects.projects[row]
        capital = project.capital_billion_vnd
        observed = {
            "kind": "cluster" if self._cluster[0, site] else "park",
            "jobs_total": project.jobs_total,
            "capital_billion_vnd": None if capital is None else span(*capital),
            "revenue_billion_vnd": project.revenue_billion_vnd,
        }
        required = {"jobs_most": self.params.jobs_most, "capital_most_billion_vnd": self.params.capital_most}
        if small[row, 0]:
            return Explained("kind_fit.small", observed, required)
        if large[row, 0]:
            return Explained("kind_fit.large", observed, required)
        return Explained("kind_fit.size_unknown", observed, required)

    def sizes(self, projects: ProjectTable) -> tuple[np.ndarray, np.ndarray]:
        """Return which projects are small or medium for certain, and which are large for certain ``(n, 1)``."""
        return projects.once(self.key, self._sizes)

    def _sizes(self, projects: ProjectTable) -> tuple[np.ndarray, np.ndarray]:
        p = self.params
        jobs = projects.jobs <= p.jobs_most
        money = (projects.capital <= p.capital_most) | (projects.figure("revenue") <= p.revenue_most)
        fits = jobs & money  # [0]: by the lower bounds, so possible; [1]: by the upper, so certain
        return fits[1], ~fits[0]
