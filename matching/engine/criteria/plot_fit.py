"""A requirement of data: a plot that is large enough (gate G10 of RULES 10.1, DECISIONS 4)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.engine.criteria.base import MET, UNKNOWN, UNMET, Case, Cases, Explained, Requirement
from matching.engine.criteria.shown import cited, span
from matching.engine.intervals import UNBOUNDED, Bytes
from matching.engine.tables import ProjectTable, SiteTable


class PlotFit(Requirement):
    """G10: the smallest area that will do fits the largest plot that can be let."""

    key = "plot_fit"
    group = "data"
    looks_at = ("area_ha", "min_area_ha")
    project_fields = ("land.area_ha",)
    site_figure = "largest_plot_ha"
    cases = Cases(
        fits=Case(MET, "plot_fit.fits"),
        not_stated=Case(UNKNOWN, "plot_fit.area_not_stated", "project"),
        plot_unknown=Case(UNKNOWN, "plot_fit.plot_unknown", "site"),
        reported_full=Case(UNKNOWN, "plot_fit.reported_full", "site"),
        too_small=Case(UNMET, "plot_fit.too_small"),
    )

    @dataclass(frozen=True)
    class Params:
        """Nothing to set: the bounds are facts, law and arithmetic."""

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self._least, self._most = sites.bounds(lambda site: site.plot_ha)
        self._sure_most = sites.column(lambda site: site.plot_sure_most_ha)

    def judge(self, projects: ProjectTable) -> Bytes:
        need = projects.min_ha
        found = np.where(
            need > self._most, self.cases.number("reported_full"), self.cases.number("plot_unknown")
        )
        np.putmask(found, need <= self._least, self.cases.number("fits"))
        np.putmask(found, need > self._sure_most, self.cases.number("too_small"))
        found[np.isnan(need[:, 0])] = self.cases["not_stated"]
        return found

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        barred = case == self.cases["too_small"]  # then the facts are those that may bar (DECISIONS 4)
        observed = self.of_site((site, barred), lambda: self._observed(site, barred=barred))
        required = projects.of_row(self.key, row, self._required)
        return Explained(self.cases.case(case).reason, observed, required)

    @staticmethod
    def _required(projects: ProjectTable, row: int) -> dict[str, Any]:
        project, needed = projects.projects[row], float(projects.min_ha[row, 0])
        required = {"area_ha": project.area_ha, "min_area_ha": project.min_area_ha}
        return required if np.isnan(needed) else {**required, "needed_ha": needed}

    def _observed(self, site: int, *, barred: bool) -> dict[str, Any]:
        facts = self._sites.sites[site]
        most = facts.plot_sure_most_ha
        return {
            "largest_plot_ha": span(*facts.plot_ha),
            "sure_most_ha": None if most >= UNBOUNDED else round(most, 4),
            "basis": facts.plot_sure_basis if barred else facts.plot_basis,
            "facts": [cited(fact) for fact in (facts.plot_sure_evidence if barred else facts.plot_evidence)],
        }
