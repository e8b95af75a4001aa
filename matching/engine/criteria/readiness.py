"""Fit: ground that is ready (DECISIONS 9)."""

from dataclasses import dataclass

from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.criteria.shown import cited
from matching.engine.facts import Bounds, SiteFacts
from matching.engine.tables import ProjectTable, SiteTable


class Readiness(Preference):
    """Is the ground ready: operating, being built, or only established (DECISIONS 9)."""

    key = "readiness"
    group = "fit"
    looks_at = ()
    reason_codes = (
        "readiness.operating",
        "readiness.under_construction",
        "readiness.established",
        "readiness.not_started",
        "readiness.unknown",
    )
    site_figure = "status"
    site_part = "readiness"

    @dataclass(frozen=True)
    class Params:
        """Shares by stage."""

        operating: float
        under_construction: float
        with_developer: float
        without_developer: float
        developer_unknown_most: float

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self._share = sites.bounds(self._by_stage)

    def judge(self, projects: ProjectTable) -> Shares:
        return Shares(self._share, (("readiness", 1.0, self._share),))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        facts = self._sites.sites[site]
        reasons = {
            "operating": "readiness.operating",
            "under_construction": "readiness.under_construction",
            "established": "readiness.established",
            None: "readiness.unknown",
        }
        observed = {
            "stage": facts.stage,
            "developer": facts.developer,
            "fact": cited(facts.stage_evidence),
        }
        return Explained(reasons.get(facts.stage, "readiness.not_started"), observed)

    def _by_stage(self, site: SiteFacts) -> Bounds:
        p = self.params
        if site.stage is None:
            return (0.0, 1.0)
        if site.stage == "operating":
            return (p.operating, p.operating)
        if site.stage == "under_construction":
            return (p.under_construction, p.under_construction)
        if site.stage != "established":
            return (0.0, 0.0)
        by_developer = {
            "yes": (p.with_developer, p.with_developer),
            "no": (p.without_developer, p.without_developer),
        }
        return by_developer.get(site.developer, (p.without_developer, p.developer_unknown_most))
