"""How well a site suits a project: orientation, land, access, peers, kind and readiness.

Formulas: RULES "Decisions for ruleset 2026.1", DECISIONS 9, 13 to 16, 22.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matching.engine.criteria.base import (
    Explained,
    Shares,
    cited,
    different_everywhere,
    span,
)
from matching.engine.environment import GroupReading
from matching.engine.intervals import UNBOUNDED, Floats, swap, upto
from matching.engine.tables import Bounds, Line, ProjectFacts, ProjectTable, SiteFacts, SiteTable


class Orientation:
    """Is the line wanted here, by a source for the site, else for its planning area (DECISIONS 16)."""

    key: ClassVar[str] = "orientation"
    group: ClassVar[str] = "fit"
    looks_at: ClassVar[tuple[str, ...]] = ("lines", "process_flags", "sensitive_factors", "environment_group")
    reason_codes: ClassVar[tuple[str, ...]] = (
        "orientation.site",
        "orientation.area",
        "orientation.clean_high_tech",
        "orientation.linked",
        "orientation.neither",
        "orientation.code_unsettled",
    )
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {"orientation": ("environment.group",)}
    site_figure: ClassVar[str | None] = None
    site_part: ClassVar[str] = ""

    @dataclass(frozen=True)
    class Params:
        """Shares by who names the line; areas that want "clean, high-tech" whatever the line."""

        site: float
        area: float
        linked: float
        neither: float
        clean_high_tech_areas: tuple[str, ...]

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self.alike: list[int] = different_everywhere(sites)
        self._sites = sites
        self._clean = sites.mask(lambda site: site.planning_area in params.clean_high_tech_areas)
        self._clean_columns = np.flatnonzero(self._clean[0])
        self._memo: dict[tuple[str, ...], Floats] = {}

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

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


class Land:
    """Free land against the need: nothing below the smallest area, full from 1.5 times the need (DECISIONS 13)."""

    key: ClassVar[str] = "land"
    group: ClassVar[str] = "fit"
    looks_at: ClassVar[tuple[str, ...]] = ("area_ha", "min_area_ha")
    reason_codes: ClassVar[tuple[str, ...]] = (
        "land.not_stated",
        "land.too_small",
        "land.enough",
        "land.tight",
        "land.unknown",
    )
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {"land": ("land.area_ha",)}
    site_figure: ClassVar[str | None] = "area_free_ha"
    site_part: ClassVar[str] = "land"

    @dataclass(frozen=True)
    class Params:
        """Shares at the smallest area and at the need; the multiple of the need that earns everything."""

        at_minimum: float
        at_need: float
        full_from: float

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self.alike: list[int] = different_everywhere(sites)
        self._sites = sites
        self._free = sites.bounds(lambda site: site.free_ha)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

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
            too_small, tight = ratio < floor, ratio < 1.0
            share = ratio
            share -= 1.0
            share *= (1.0 - p.at_need) / (p.full_from - 1.0)
            share += p.at_need
            np.minimum(share, 1.0, out=share)
        np.copyto(share, below, where=tight)
        share[too_small] = 0.0
        share[need[..., 0] <= 0] = 1.0  # no land needed: any site has it
        return share

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        project, facts = projects.projects[row], self._sites.sites[site]
        observed = {
            "free_ha": span(*facts.free_ha),
            "basis": facts.free_basis,
            "facts": [cited(fact) for fact in facts.free_evidence],
        }
        required = {"area_ha": project.area_ha, "min_area_ha": project.min_area_ha}
        if np.isnan(projects.min_ha[row, 0]):
            return Explained("land.not_stated", observed, required)
        if share[1] <= 0:
            return Explained("land.too_small", observed, required)
        if share[0] >= self.params.at_need:
            return Explained("land.enough", observed, required)
        if share[0] > 0:
            return Explained("land.tight", observed, required)
        return Explained("land.unknown", observed, required)


class Access:
    """Road distance to the places that matter: airport and seaport to an exporter, Hà Nội to others (DECISIONS 14)."""

    key: ClassVar[str] = "access"
    group: ClassVar[str] = "fit"
    looks_at: ClassVar[tuple[str, ...]] = ("export_share_pct",)
    reason_codes: ClassVar[tuple[str, ...]] = (
        "access.exporter",
        "access.domestic",
        "access.not_stated",
    )
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {"access": ("finance.export_share_pct",)}
    site_figure: ClassVar[str | None] = "distance"
    site_part: ClassVar[str] = "access"

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

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self.alike: list[int] = different_everywhere(sites)
        self._sites = sites
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
        distances = {node: _reach(facts, node) for node in nodes if node in facts.reach}
        seaport = self._nearest_seaport(facts)
        if market != 1 and seaport:
            distances[seaport] = _reach(facts, seaport)
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
        return site.reach[node].bounds if node in site.reach else (0.0, UNBOUNDED)

    def _nearest_seaport(self, site: SiteFacts) -> str | None:
        known = [node for node in self.params.seaports if node in site.reach]
        published = [node for node in known if site.reach[node].basis == "published"]
        return min(published or known, key=lambda node: site.reach[node].bounds, default=None)

    def _seaport_km(self, site: SiteFacts) -> Bounds:
        known = [site.reach[node] for node in self.params.seaports if node in site.reach]
        usable = [reach for reach in known if reach.basis == "published"] or known
        if not usable:
            return (0.0, UNBOUNDED)
        return (min(reach.bounds[0] for reach in usable), min(reach.bounds[1] for reach in usable))


def _reach(site: SiteFacts, node: str) -> dict[str, object]:
    reach = site.reach[node]
    return {"km": span(*reach.bounds), "basis": reach.basis, "fact": cited(reach.evidence)}


class Peers:
    """Known firms in the same or a linked division, at the site or in its planning area (DECISIONS 15)."""

    key: ClassVar[str] = "peers"
    group: ClassVar[str] = "fit"
    looks_at: ClassVar[tuple[str, ...]] = ("lines",)
    reason_codes: ClassVar[tuple[str, ...]] = (
        "peers.same_at_site",
        "peers.same_in_area",
        "peers.linked_at_site",
        "peers.linked_in_area",
        "peers.none_known",
    )
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    site_figure: ClassVar[str | None] = "tenants"
    site_part: ClassVar[str] = "peers"

    @dataclass(frozen=True)
    class Params:
        """Shares; pairs of divisions that supply each other, as the orientation data links them."""

        same_at_site: float
        same_in_area: float
        linked_at_site: float
        linked_in_area: float
        linked_divisions: tuple[tuple[str, str], ...]

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self.alike: list[int] = different_everywhere(sites)
        self._sites = sites
        self._linked: dict[str, set[str]] = {}
        for one, other in params.linked_divisions:
            self._linked.setdefault(one, set()).add(other)
            self._linked.setdefault(other, set()).add(one)
        self._memo: dict[str, Floats] = {}

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

    def judge(self, projects: ProjectTable) -> Shares:
        table = np.stack([self._at_sites(line.code[:2]) for line in projects.lines], axis=1)
        share = projects.over_lines(table)
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

    def _at_sites(self, division: str) -> Floats:
        if division not in self._memo:
            lows = [self._found(division, site)[0] for site in self._sites.sites]
            highs = [
                low if site.tenants_complete else 1.0
                for low, site in zip(lows, self._sites.sites, strict=True)
            ]
            self._memo[division] = np.array([lows, highs])
        return self._memo[division]

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


class KindFit:
    """Clusters are mainly for small and medium firms (Decree 32/2024; size by DECISIONS 22)."""

    key: ClassVar[str] = "kind_fit"
    group: ClassVar[str] = "fit"
    looks_at: ClassVar[tuple[str, ...]] = (
        "jobs_total",
        "jobs_local",
        "capital_billion_vnd",
        "revenue_billion_vnd",
    )
    reason_codes: ClassVar[tuple[str, ...]] = ("kind_fit.small", "kind_fit.large", "kind_fit.size_unknown")
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "kind_fit": ("jobs.total", "capital", "finance.revenue_billion_vnd")
    }
    site_figure: ClassVar[str | None] = None
    site_part: ClassVar[str] = ""

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

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        cluster = sites.mask(lambda site: site.kind == "cluster")
        self.alike: list[int] = cluster[0].astype(int).tolist()
        small = np.where(cluster, params.small_in_cluster, params.small_in_park)
        large = np.where(cluster, params.large_in_cluster, params.large_in_park)
        unknown = np.stack([np.minimum(small, large), np.maximum(small, large)])
        # (2, 3, m): of a small or medium firm, of a large one, of one whose size is not known
        self._by_size = np.concatenate([np.stack([small, small]), np.stack([large, large]), unknown], axis=1)
        self._cluster = cluster

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

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
        p = self.params
        jobs = projects.jobs <= p.jobs_most
        money = (projects.capital <= p.capital_most) | (projects.figure("revenue") <= p.revenue_most)
        fits = jobs & money  # [0]: by the lower bounds, so possible; [1]: by the upper, so certain
        return fits[1], ~fits[0]


class Readiness:
    """Is the ground ready: operating, being built, or only established (DECISIONS 9)."""

    key: ClassVar[str] = "readiness"
    group: ClassVar[str] = "fit"
    looks_at: ClassVar[tuple[str, ...]] = ()
    reason_codes: ClassVar[tuple[str, ...]] = (
        "readiness.operating",
        "readiness.under_construction",
        "readiness.established",
        "readiness.not_started",
        "readiness.unknown",
    )
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    site_figure: ClassVar[str | None] = "status"
    site_part: ClassVar[str] = "readiness"

    @dataclass(frozen=True)
    class Params:
        """Shares by stage."""

        operating: float
        under_construction: float
        with_developer: float
        without_developer: float
        developer_unknown_most: float

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self.alike: list[int] = different_everywhere(sites)
        self._sites = sites
        self._share = sites.bounds(self._by_stage)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

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


__all__ = ["Access", "KindFit", "Land", "Orientation", "Peers", "Readiness"]
