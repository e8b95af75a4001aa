"""A requirement of data: power, water and waste water (gate G11 of RULES 10.1, DECISIONS 4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.engine.criteria.base import MET, UNKNOWN, UNMET, Case, Cases, Explained, Requirement
from matching.engine.criteria.shown import cited, span
from matching.engine.environment import GroupReading
from matching.engine.facts import Capacity, ProjectFacts, SiteFacts
from matching.engine.intervals import Bytes
from matching.engine.tables import ProjectTable, SiteTable

Truths = npt.NDArray[np.bool_]
_ANY_AMOUNT = 1e-300  # the least of what is not stated: more than nothing, less than any figure
_UTILITIES: tuple[
    tuple[str, Callable[[ProjectFacts], float | None], Callable[[SiteFacts], Capacity]], ...
] = (
    ("power_mw", lambda project: project.power_mw, lambda site: site.power),
    ("water_m3_day", lambda project: project.water_m3_day, lambda site: site.water),
    (
        # Only a central plant takes the project's waste water; own treatment needs none of it.
        "wastewater_m3_day",
        lambda project: project.wastewater_m3_day if project.wastewater_treatment in (None, "central") else 0,
        lambda site: site.wastewater,
    ),
)


class UtilityCapacity(Requirement):
    """G11: power, water and waste-water capacity left at the site."""

    key = "utility_capacity"
    group = "data"
    looks_at = (
        "power_mw",
        "water_m3_day",
        "wastewater_m3_day",
        "wastewater_treatment",
    )
    project_fields = (
        "utilities.power_mw",
        "utilities.water_m3_day",
        "environment.wastewater_m3_day",
        "environment.wastewater_treatment",
    )
    site_figure = "utilities"
    cases = Cases(
        enough=Case(MET, "utility_capacity.enough"),
        not_stated=Case(UNKNOWN, "utility_capacity.not_stated", "project"),
        not_known=Case(UNKNOWN, "utility_capacity.not_known", "site"),
        neither=Case(UNKNOWN, "utility_capacity.neither_known", "both"),
        reported_short=Case(UNKNOWN, "utility_capacity.reported_short", "site"),
        short=Case(UNMET, "utility_capacity.short"),
    )

    @dataclass(frozen=True)
    class Params:
        """Nothing to set: needs and capacities are facts."""

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        capacities = [[capacity(site) for site in sites.sites] for _, _, capacity in _UTILITIES]
        # (utilities, 1, m): what is left at least, at most, and at most for certain
        figures = [[(*one.bounds, one.sure_most) for one in row] for row in capacities]
        by_utility = np.array(figures, dtype=float).reshape(len(_UTILITIES), sites.count, 3)
        self._least, self._most, self._sure_most = by_utility.transpose(2, 0, 1)[:, :, None]

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        """Return what is needed at most, by utility, then what is needed for certain."""
        needs = [_or_nan(need(project)) for _, need, _ in _UTILITIES]
        return (*needs, *needs[:-1], 0.0 if project.wastewater_treatment is None else needs[-1])

    def judge(self, projects: ProjectTable) -> Bytes:
        read = projects.read(self.key)
        amount, certain = read[:3], read[3:]
        missing = np.isnan(amount)
        over = [
            some > least
            for some, least in zip(np.where(missing, _ANY_AMOUNT, amount), self._least, strict=True)
        ]
        unstated = _any(missing) | ((certain[-1] < amount[-1]) & over[-1])
        of_site = np.where(unstated, self.cases.number("neither"), self.cases.number("not_known"))
        found = np.where(unstated, self.cases.number("not_stated"), self.cases.number("enough"))
        found = np.where(_any(over), of_site, found)
        np.putmask(found, _any(certain > self._most), self.cases.number("reported_short"))
        np.putmask(found, _any(certain > self._sure_most), self.cases.number("short"))
        return found

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        observed = self.of_site(site, lambda: self._observed(site))
        required = {name: need(project) for name, need, _ in _UTILITIES}
        return Explained(self.cases.case(case).reason, observed, required)

    def _observed(self, site: int) -> dict[str, Any]:
        capacities = [(name, capacity(self._sites.sites[site])) for name, _, capacity in _UTILITIES]
        left = {f"{name}_left": span(*one.bounds) for name, one in capacities}
        return {**left, "facts": [cited(fact) for _, one in capacities for fact in one.evidence]}


def _any(truths: Truths | Sequence[Truths]) -> Truths:
    """Return where any of the three utilities is true; quicker than a reduction for so few."""
    found: Truths = truths[0] | truths[1] | truths[2]
    return found


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
