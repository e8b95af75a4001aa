"""A requirement of policy: norms of energy use (gate G05 of RULES 10.1)."""

from collections.abc import Hashable
from dataclasses import dataclass

from matching.engine.criteria.base import (
    CONDITIONAL,
    MET,
    UNKNOWN,
    UNMET,
    Case,
    Cases,
    Explained,
    ProjectRequirement,
)
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.tables import ProjectTable


class EnergyNorm(ProjectRequirement):
    """G05: specific energy use within the ministry's norm, where the product has one."""

    key = "energy_norm"
    group = "policy"
    looks_at = ("lines", "energy_vs_norm_pct", "energy_toe_year")
    project_fields = ("environment.energy_vs_norm_pct",)
    cases = Cases(
        within=Case(MET, "energy_norm.within"),
        no_norm=Case(MET, "energy_norm.no_norm"),
        no_norm_large_user=Case(CONDITIONAL, "energy_norm.large_user"),
        not_stated=Case(UNKNOWN, "energy_norm.not_stated", "project"),
        above=Case(UNMET, "energy_norm.above"),
    )

    @dataclass(frozen=True)
    class Params:
        """VSIC prefixes that have a norm; the yearly use that makes a key energy user, in TOE."""

        with_norm: frozenset[str]
        large_user_toe: float
        most_pct: float

    params: Params

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return (self._has_norm(project), project.energy_vs_norm_pct, project.energy_toe_year)

    def case_of(self, project: ProjectFacts, reading: GroupReading) -> str:
        p = self.params
        if project.energy_vs_norm_pct is not None:
            return "within" if project.energy_vs_norm_pct <= p.most_pct else "above"
        if self._has_norm(project):
            return "not_stated"
        large = project.energy_toe_year is not None and project.energy_toe_year >= p.large_user_toe
        return "no_norm_large_user" if large else "no_norm"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        observed = {
            "energy_vs_norm_pct": project.energy_vs_norm_pct,
            "energy_toe_year": project.energy_toe_year,
        }
        required = {"most_pct": self.params.most_pct, "large_user_toe": self.params.large_user_toe}
        return Explained(self.cases.case(case).reason, observed, required)

    def _has_norm(self, project: ProjectFacts) -> bool:
        return any(line.falls_under(self.params.with_norm) for line in project.lines)
