"""A requirement of policy: conditions of environment group I (gate G07 of RULES 10.1)."""

from collections.abc import Hashable
from dataclasses import dataclass

from matching.engine.criteria.base import (
    CONDITIONAL,
    MET,
    UNKNOWN,
    Case,
    Cases,
    Explained,
    ProjectRequirement,
)
from matching.engine.environment import NAME_OF, GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.tables import ProjectTable


class PollutionConditions(ProjectRequirement):
    """G07: group I by any way needs an impact assessment, a treatment plan and an officer's note."""

    key = "pollution_conditions"
    group = "policy"
    looks_at = ("lines", "process_flags", "sensitive_factors", "environment_group")
    project_fields = (
        "environment.group",
        "process_flags",
        "lines.0.annual_output",
        "environment.sensitive_factors",
    )
    cases = Cases(
        not_group_i=Case(MET, "pollution_conditions.not_group_i"),
        group_i=Case(CONDITIONAL, "pollution_conditions.group_i"),
        maybe=Case(UNKNOWN, "pollution_conditions.maybe_group_i", "project"),
        remembered=Case(UNKNOWN, "pollution_conditions.remembered_rows", "project"),
        conflict=Case(UNKNOWN, "pollution_conditions.declared_conflicts", "project"),
    )

    @dataclass(frozen=True)
    class Params:
        """Nothing to set: the rows of Annex II are part of the ruleset."""

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return (reading, project.process_flags, project.sensitive_factors)

    def case_of(self, project: ProjectFacts, reading: GroupReading) -> str:
        if reading.conflict:
            return "conflict"
        if reading.high == 1:
            return "group_i"
        if reading.low == 1:
            return "remembered" if reading.remembered else "maybe"
        return "not_group_i"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        reading = projects.readings[row]
        observed = {
            "group": {"low": NAME_OF[reading.high], "high": NAME_OF[reading.low]},
            "declared": reading.declared,
            "rows": reading.rows,
        }
        return Explained(self.cases.case(case).reason, observed)
