"""Requirements that rest on law: prohibited lines, market access, technology, equipment, clusters, sector lists.

Gates G01 to G04, G08 and G09 of RULES 10.1, with DECISIONS 3.
"""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matching.engine.criteria.base import (
    CONDITIONAL,
    MET,
    UNKNOWN,
    UNMET,
    Case,
    Cases,
    Explained,
    cited,
    different_everywhere,
    same_everywhere,
)
from matching.engine.environment import GroupReading
from matching.engine.intervals import Bytes
from matching.engine.tables import Line, ProjectFacts, ProjectTable, SiteFacts, SiteTable


class ProjectRequirement:
    """A requirement that looks at the project alone: one case a project, the same at every site."""

    key: ClassVar[str]
    cases: ClassVar[Cases]

    def __init__(self, sites: SiteTable) -> None:
        self.alike: list[int] = same_everywhere(sites)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return (self.cases[self.case_of(project)],)

    def judge(self, projects: ProjectTable) -> Bytes:
        found: Bytes = projects.read(self.key)[0].astype(np.int8)
        return found

    def case_of(self, project: ProjectFacts) -> str:
        """Return the name of the case."""
        raise NotImplementedError  # pragma: no cover - every requirement states its own


@dataclass(frozen=True)
class ProhibitedLine:
    """A prohibited line: VSIC prefixes that may hold it, and the words of a product that settle it."""

    name_vi: str
    name_en: str
    codes: frozenset[str]
    words: tuple[str, ...]


class Prohibited(ProjectRequirement):
    """G01: no line on the list of prohibited lines."""

    key: ClassVar[str] = "prohibited_line"
    group: ClassVar[str] = "legal"
    looks_at: ClassVar[tuple[str, ...]] = ("lines",)
    about_project: ClassVar[bool] = True
    project_fields: ClassVar[tuple[str, ...]] = ("lines.0.product",)
    site_figure: ClassVar[str | None] = None
    cases: ClassVar[Cases] = Cases(
        met=Case(MET, "prohibited_line.none"),
        product_unknown=Case(UNKNOWN, "prohibited_line.product_not_stated", "project"),
        listed=Case(UNMET, "prohibited_line.listed"),
    )

    @dataclass(frozen=True)
    class Params:
        """The list."""

        lines: tuple[ProhibitedLine, ...]

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites)
        self.params = params

    def case_of(self, project: ProjectFacts) -> str:
        hits = [self._hit(line) for line in project.lines]
        if any(hit == "listed" for hit in hits):
            return "listed"
        return "product_unknown" if "product_unknown" in hits else "met"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        lines = projects.projects[row].lines
        hit = next((line for line in lines if self._hit(line)), lines[0])
        named = next((one for one in self.params.lines if self._touches(one, hit)), None)
        observed = {
            "code": hit.code,
            "product": hit.product or None,
            "line_vi": named.name_vi if named else None,
            "line_en": named.name_en if named else None,
        }
        return Explained(self.cases.case(case).reason, observed)

    def _hit(self, line: Line) -> str | None:
        for listed in self.params.lines:
            if self._touches(listed, line):
                if not line.product:
                    return "product_unknown"
                if any(word in _plain(line.product) for word in map(_plain, listed.words)):
                    return "listed"
        return None

    @staticmethod
    def _touches(listed: ProhibitedLine, line: Line) -> bool:
        return line.falls_under(listed.codes)


