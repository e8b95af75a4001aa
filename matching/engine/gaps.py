"""Which figure of a site, once known, would most often change which site comes first.

Each unknown figure is tried at some of the values that it could take: the site is made anew with the figure known, and the
rules judge it as any other. A site's score depends on no other site, so all of these variants stand in one table beside the
sites themselves, and all projects are assessed against all of them at once.

A first choice is the set of sites that share the highest score, barred ones left out. A value changes it where its site
joins that set, leaves it, or outdoes the others in it. A firm that turns out to be at a site is counted for that site
alone, not for its neighbours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.engine.assess import Matcher
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.facts import Bounds, Capacity, ProjectFacts, Reach, SiteFacts
from matching.engine.intervals import UNBOUNDED
from matching.engine.standing import BARRED
from matching.engine.tables import SiteTable

STEPS = 5  # values of an amount that are tried, ends included
_DIVISIONS = frozenset(f"{number:02d}" for number in range(1, 100))
_BLOCK = 64  # projects at once
_NOWHERE = -1  # below all scores
_SOME_HA = 100.0  # the largest free land where none is bounded

Scores = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Gap:
    """One figure that is not known. ``changes`` counts projects, each by the part of the tried values that change its
    first choice; ``projects`` those of which any value does; ``tried`` the values.
    """

    site: str
    figure: str
    changes: float
    projects: int
    tried: int


def gaps(matcher: Matcher, projects: Sequence[ProjectFacts]) -> list[Gap]:
    """Return the unknown figures that could change a first choice, those that change most on average first."""
    trials = _Trials(matcher)
    if not trials.figures or not projects:
        return []
    changes, touched = np.zeros(len(trials.figures)), np.zeros(len(trials.figures), dtype=np.int64)
    for assessment in trials.matcher.in_blocks(projects, _BLOCK):
        changed = trials.changed(np.where(assessment.outcome == BARRED, _NOWHERE, assessment.score))
        by_figure = np.add.reduceat(changed, trials.starts, axis=1, dtype=np.int64)
        changes += (by_figure / trials.counts).sum(axis=0)
        touched += (by_figure > 0).sum(axis=0)
    found = [
        Gap(site, figure, round(change, 6), some, count)
        for (site, figure), change, some, count in zip(
            trials.figures, changes.tolist(), touched.tolist(), trials.counts.tolist(), strict=True
        )
        if some
    ]
    return sorted(found, key=lambda gap: (-gap.changes, -gap.projects, gap.site, gap.figure))


class _Trials:
    """The sites on offer beside their variants, and which variant is of which site and figure."""

    def __init__(self, matcher: Matcher) -> None:
        on_offer = next(one for _, one in matcher.requirements if isinstance(one, OnOffer))
        sites = [site for site, offered in zip(matcher.sites.sites, on_offer.offered, strict=True) if offered]
        largest = max((site.free_ha[1] for site in sites if site.free_ha[1] < UNBOUNDED), default=_SOME_HA)
        tried = [
            (place, figure, variants)
            for place, site in enumerate(sites)
            for figure, values in _FIGURES.items()
            if (variants := values(site, largest))
        ]
        self.figures = [(sites[place].code, figure) for place, figure, _ in tried]
        self.counts = np.array([len(variants) for _, _, variants in tried], dtype=np.int64)
        self.starts = np.cumsum(self.counts) - self.counts
        made = [
            replace(variant, code=f"{variant.code} {figure} {number}")
            for _, figure, variants in tried
            for number, variant in enumerate(variants)
        ]
        self.matcher = Matcher(matcher.ruleset, SiteTable([*sites, *made]))
        stands = {code: number for number, code in enumerate(self.matcher.sites.codes)}
        self._own = [stands[site.code] for site in sites]
        self._new = [stands[site.code] for site in made]
        self._of = np.repeat([place for place, _, _ in tried], self.counts)

    def changed(self, score: Scores) -> npt.NDArray[np.bool_]:
        """Say which variant changes the first choice of which project ``(projects, variants)``."""
        before, after = score[:, self._own], score[:, self._new]
        others = _best_of_the_others(before)
        found: npt.NDArray[np.bool_] = np.sign(before - others)[:, self._of] != np.sign(
            after - others[:, self._of]
        )
        return found


def _best_of_the_others(score: Scores) -> Scores:
    """Return for each pair ``(n, m)`` the highest score of the other sites; below all scores where there is none."""
    ordered: Scores = np.sort(np.pad(score, ((0, 0), (1, 0)), constant_values=_NOWHERE), axis=1)
    highest, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(score == highest, second, highest)  # of several that share it, the second is as high


def _steps(bounds: Bounds, most: float) -> list[float]:
    low, high = bounds[0], max(bounds[0], min(bounds[1], most))
    return np.linspace(low, high, STEPS).tolist() if low < high else []


def _free(site: SiteFacts, largest: float) -> list[SiteFacts]:
    """A plot is part of the free land."""
    return [
        replace(
            site,
            free_ha=(value, value),
            plot_ha=(min(site.plot_ha[0], value), min(site.plot_ha[1], value)),
            plot_sure_most_ha=min(site.plot_sure_most_ha, value),
        )
        for value in _steps(site.free_ha, largest)
    ]


def _plot(site: SiteFacts, largest: float) -> list[SiteFacts]:
    """The free land is at least the largest plot."""
    return [
        replace(
            site,
            plot_ha=(value, value),
            plot_sure_most_ha=value,
            free_ha=(max(site.free_ha[0], value), max(site.free_ha[1], value)),
        )
        for value in _steps(site.plot_ha, min(largest, site.free_ha[1]))
    ]


def _status(site: SiteFacts, _: float) -> list[SiteFacts]:
    if site.stage is None:
        stages = [
            ("planned", "unknown"),
            ("established", "no"),
            ("under_construction", "yes"),
            ("operating", "yes"),
        ]
    elif site.stage == "established" and site.developer == "unknown":
        stages = [("established", "no"), ("established", "yes"), ("under_construction", "yes")]
    else:
        return []
    return [replace(site, stage=stage, developer=developer) for stage, developer in stages]


def _tenants(site: SiteFacts, _: float) -> list[SiteFacts]:
    """Either the firms that are known are all there are, or there are some of every division."""
    if site.tenants_complete:
        return []
    known = replace(site, tenants_complete=True)
    return [known, replace(known, tenant_divisions=_DIVISIONS)]


def _plant(site: SiteFacts, _: float) -> list[SiteFacts]:
    states = (True, False) if site.central_treatment is None else ()
    return [replace(site, central_treatment=state) for state in states]


def _distance(site: SiteFacts, _: float) -> list[SiteFacts]:
    """One point settles the distances to all nodes: all near, all in the middle, all far."""
    if not any(_open(reach.bounds) for reach in site.reach.values()):
        return []
    return [
        replace(site, reach={node: _at(reach, part) for node, reach in site.reach.items()})
        for part in (0.0, 0.5, 1.0)
    ]


def _at(reach: Reach, part: float) -> Reach:
    low, high = reach.bounds
    return replace(reach, bounds=(low + part * (high - low),) * 2) if _open(reach.bounds) else reach


def _utilities(site: SiteFacts, _: float) -> list[SiteFacts]:
    """All three as little as could be left, or as much."""
    capacities = {"power": site.power, "water": site.water, "wastewater": site.wastewater}
    if all(one.bounds[0] == one.bounds[1] for one in capacities.values()):
        return []
    ends: list[dict[str, Any]] = [
        {name: _left(one, end) for name, one in capacities.items()} for end in (0, 1)
    ]
    return [replace(site, **end) for end in ends]


def _left(capacity: Capacity, end: int) -> Capacity:
    """Return what is left at one end; a figure that is known stays as it is."""
    if capacity.bounds[0] == capacity.bounds[1]:
        return capacity
    value = capacity.bounds[end]
    return replace(capacity, bounds=(value, value), sure_most=value)


def _sectors(site: SiteFacts, _: float) -> list[SiteFacts]:
    """The approved list holds every line, or none."""
    lists = (_DIVISIONS, frozenset[str]()) if site.approved is None else ()
    return [replace(site, approved=approved) for approved in lists]


def _open(bounds: Bounds) -> bool:
    return bounds[0] < bounds[1] < UNBOUNDED


_FIGURES: Mapping[str, Callable[[SiteFacts, float], list[SiteFacts]]] = {
    "area_free_ha": _free,
    "largest_plot_ha": _plot,
    "status": _status,
    "tenants": _tenants,
    "wastewater_plant": _plant,
    "distance": _distance,
    "utilities": _utilities,
    "sector_list": _sectors,
}
