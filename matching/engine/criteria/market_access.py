"""A requirement of law: market access of foreign investors (gate G02 of RULES 10.1)."""

from dataclasses import dataclass

from matching.engine.criteria.base import MET, UNKNOWN, Case, Cases, Explained, ProjectRequirement
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.tables import ProjectTable


class MarketAccess(ProjectRequirement):
    """G02: a foreign investor needs the market-access list, which is not loaded yet."""

    key = "market_access"
    group = "legal"
    looks_at = ("nationality", "foreign_share_pct")
    project_fields = ("investor.nationality",)
    cases = Cases(
        domestic=Case(MET, "market_access.domestic"),
        list_not_loaded=Case(UNKNOWN, "market_access.list_not_loaded", "project"),
        nationality_unknown=Case(UNKNOWN, "market_access.nationality_not_stated", "project"),
    )

    @dataclass(frozen=True)
    class Params:
        """Which nationality is domestic."""

        domestic: str

    params: Params

    def case_of(self, project: ProjectFacts, reading: GroupReading) -> str:
        if project.nationality is None:
            return "nationality_unknown"
        foreign = project.nationality != self.params.domestic or (project.foreign_share_pct or 0) > 0
        return "list_not_loaded" if foreign else "domestic"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        observed = {"nationality": project.nationality, "foreign_share_pct": project.foreign_share_pct}
        return Explained(self.cases.case(case).reason, observed)
