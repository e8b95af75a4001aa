"""A requirement of law: used machines and lines (gate G04 of RULES 10.1)."""

from collections.abc import Hashable
from dataclasses import dataclass
from operator import attrgetter

from matching.engine.criteria.base import MET, UNKNOWN, UNMET, Case, Cases, Explained, ProjectRequirement
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.tables import ProjectTable

_EQUIPMENT = (
    "equipment",
    "equipment_age_years",
    "residual_capacity_pct",
    "consumption_vs_design_pct",
    "oecd_users",
)
_of_equipment = attrgetter(*_EQUIPMENT)


class OutdatedEquipment(ProjectRequirement):
    """G04: age and efficiency of used machines and lines (Decision 18/2019)."""

    key = "outdated_equipment"
    group = "legal"
    looks_at = ("lines", *_EQUIPMENT)
    project_fields = ("technology.equipment", "technology.equipment_age_years")
    cases = Cases(
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

    params: Params

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return (self._limits(project), *_of_equipment(project))

    def case_of(self, project: ProjectFacts, reading: GroupReading) -> str:
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
        observed = dict(zip(_EQUIPMENT, _of_equipment(project), strict=True))
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
