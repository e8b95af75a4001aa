"""A requirement of law: prohibited and restricted technology (gate G03 of RULES 10.1)."""

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


class RestrictedTechnology(ProjectRequirement):
    """G03: prohibited technology bars, restricted technology needs an appraisal."""

    key = "restricted_technology"
    group = "legal"
    looks_at = ("technology_lists",)
    project_fields = ("technology.lists",)
    cases = Cases(
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

    params: Params

    def case_of(self, project: ProjectFacts, reading: GroupReading) -> str:
        lists = project.technology_lists
        if lists is None:
            return "not_stated"
        if self.params.prohibited in lists:
            return "prohibited"
        return "restricted" if self.params.restricted in lists else "met"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        return Explained(self.cases.case(case).reason, {"lists": projects.projects[row].technology_lists})