def _plain(text: str) -> str:
    """Return lower-case text without diacritics, between spaces, so that whole words are found."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").casefold())
    bare = "".join(one if one.isalnum() else " " for one in decomposed if not unicodedata.combining(one))
    return f" {' '.join(bare.split())} "


class MarketAccess(ProjectRequirement):
    """G02: a foreign investor needs the market-access list, which is not loaded yet."""

    key: ClassVar[str] = "market_access"
    group: ClassVar[str] = "legal"
    looks_at: ClassVar[tuple[str, ...]] = ("nationality", "foreign_share_pct")
    about_project: ClassVar[bool] = True
    project_fields: ClassVar[tuple[str, ...]] = ("investor.nationality",)
    site_figure: ClassVar[str | None] = None
    cases: ClassVar[Cases] = Cases(
        domestic=Case(MET, "market_access.domestic"),
        list_not_loaded=Case(UNKNOWN, "market_access.list_not_loaded", "project"),
        nationality_unknown=Case(UNKNOWN, "market_access.nationality_not_stated", "project"),
    )

    @dataclass(frozen=True)
    class Params:
        """Which nationality is domestic."""

        domestic: str

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites)
        self.params = params

    def case_of(self, project: ProjectFacts) -> str:
        if project.nationality is None:
            return "nationality_unknown"
        foreign = project.nationality != self.params.domestic or (project.foreign_share_pct or 0) > 0
        return "list_not_loaded" if foreign else "domestic"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        observed = {"nationality": project.nationality, "foreign_share_pct": project.foreign_share_pct}
        return Explained(self.cases.case(case).reason, observed)


class RestrictedTechnology(ProjectRequirement):
    """G03: prohibited technology bars, restricted technology needs an appraisal."""

    key: ClassVar[str] = "restricted_technology"
    group: ClassVar[str] = "legal"
    looks_at: ClassVar[tuple[str, ...]] = ("technology_lists",)
    about_project: ClassVar[bool] = True
    project_fields: ClassVar[tuple[str, ...]] = ("technology.lists",)
    site_figure: ClassVar[str | None] = None
    cases: ClassVar[Cases] = Cases(
        met=Case(MET, "restricted_technology.none"),
        restricted=Case(CONDITIONAL, "restricted_technology.restricted"),
        not_stated=Case(UNKNOWN, "restricted_technology.not_stated", "project"),
        prohibited=Case(UNMET, "restricted_technology.prohibited"),
    )

    @dataclass(frozen=True)
    class Params:
        """The codes of the two lists."""

        prohibited: str
        restricted: str

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites)
        self.params = params

    def case_of(self, project: ProjectFacts) -> str:
        lists = project.technology_lists
        if lists is None:
            return "not_stated"
        if self.params.prohibited in lists:
            return "prohibited"
        return "restricted" if self.params.restricted in lists else "met"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        return Explained(self.cases.case(case).reason, {"lists": projects.projects[row].technology_lists})


class OutdatedEquipment(ProjectRequirement):
    """G04: age and efficiency of used machines and lines (Decision 18/2019)."""

    key: ClassVar[str] = "outdated_equipment"
    group: ClassVar[str] = "legal"
    looks_at: ClassVar[tuple[str, ...]] = (
        "lines",
        "equipment",
        "equipment_age_years",
        "residual_capacity_pct",
        "consumption_vs_design_pct",
        "oecd_users",
    )
    about_project: ClassVar[bool] = True
    project_fields: ClassVar[tuple[str, ...]] = ("technology.equipment", "technology.equipment_age_years")
    site_figure: ClassVar[str | None] = None
    cases: ClassVar[Cases] = Cases(
        new=Case(MET, "outdated_equipment.new"),
        within_age=Case(MET, "outdated_equipment.within_age"),
        not_stated=Case(UNKNOWN, "outdated_equipment.not_stated", "project"),
        age_unknown=Case(UNKNOWN, "outdated_equipment.age_not_stated", "project"),
        age_limit_unsettled=Case(UNKNOWN, "outdated_equipment.age_limit_unsettled", "project"),
        too_old=Case(UNMET, "outdated_equipment.too_old"),
        inefficient=Case(UNMET, "outdated_equipment.inefficient"),
    )

    @dataclass(frozen=True)
    class Params:
        """Years and percentages; the named sectors have 15 or 20 years, which of the two is not settled."""

        age_most: float
        named_sectors: frozenset[str]
        named_age_certain: float
        named_age_most: float
        capacity_least_pct: float
        consumption_most_pct: float
        oecd_users_least: float

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites)
        self.params = params

    def case_of(self, project: ProjectFacts) -> str:
        if project.equipment is None:
            return "not_stated"
        if project.equipment == "new":
            return "new"
        if self._inefficient(project):
            return "inefficient"
        if project.equipment_age_years is None:
            return "age_unknown"
        certain, most = self._limits(project)
        if project.equipment_age_years > most:
            return "too_old"
        return "within_age" if project.equipment_age_years <= certain else "age_limit_unsettled"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        project, p = projects.projects[row], self.params
        observed = {
            "equipment": project.equipment,
            "equipment_age_years": project.equipment_age_years,
            "residual_capacity_pct": project.residual_capacity_pct,
            "consumption_vs_design_pct": project.consumption_vs_design_pct,
            "oecd_users": project.oecd_users,
        }
        required = {
            "age_most_years": self._limits(project)[1],
            "capacity_least_pct": p.capacity_least_pct,
            "consumption_most_pct": p.consumption_most_pct,
            "oecd_users_least": p.oecd_users_least,
        }
        return Explained(self.cases.case(case).reason, observed, required)

    def _limits(self, project: ProjectFacts) -> tuple[float, float]:
        """Return the age that is allowed for certain and the age above which none is, over all lines."""
        p = self.params
        named = all(line.falls_under(p.named_sectors) for line in project.lines)
        return (p.named_age_certain, p.named_age_most) if named else (p.age_most, p.age_most)

    def _inefficient(self, project: ProjectFacts) -> bool:
        p = self.params
        capacity, use, users = (
            project.residual_capacity_pct,
            project.consumption_vs_design_pct,
            project.oecd_users,
        )
        return (
            (capacity is not None and capacity < p.capacity_least_pct)
            or (use is not None and use > p.consumption_most_pct)
            or (users is not None and users < p.oecd_users_least)
        )


class ClusterRules:
    """G08: a cluster must be established; services there take at most a tenth of its land."""

    key: ClassVar[str] = "cluster_rules"
    group: ClassVar[str] = "legal"
    looks_at: ClassVar[tuple[str, ...]] = ("lines",)
    about_project: ClassVar[bool] = False
    project_fields: ClassVar[tuple[str, ...]] = ()
    site_figure: ClassVar[str | None] = "status"
    cases: ClassVar[Cases] = Cases(
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

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self._sites = sites
        self.alike: list[int] = different_everywhere(sites)
        goods, services = (
            np.array([[self.cases[self._by_site(site, service)] for site in sites.sites]], dtype=np.int8)
            for service in (False, True)
        )
        self._goods, self._services = goods, services

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return (self._serves(project),)

    def judge(self, projects: ProjectTable) -> Bytes:
        return np.where(projects.read(self.key)[0] > 0, self._services, self._goods)

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts = self._sites.sites[site]
        observed = {"stage": facts.stage, "fact": cited(facts.stage_evidence)}
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


class SiteSectorList:
    """G09: every line on the site's approved list, none among the lines that it refuses."""

    key: ClassVar[str] = "site_sector_list"
    group: ClassVar[str] = "legal"
    looks_at: ClassVar[tuple[str, ...]] = ("lines",)
    about_project: ClassVar[bool] = False
    project_fields: ClassVar[tuple[str, ...]] = ()
    site_figure: ClassVar[str | None] = "sector_list"
    cases: ClassVar[Cases] = Cases(
        on_list=Case(MET, "site_sector_list.on_list"),
        not_loaded=Case(UNKNOWN, "site_sector_list.not_loaded", "site"),
        off_list=Case(UNMET, "site_sector_list.off_list"),
        refused=Case(UNMET, "site_sector_list.refused"),
    )

    @dataclass(frozen=True)
    class Params:
        """Nothing to set: the lists are facts of the sites."""

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self._sites = sites
        self.alike: list[int] = different_everywhere(sites)
        self._loaded = any(site.approved is not None or site.refused for site in sites.sites)
        self._nowhere = np.full((1, sites.count), self.cases["not_loaded"], dtype=np.int8)
        self._memo: dict[str, Bytes] = {}

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

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


__all__ = [
    "ClusterRules",
    "MarketAccess",
    "OutdatedEquipment",
    "Prohibited",
    "ProhibitedLine",
    "ProjectRequirement",
    "RestrictedTechnology",
    "SiteSectorList",
]
