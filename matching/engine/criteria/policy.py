"""Requirements that rest on the province's policy: energy, high pollution risk, conditions of group I.

Gates G05 to G07 of RULES 10.1.
"""

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
)
from matching.engine.criteria.legal import ProjectRequirement
from matching.engine.environment import NAME_OF, GroupReading
from matching.engine.intervals import Bytes
from matching.engine.tables import ProjectFacts, ProjectTable, SiteTable


class EnergyNorm(ProjectRequirement):
    """G05: specific energy use within the ministry's norm, where the product has one."""

    key: ClassVar[str] = "energy_norm"
    group: ClassVar[str] = "policy"
    looks_at: ClassVar[tuple[str, ...]] = ("lines", "energy_vs_norm_pct", "energy_toe_year")
    about_project: ClassVar[bool] = True
    project_fields: ClassVar[tuple[str, ...]] = ("environment.energy_vs_norm_pct",)
    site_figure: ClassVar[str | None] = None
    cases: ClassVar[Cases] = Cases(
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

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites)
        self.params = params

    def case_of(self, project: ProjectFacts) -> str:
        p = self.params
        if project.energy_vs_norm_pct is not None:
            return "within" if project.energy_vs_norm_pct <= p.most_pct else "above"
        if any(line.falls_under(p.with_norm) for line in project.lines):
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


class HighPollutionRisk:
    """G06: level I and large, hazardous-waste service or scrap import: refused in south and city.

    In the mountains it is a condition, for deep processing of minerals or farm and forest produce with
    treatment shown.
    """

    key: ClassVar[str] = "high_pollution_risk"
    group: ClassVar[str] = "policy"
    looks_at: ClassVar[tuple[str, ...]] = (
        "lines",
        "process_flags",
        "sensitive_factors",
        "environment_group",
        "wastewater_treatment",
    )
    about_project: ClassVar[bool] = True
    project_fields: ClassVar[tuple[str, ...]] = (
        "process_flags",
        "lines.0.annual_output",
        "environment.wastewater_treatment",
    )
    site_figure: ClassVar[str | None] = None
    cases: ClassVar[Cases] = Cases(
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

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self._sites = sites
        self._mountain = sites.mask(lambda site: site.profile in params.condition_profiles)
        self.alike: list[int] = sites.numbered(lambda site: site.profile)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        danger = reading.high_risk
        return (self.cases[self._plain(danger)], self.cases[self._in_mountain(project, danger)])

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


class PollutionConditions(ProjectRequirement):
    """G07: group I by any way needs an impact assessment, a treatment plan and an officer's note."""

    key: ClassVar[str] = "pollution_conditions"
    group: ClassVar[str] = "policy"
    looks_at: ClassVar[tuple[str, ...]] = ("lines", "process_flags", "sensitive_factors", "environment_group")
    about_project: ClassVar[bool] = True
    project_fields: ClassVar[tuple[str, ...]] = (
        "environment.group",
        "process_flags",
        "lines.0.annual_output",
        "environment.sensitive_factors",
    )
    site_figure: ClassVar[str | None] = None
    cases: ClassVar[Cases] = Cases(
        not_group_i=Case(MET, "pollution_conditions.not_group_i"),
        group_i=Case(CONDITIONAL, "pollution_conditions.group_i"),
        maybe=Case(UNKNOWN, "pollution_conditions.maybe_group_i", "project"),
        remembered=Case(UNKNOWN, "pollution_conditions.remembered_rows", "project"),
        conflict=Case(UNKNOWN, "pollution_conditions.declared_conflicts", "project"),
    )

    @dataclass(frozen=True)
    class Params:
        """Nothing to set: the rows of Annex II are part of the ruleset."""

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        if reading.conflict:
            return (self.cases["conflict"],)
        if reading.high == 1:
            return (self.cases["group_i"],)
        if reading.low == 1:
            return (self.cases["remembered" if reading.remembered else "maybe"],)
        return (self.cases["not_group_i"],)

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        reading = projects.readings[row]
        observed = {
            "group": {"low": NAME_OF[reading.high], "high": NAME_OF[reading.low]},
            "declared": reading.declared,
            "rows": reading.rows,
        }
        return Explained(self.cases.case(case).reason, observed)
