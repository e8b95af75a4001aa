"""A requirement of law: rules of industrial clusters (gate G08 of RULES 10.1)."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from matching.engine.criteria.base import (
    CONDITIONAL,
    MET,
    UNKNOWN,
    UNMET,
    Case,
    Cases,
    Explained,
    Requirement,
)
from matching.engine.criteria.shown import cited
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts, SiteFacts
from matching.engine.intervals import Bytes
from matching.engine.tables import ProjectTable, SiteTable


class ClusterRules(Requirement):
    """G08: a cluster must be established; services there take at most a tenth of its land."""

    key = "cluster_rules"
    group = "legal"
    looks_at = ("lines",)
    site_figure = "status"
    cases = Cases(
        not_a_cluster=Case(MET, "cluster_rules.not_a_cluster"),
        established=Case(MET, "cluster_rules.established"),
        service=Case(CONDITIONAL, "cluster_rules.service_share"),
        not_known=Case(UNKNOWN, "cluster_rules.establishment_unknown", "site"),
        not_established=Case(UNMET, "cluster_rules.not_established"),
    )

    @dataclass(frozen=True)
    class Params:
        """VSIC prefixes that count as services, and their largest share of a cluster's land in percent."""

        services: frozenset[str]
        services_most_pct: float

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        goods, services = (
            np.array([[self.cases[self._by_site(site, service)] for site in sites.sites]], dtype=np.int8)
            for service in (False, True)
        )
        self._goods, self._services = goods, services

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return (self._serves(project),)

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return self._serves(project)

    def judge(self, projects: ProjectTable) -> Bytes:
        return np.where(projects.read(self.key)[0] > 0, self._services, self._goods)

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts = self._sites.sites[site]
        observed = self.of_site(site, lambda: {"stage": facts.stage, "fact": cited(facts.stage_evidence)})
        return Explained(
            self.cases.case(case).reason, observed, {"services_most_pct": self.params.services_most_pct}
        )

    def _serves(self, project: ProjectFacts) -> bool:
        return any(line.falls_under(self.params.services) for line in project.lines)

    @staticmethod
    def _by_site(site: SiteFacts, service: bool) -> str:
        if site.kind != "cluster":
            return "not_a_cluster"
        if site.stage is None:
            return "not_known"
        if site.stage in ("planned", "withdrawn"):
            return "not_established"
        return "service" if service else "established"
