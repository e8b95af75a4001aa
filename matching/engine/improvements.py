"""What could change at a site, and to what, as far as a project needs it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from matching.engine.facts import Capacity, ProjectFacts, SiteFacts
from matching.engine.levers import tidy

STEP_HA = 0.1
_PARTS = 8  # values of free land that are tried up to what earns everything
_STAGES = ("planned", "established", "under_construction", "operating")
# What an improvement settles where it is about requirements alone.
SETTLES: Mapping[str, frozenset[str]] = {
    "area_free_ha": frozenset(),
    "largest_plot_ha": frozenset({"plot_fit"}),
    "wastewater_plant": frozenset(),
    "power_mw": frozenset({"utility_capacity"}),
    "water_m3_day": frozenset({"utility_capacity"}),
    "wastewater_m3_day": frozenset({"utility_capacity"}),
    "status": frozenset({"on_offer", "cluster_rules"}),
}


class Improvement(NamedTuple):
    """One figure of a site and what it would have to be, at least; `below`: the nearest smaller amount tried."""

    figure: str
    before: Any
    after: Any
    facts: Callable[[SiteFacts, Any], SiteFacts]
    below: float | None = None

    def of(self, site: SiteFacts) -> SiteFacts:
        """Return the site with the figure as it would have to be."""
        return self.facts(site, self.after)


def improvements(site: SiteFacts, project: ProjectFacts, *, full_from: float) -> Iterator[Improvement]:
    """Yield what could be better for the project at a site, the least first; ``full_from`` of `land` in the ruleset."""
    least = project.area_ha if project.min_area_ha is None else project.min_area_ha
    if least:
        yield from _free(site, least, max(least, project.area_ha or least) * full_from)
        if site.plot_ha[0] < least:
            yield Improvement("largest_plot_ha", site.plot_ha, least, _with_plot)
    if site.central_treatment is not True:
        yield Improvement("wastewater_plant", site.central_treatment, True, _with_plant)
    central = project.wastewater_treatment in (None, "central")
    for figure, name, need in (
        ("power_mw", "power", project.power_mw),
        ("water_m3_day", "water", project.water_m3_day),
        ("wastewater_m3_day", "wastewater", project.wastewater_m3_day if central else None),
    ):
        left: Capacity = getattr(site, name)
        if need is not None and left.bounds[0] < need:
            yield Improvement(figure, left.bounds, need, _WITH_CAPACITY[name])
    if site.stage in _STAGES:
        for stage in _STAGES[_STAGES.index(site.stage) + 1 :]:
            yield Improvement("status", site.stage, stage, _with_stage)


def _free(site: SiteFacts, least: float, most: float) -> Iterator[Improvement]:
    low = site.free_ha[0]
    between = (low + (most - low) * part / _PARTS for part in range(1, _PARTS))
    tried = sorted({tidy(value) for value in (least, most, *between) if low < value})
    for below, value in zip([low, *tried], tried, strict=False):
        yield Improvement("area_free_ha", site.free_ha, value, _with_free, below)


def _with_free(site: SiteFacts, value: float) -> SiteFacts:
    """A plot is part of the free land."""
    return replace(
        site,
        free_ha=(value, value),
        plot_ha=(min(site.plot_ha[0], value), min(site.plot_ha[1], value)),
        plot_sure_most_ha=min(site.plot_sure_most_ha, value),
    )


def _with_plot(site: SiteFacts, value: float) -> SiteFacts:
    """The free land is at least the largest plot."""
    return replace(
        site,
        plot_ha=(value, value),
        plot_sure_most_ha=value,
        free_ha=(max(site.free_ha[0], value), max(site.free_ha[1], value)),
    )


def _with_plant(site: SiteFacts, value: bool) -> SiteFacts:
    return replace(site, central_treatment=value)


def _with_stage(site: SiteFacts, value: str) -> SiteFacts:
    """Who builds is found by then."""
    return replace(site, stage=value, developer="yes")


def _with_capacity(name: str) -> Callable[[SiteFacts, Any], SiteFacts]:
    def facts(site: SiteFacts, value: float) -> SiteFacts:
        left = replace(getattr(site, name), bounds=(value, value), sure_most=value)
        return replace(site, **{name: left})

    return facts


_WITH_CAPACITY = {name: _with_capacity(name) for name in ("power", "water", "wastewater")}
