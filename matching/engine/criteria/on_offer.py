"""A requirement of data: a site that is on offer (gate G13 of RULES 10.1, DECISIONS 7)."""

from dataclasses import dataclass

import numpy as np

from matching.engine.criteria.base import MET, UNKNOWN, UNMET, Case, Cases, Explained, Requirement
from matching.engine.criteria.shown import cited
from matching.engine.facts import SiteFacts
from matching.engine.intervals import Bytes
from matching.engine.tables import ProjectTable, SiteTable


class OnOffer(Requirement):
    """G13: the site is established, confirmed and not delisted."""

    key = "on_offer"
    group = "data"
    looks_at = ()
    site_figure = "status"
    cases = Cases(
        offered=Case(MET, "on_offer.offered"),
        no_status=Case(UNKNOWN, "on_offer.status_unknown", "site"),
        withdrawn=Case(UNMET, "on_offer.withdrawn"),
        delisted=Case(UNMET, "on_offer.delisted"),
        unconfirmed=Case(UNMET, "on_offer.unconfirmed"),
        it_zone=Case(UNMET, "on_offer.it_zone"),
        planned=Case(UNMET, "on_offer.planned"),
    )

    @dataclass(frozen=True)
    class Params:
        """Sites that the province takes off its list."""

        delisted: tuple[str, ...]

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        found = [[self.cases[self._case_of(site)] for site in sites.sites]]
        self._cases = np.array(found, dtype=np.int8)
        # Verdicts look only at sites that are on offer (DECISIONS 7).
        self.offered: list[bool] = (self._cases[0] < self.cases["withdrawn"]).tolist()
        self.only_planned: list[bool] = (self._cases[0] == self.cases["planned"]).tolist()

    def judge(self, projects: ProjectTable) -> Bytes:
        return self._cases

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts = self._sites.sites[site]
        observed = self.of_site(
            site,
            lambda: {
                "stage": facts.stage,
                "identity": facts.identity,
                "kind": facts.kind,
                "fact": cited(facts.stage_evidence),
            },
        )
        return Explained(self.cases.case(case).reason, observed)

    def _case_of(self, site: SiteFacts) -> str:
        if site.code in self.params.delisted:
            return "delisted"
        if site.stage == "withdrawn":
            return "withdrawn"
        if site.identity == "unconfirmed":
            return "unconfirmed"
        if site.kind == "it_zone":
            return "it_zone"
        if site.stage == "planned":
            return "planned"
        return "no_status" if site.stage is None else "offered"
