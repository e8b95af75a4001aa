"""Requirements that rest on data about the site: on offer, plot, utilities, the investor's own wishes.

Gates G10, G11 and G13 of RULES 10.1, with DECISIONS 4, 5 and 7.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from matching.engine.criteria.base import (
    MET,
    UNKNOWN,
    UNMET,
    Case,
    Cases,
    Explained,
    cited,
    different_everywhere,
    span,
)
from matching.engine.environment import GroupReading
from matching.engine.intervals import UNBOUNDED, Bytes, Floats, Ints
from matching.engine.tables import Capacity, ProjectFacts, ProjectTable, SiteFacts, SiteTable


class OnOffer:
    """G13: the site is established, confirmed and not delisted."""

    key: ClassVar[str] = "on_offer"
    group: ClassVar[str] = "data"
    looks_at: ClassVar[tuple[str, ...]] = ()
    about_project: ClassVar[bool] = False
    project_fields: ClassVar[tuple[str, ...]] = ()
    site_figure: ClassVar[str | None] = "status"
    cases: ClassVar[Cases] = Cases(
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

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self._sites = sites
        self.alike: list[int] = different_everywhere(sites)
        found = [[self.cases[self._case_of(site)] for site in sites.sites]]
        self._cases = np.array(found, dtype=np.int8)
        # Verdicts look only at sites that are on offer (DECISIONS 7).
        self.offered = self._cases[0] < self.cases["withdrawn"]
        self.only_planned = self._cases[0] == self.cases["planned"]

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

    def judge(self, projects: ProjectTable) -> Bytes:
        return self._cases

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts = self._sites.sites[site]
        observed = {
            "stage": facts.stage,
            "identity": facts.identity,
            "kind": facts.kind,
            "fact": cited(facts.stage_evidence),
        }
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


class PlotFit:
    """G10: the smallest area that will do fits the largest plot that can be let."""

    key: ClassVar[str] = "plot_fit"
    group: ClassVar[str] = "data"
    looks_at: ClassVar[tuple[str, ...]] = ("area_ha", "min_area_ha")
    about_project: ClassVar[bool] = False
    project_fields: ClassVar[tuple[str, ...]] = ("land.area_ha",)
    site_figure: ClassVar[str | None] = "largest_plot_ha"
    cases: ClassVar[Cases] = Cases(
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
        self._sites = sites
        self.alike: list[int] = different_everywhere(sites)
        self._least, self._most = sites.bounds(lambda site: site.plot_ha)
        self._sure_most = sites.column(lambda site: site.plot_sure_most_ha)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

    def judge(self, projects: ProjectTable) -> Bytes:
        need = projects.min_ha
        found = np.where(
            need > self._most, self.cases.number("reported_full"), self.cases.number("plot_unknown")
        )
        found[need <= self._least] = self.cases["fits"]
        found[need > self._sure_most] = self.cases["too_small"]
        found[np.isnan(need[:, 0])] = self.cases["not_stated"]
        return found

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts, project = self._sites.sites[site], projects.projects[row]
        barred = case == self.cases["too_small"]  # then the facts are those that may bar (DECISIONS 4)
        observed = {
            "largest_plot_ha": span(*facts.plot_ha),
            "sure_most_ha": None
            if facts.plot_sure_most_ha >= UNBOUNDED
            else round(facts.plot_sure_most_ha, 4),
            "basis": facts.plot_sure_basis if barred else facts.plot_basis,
            "facts": [cited(fact) for fact in (facts.plot_sure_evidence if barred else facts.plot_evidence)],
        }
        required = {"area_ha": project.area_ha, "min_area_ha": project.min_area_ha}
        if not np.isnan(projects.min_ha[row, 0]):
            required["needed_ha"] = float(projects.min_ha[row, 0])
        return Explained(self.cases.case(case).reason, observed, required)


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


class UtilityCapacity:
    """G11: power, water and waste-water capacity left at the site."""

    key: ClassVar[str] = "utility_capacity"
    group: ClassVar[str] = "data"
    looks_at: ClassVar[tuple[str, ...]] = (
        "power_mw",
        "water_m3_day",
        "wastewater_m3_day",
        "wastewater_treatment",
    )
    about_project: ClassVar[bool] = False
    project_fields: ClassVar[tuple[str, ...]] = (
        "utilities.power_mw",
        "utilities.water_m3_day",
        "environment.wastewater_m3_day",
        "environment.wastewater_treatment",
    )
    site_figure: ClassVar[str | None] = "utilities"
    cases: ClassVar[Cases] = Cases(
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
        self._sites = sites
        capacities = [[capacity(site) for site in sites.sites] for _, _, capacity in _UTILITIES]
        # (utilities, 1, m): what is left at least, at most, and at most for certain
        figures = [[(*one.bounds, one.sure_most) for one in row] for row in capacities]
        by_utility = np.array(figures, dtype=float).reshape(len(_UTILITIES), sites.count, 3)
        self._least, self._most, self._sure_most = by_utility.transpose(2, 0, 1)[:, :, None]
        self.alike: list[int] = different_everywhere(sites)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        """Return what is needed at most, by utility, and what a central plant must take at least."""
        needs = tuple(_or_nan(need(project)) for _, need, _ in _UTILITIES)
        return (*needs, 0.0 if project.wastewater_treatment is None else needs[-1])

    def judge(self, projects: ProjectTable) -> Bytes:
        read = projects.read(self.key)
        amount, certain = read[:3], np.concatenate([read[:2], read[3:]])
        missing = np.isnan(amount)
        over = [
            some > least
            for some, least in zip(np.where(missing, _ANY_AMOUNT, amount), self._least, strict=True)
        ]
        unstated = _any(missing) | ((certain[-1] < amount[-1]) & over[-1])
        of_site = np.where(unstated, self.cases.number("neither"), self.cases.number("not_known"))
        found = np.where(unstated, self.cases.number("not_stated"), self.cases.number("enough"))
        found = np.where(_any(over), of_site, found)
        found[_any(certain > self._most)] = self.cases["reported_short"]
        found[_any(certain > self._sure_most)] = self.cases["short"]
        return found

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts, project = self._sites.sites[site], projects.projects[row]
        observed: dict[str, Any] = {}
        required: dict[str, Any] = {}
        for name, need, capacity in _UTILITIES:
            left = capacity(facts)
            observed[f"{name}_left"] = span(*left.bounds)
            required[name] = need(project)
        observed["facts"] = [
            cited(fact) for _, _, capacity in _UTILITIES for fact in capacity(facts).evidence
        ]
        return Explained(self.cases.case(case).reason, observed, required)


Truths = npt.NDArray[np.bool_]
_ANY_AMOUNT = 1e-300  # the least of what is not stated: more than nothing, less than any figure
_KIND_BITS = {"park": 1, "cluster": 2, "it_zone": 4}
_ANY = (1 << 52) - 1  # every bit that a column of floats can hold


class InvestorWish:
    """What the investor asks for: kinds, planning areas, distances (DECISIONS 5)."""

    key: ClassVar[str] = "investor_wish"
    group: ClassVar[str] = "data"
    looks_at: ClassVar[tuple[str, ...]] = ("wish_kinds", "wish_areas", "wish_max_km")
    about_project: ClassVar[bool] = False
    project_fields: ClassVar[tuple[str, ...]] = ()
    site_figure: ClassVar[str | None] = "distance"
    cases: ClassVar[Cases] = Cases(
        none_stated=Case(MET, "investor_wish.none_stated"),
        granted=Case(MET, "investor_wish.granted"),
        distance_unknown=Case(UNKNOWN, "investor_wish.distance_unknown", "site"),
        other_kind=Case(UNMET, "investor_wish.other_kind"),
        other_area=Case(UNMET, "investor_wish.other_area"),
        too_far=Case(UNMET, "investor_wish.too_far"),
    )

    @dataclass(frozen=True)
    class Params:
        """Nothing to set: the wishes are the investor's."""

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self._sites = sites
        self.alike: list[int] = different_everywhere(sites)
        self._kind_bit = np.array([[_KIND_BITS[site.kind] for site in sites.sites]])
        areas = sorted({site.planning_area for site in sites.sites})
        if len(areas) > _ANY.bit_length():
            raise ValueError(f"more than {_ANY.bit_length()} planning areas")
        self._area_bits = {area: 1 << number for number, area in enumerate(areas)}
        self._area_bit = np.array([[self._area_bits[site.planning_area] for site in sites.sites]])
        self._km: dict[str, Floats] = {}

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        """Return kinds and areas as bits (all where nothing is asked), and whether anything is."""
        kinds = sum(_KIND_BITS[kind] for kind in set(project.wish_kinds)) or _ANY
        areas = sum(self._area_bits.get(area, 0) for area in set(project.wish_areas))
        asked = bool(project.wish_kinds or project.wish_areas or project.wish_max_km)
        return (kinds, areas if project.wish_areas else _ANY, asked)

    def judge(self, projects: ProjectTable) -> Bytes:
        read = projects.read(self.key)
        asking = np.flatnonzero(read[2])
        if not asking.size:
            return np.full((projects.count, 1), self.cases["none_stated"], dtype=np.int8)
        found = np.full((projects.count, self._sites.count), self.cases["none_stated"], dtype=np.int8)
        found[asking] = self._of_asking(projects, asking, read[:2, asking].astype(np.int64))
        return found

    def _of_asking(self, projects: ProjectTable, asking: Ints, bits: Ints) -> Bytes:
        """Return the cases of the projects, by row, that ask for something ``(k, m)``."""
        kinds, areas = bits
        found = np.full((len(asking), self._sites.count), self.cases["granted"], dtype=np.int8)
        for node, most in self._limits(projects, asking).items():
            lo, hi = self._distances(node)
            found[(hi > most) & (found < self.cases["distance_unknown"])] = self.cases["distance_unknown"]
            found[lo > most] = self.cases["too_far"]
        found[(areas & self._area_bit) == 0] = self.cases["other_area"]
        found[(kinds & self._kind_bit) == 0] = self.cases["other_kind"]
        return found

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts, project = self._sites.sites[site], projects.projects[row]
        distances = {
            node: {
                "km": span(*facts.reach[node].bounds) if node in facts.reach else span(0, UNBOUNDED),
                "basis": facts.reach[node].basis if node in facts.reach else None,
                "fact": cited(facts.reach[node].evidence) if node in facts.reach else None,
            }
            for node, _ in project.wish_max_km
        }
        observed = {"kind": facts.kind, "planning_area": facts.planning_area, "distances": distances}
        required = {
            "kinds": project.wish_kinds,
            "planning_areas": project.wish_areas,
            "max_km": dict(project.wish_max_km),
        }
        return Explained(self.cases.case(case).reason, observed, required)

    @staticmethod
    def _limits(projects: ProjectTable, asking: Ints) -> dict[str, Floats]:
        """Return the farthest road km that each of the rows allows, by node ``(k, 1)``; unbounded if not asked."""
        limits: dict[str, Floats] = {}
        for place, row in enumerate(asking.tolist()):
            for node, most in projects.projects[row].wish_max_km:
                limits.setdefault(node, np.full((len(asking), 1), np.inf))[place] = most
        return limits

    def _distances(self, node: str) -> Floats:
        """Return lower and upper road km to a node ``(2, m)``; kept, for there are few nodes."""
        if node not in self._km:
            self._km[node] = np.array(
                [
                    site.reach[node].bounds if node in site.reach else (0.0, UNBOUNDED)
                    for site in self._sites.sites
                ]
            ).T
        return self._km[node]


def _any(truths: Truths | Sequence[Truths]) -> Truths:
    """Return where any of the three utilities is true; quicker than a reduction for so few."""
    found: Truths = truths[0] | truths[1] | truths[2]
    return found


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


__all__ = ["InvestorWish", "OnOffer", "PlotFit", "UtilityCapacity"]
