"""A requirement of policy: what is refused for its pollution (gate G06 of RULES 10.1)."""

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
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import Bytes
from matching.engine.tables import ProjectTable, SiteTable


class HighPollutionRisk(Requirement):
    """G06: level I and large, hazardous-waste service or scrap import: refused in south and city.

    In the mountains it is a condition, for deep processing of minerals or farm and forest produce with
    treatment shown.
    """

    key = "high_pollution_risk"
    group = "policy"
    looks_at = (
        "lines",
        "process_flags",
        "sensitive_factors",
        "environment_group",
        "wastewater_treatment",
    )
    about_project = True
    project_fields = (
        "process_flags",
        "lines.0.annual_output",
        "environment.wastewater_treatment",
    )
    cases = Cases(
        none=Case(MET, "high_pollution_risk.none"),
        mountain=Case(CONDITIONAL, "high_pollution_risk.mountain_condition"),
        maybe=Case(UNKNOWN, "high_pollution_risk.maybe", "project"),
        treatment_unknown=Case(UNKNOWN, "high_pollution_risk.treatment_not_stated", "project"),
        refused=Case(UNMET, "high_pollution_risk.refused"),
        not_deep_processing=Case(UNMET, "high_pollution_risk.not_deep_processing"),
        no_treatment=Case(UNMET, "high_pollution_risk.no_treatment"),
    )

    @dataclass(frozen=True)
    class Params:
        """Profiles where it is a condition; the lines that count as deep processing; flags that never do."""

        condition_profiles: tuple[str, ...]
        deep_processing: frozenset[str]
        never: tuple[str, ...]

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self._mountain = sites.mask(lambda site: site.profile in params.condition_profiles)
        self.alike = sites.numbered(lambda site: site.profile)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        danger = reading.high_risk
        return (self.cases[self._plain(danger)], self.cases[self._in_mountain(project, danger)])

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        cases, rows = self.read(project, reading), reading.high_risk_rows
        return (cases, rows, project.process_flags, project.wastewater_treatment)

    def judge(self, projects: ProjectTable) -> Bytes:
        elsewhere, mountain = projects.read(self.key).astype(np.int8)
        found: Bytes = np.where(self._mountain, mountain, elsewhere)
        return found

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        project, reading = projects.projects[row], projects.readings[row]
        observed = {
            "rows": reading.high_risk_rows,
            "process_flags": project.process_flags,
            "wastewater_treatment": project.wastewater_treatment,
            "profile": self._sites.sites[site].profile,
        }
        return Explained(self.cases.case(case).reason, observed)

    @staticmethod
    def _plain(high_risk: str) -> str:
        return {"yes": "refused", "maybe": "maybe", "no": "none"}[high_risk]

    def _in_mountain(self, project: ProjectFacts, high_risk: str) -> str:
        if high_risk != "yes":
            return self._plain(high_risk)
        p = self.params
        deep = all(line.falls_under(p.deep_processing) for line in project.lines)
        if not deep or any(flag in p.never for flag in project.process_flags or ()):
            return "not_deep_processing"
        if project.wastewater_treatment is None:
            return "treatment_unknown"
        return "no_treatment" if project.wastewater_treatment == "none" else "mountain"
