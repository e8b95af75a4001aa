"""Fit: road distances (DECISIONS 14)."""

from dataclasses import dataclass

import numpy as np

from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.criteria.shown import road
from matching.engine.environment import GroupReading
from matching.engine.facts import NOTHING_KNOWN, Bounds, ProjectFacts, SiteFacts
from matching.engine.intervals import UNBOUNDED, Floats, upto
from matching.engine.tables import ProjectTable, SiteTable


class Access(Preference):
    """Road distance to the places that matter: airport and seaport to an exporter, Hà Nội to others (DECISIONS 14)."""

    key = "access"
    group = "fit"
    looks_at = ("export_share_pct",)
    reason_codes = (
        "access.exporter",
        "access.domestic",
        "access.not_stated",
    )
    project_fields = {"access": ("finance.export_share_pct",)}
    site_figure = "distance"
    site_part = "access"

    @dataclass(frozen=True)
    class Params:
        """Who counts as an exporter, the nodes, and shares by road km (a band's end belongs to the band)."""

        exporter_from_pct: float
        airport: str
        seaports: tuple[str, ...]
        city: str
        near_edges: tuple[float, ...]
        near_values: tuple[float, ...]
        seaport_edges: tuple[float, ...]
        seaport_values: tuple[float, ...]

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        airport = self._band(sites.bounds(lambda site: self._km(site, params.airport)), near=True)
        seaport = self._band(sites.bounds(self._seaport_km), near=False)
        city = self._band(sites.bounds(lambda site: self._km(site, params.city)), near=True)
        exporter = (airport + seaport) / 2.0
        either = np.stack([np.minimum(exporter, city)[0], np.maximum(exporter, city)[1]])
        self._by_market = np.concatenate([exporter, city, either], axis=1)  # (2, 3, m)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return (self._market(project),)

    def judge(self, projects: ProjectTable) -> Shares:
        market = projects.read(self.key)[0, :, 0].astype(np.int64)
        share = self._by_market[:, market]
        return Shares(share, (("access", 1.0, share),))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        market, facts = self._market(projects.projects[row]), self._sites.sites[site]
        nodes = [self.params.airport, self.params.city] if market else [self.params.airport]
        distances = {node: road(facts.reach[node]) for node in nodes if node in facts.reach}
        seaport = self._nearest_seaport(facts)
        if market != 1 and seaport:
            distances[seaport] = road(facts.reach[seaport])
        if market == 1:
            distances.pop(self.params.airport, None)
        reason = ("access.exporter", "access.domestic", "access.not_stated")[market]
        observed = {"distances": distances, "export_share_pct": projects.projects[row].export_share_pct}
        return Explained(reason, observed)

    def _market(self, project: ProjectFacts) -> int:
        if project.export_share_pct is None:
            return 2
        return 0 if project.export_share_pct >= self.params.exporter_from_pct else 1

    def _band(self, km: Floats, *, near: bool) -> Floats:
        p = self.params
        edges = p.near_edges if near else p.seaport_edges
        values = p.near_values if near else p.seaport_values
        # No point and no seat: the distance is unknown, and so is the share.
        return np.where(km >= UNBOUNDED, 0.0, upto(km, edges, values))[::-1]

    @staticmethod
    def _km(site: SiteFacts, node: str) -> Bounds:
        return site.reach[node].bounds if node in site.reach else NOTHING_KNOWN

    def _nearest_seaport(self, site: SiteFacts) -> str | None:
        known = [node for node in self.params.seaports if node in site.reach]
        published = [node for node in known if site.reach[node].basis == "published"]
        return min(published or known, key=lambda node: site.reach[node].bounds, default=None)

    def _seaport_km(self, site: SiteFacts) -> Bounds:
        known = [site.reach[node] for node in self.params.seaports if node in site.reach]
        usable = [reach for reach in known if reach.basis == "published"] or known
        if not usable:
            return NOTHING_KNOWN
        return (min(reach.bounds[0] for reach in usable), min(reach.bounds[1] for reach in usable))
