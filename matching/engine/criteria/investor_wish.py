"""A requirement of data: what the investor asks for (DECISIONS 5)."""

from dataclasses import dataclass

import numpy as np

from matching.engine.criteria.base import MET, UNKNOWN, UNMET, Case, Cases, Explained, Requirement
from matching.engine.criteria.shown import road
from matching.engine.environment import GroupReading
from matching.engine.facts import NOTHING_KNOWN, ProjectFacts
from matching.engine.intervals import Bytes, Floats, Ints
from matching.engine.tables import ProjectTable, SiteTable

_KIND_BITS = {"park": 1, "cluster": 2, "it_zone": 4}
_ANY = (1 << 52) - 1  # every bit that a column of floats can hold


class InvestorWish(Requirement):
    """What the investor asks for: kinds, planning areas, distances (DECISIONS 5)."""

    key = "investor_wish"
    group = "data"
    looks_at = ("wish_kinds", "wish_areas", "wish_max_km")
    site_figure = "distance"
    cases = Cases(
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
        super().__init__(sites, params)
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
            perhaps_too_far = (hi > most) & (found < self.cases["distance_unknown"])
            np.putmask(found, perhaps_too_far, self.cases.number("distance_unknown"))
            np.putmask(found, lo > most, self.cases.number("too_far"))
        np.putmask(found, (areas & self._area_bit) == 0, self.cases.number("other_area"))
        np.putmask(found, (kinds & self._kind_bit) == 0, self.cases.number("other_kind"))
        return found

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        facts, project = self._sites.sites[site], projects.projects[row]
        distances = {node: road(facts.reach.get(node)) for node, _ in project.wish_max_km}
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
                    site.reach[node].bounds if node in site.reach else NOTHING_KNOWN
                    for site in self._sites.sites
                ]
            ).T
        return self._km[node]
