"""The land at a site as intervals: what sources, law and arithmetic say about planned and free land.

Nothing is filled in. Where no figure is known an area is as wide as logic allows: a cluster has at most
75 ha by law, free land is at most what occupancy leaves, and a park of unknown area has no upper bound.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parks.evidence import interval

FactLike = Any

# Decree 32/2024/NĐ-CP, Article 2: a cluster has 10 to 75 ha; from 5 ha in mountain districts and craft villages.
CLUSTER_MOST_HA = 75.0
CLUSTER_LEAST_HA = 10.0
CLUSTER_LEAST_MOUNTAIN_HA = 5.0

SURE_GRADES = frozenset({"verified", "sourced"})
BOUNDING_GRADES = SURE_GRADES | {"sourced_weak", "estimated"}


@dataclass(frozen=True, slots=True)
class Bound:
    """An interval, the facts that drew its ends, and codes that say how.

    Basis codes: law_cluster_cap, planned, occupancy, leasable, leased, held, free_stated, plot_stated.
    """

    lo: float
    hi: float
    facts: tuple[FactLike, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LandBounds:
    """The land at one site. The `_sure` bounds rest on law and on sourced or verified facts alone."""

    planned: Bound
    free: Bound
    free_sure: Bound
    largest_plot: Bound
    largest_plot_sure: Bound


UNKNOWN = Bound(0.0, math.inf)


def land_bounds(
    site_kind: str, mountain: bool, craft_village: bool, facts_by_quantity: Mapping[str, FactLike]
) -> LandBounds:
    """Return what can be said of a site's land from the one bounding fact chosen for each quantity."""
    known = {key: fact for key, fact in facts_by_quantity.items() if fact.grade in BOUNDING_GRADES}
    sure = {key: fact for key, fact in known.items() if fact.grade in SURE_GRADES}
    law = _law(site_kind, mountain or craft_village)
    planned = _planned(law, known)
    free, plot = _free_and_plot(planned, known)
    free_sure, plot_sure = _free_and_plot(_planned(law, sure), sure)
    return LandBounds(
        planned=planned,
        free=free,
        free_sure=_not_below(free_sure, free),
        largest_plot=plot,
        largest_plot_sure=_not_below(plot_sure, plot),
    )


def _law(site_kind: str, small_allowed: bool) -> Bound:
    if site_kind != "cluster":
        return UNKNOWN
    least = CLUSTER_LEAST_MOUNTAIN_HA if small_allowed else CLUSTER_LEAST_HA
    return Bound(least, CLUSTER_MOST_HA, (), ("law_cluster_cap",))


def _planned(law: Bound, facts: Mapping[str, FactLike]) -> Bound:
    """Return the planned area; the law narrows a vague figure (">70" is 70 to 75) and never overrules one."""
    fact = facts.get("area_planned_ha")
    if fact is None:
        return law
    lo, hi = interval(fact)
    used_law = False
    if lo < law.lo <= hi:
        lo, used_law = law.lo, True
    if lo <= law.hi < hi:
        hi, used_law = law.hi, True
    return Bound(lo, hi, (fact,), ("planned", *(law.basis if used_law else ())))


def _free_and_plot(planned: Bound, facts: Mapping[str, FactLike]) -> tuple[Bound, Bound]:
    """Return the bounds of all free land and of the largest free plot."""
    plot_said = _stated(facts, "largest_plot_ha", "plot_stated")
    free = _combined(_stated(facts, "area_free_ha", "free_stated"), _ceilings(planned, facts))
    if plot_said.lo > free.lo:
        # A plot of that size is free, so at least that much land is.
        free = Bound(
            plot_said.lo,
            max(free.hi, plot_said.lo),
            free.facts + plot_said.facts,
            free.basis + plot_said.basis,
        )
    return free, _combined(plot_said, [free])


def _stated(facts: Mapping[str, FactLike], quantity: str, basis: str) -> Bound:
    fact = facts.get(quantity)
    return Bound(*interval(fact), (fact,), (basis,)) if fact is not None else UNKNOWN


def _ceilings(planned: Bound, facts: Mapping[str, FactLike]) -> list[Bound]:
    """Return every upper bound of the free land that arithmetic gives, the widest first."""
    bounds = [planned]
    occupancy = facts.get("occupancy_pct")
    if occupancy is not None and math.isfinite(planned.hi):
        left = 1 - interval(occupancy)[0] / 100
        bounds.append(_ceiling(planned.hi * left, planned, occupancy, "occupancy"))
    elif occupancy is not None and interval(occupancy)[0] >= 100:
        bounds.append(Bound(0.0, 0.0, (occupancy,), ("occupancy",)))
    leasable = facts.get("area_leasable_ha")
    if leasable is not None:
        bounds.append(Bound(0.0, interval(leasable)[1], (leasable,), ("leasable",)))
    for quantity, basis in (("area_leased_ha", "leased"), ("area_held_ha", "held")):
        taken = facts.get(quantity)
        if taken is None:
            continue
        bounds.extend(
            _ceiling(whole.hi - interval(taken)[0], whole, taken, basis)
            for whole in (planned, *(b for b in bounds if b.basis == ("leasable",)))
            if math.isfinite(whole.hi)
        )
    return bounds


def _ceiling(hi: float, whole: Bound, fact: FactLike, basis: str) -> Bound:
    return Bound(0.0, max(0.0, hi), (*whole.facts, fact), (*whole.basis, basis))


def _combined(said: Bound, ceilings: list[Bound]) -> Bound:
    """Return what is said, cut by the lowest ceiling; what is said outright is not cut below its lower end.

    So removing a fact never makes a requirement met that was not (DECISIONS 11): only a stated figure
    raises the lower end, and no other fact takes it away.
    """
    lowest = min(ceilings, key=lambda bound: bound.hi)
    if said.hi <= lowest.hi:
        return said
    if said.lo <= 0:
        return Bound(0.0, lowest.hi, lowest.facts, lowest.basis)
    return Bound(said.lo, max(said.lo, lowest.hi), lowest.facts + said.facts, lowest.basis + said.basis)


def _not_below(sure: Bound, whole: Bound) -> Bound:
    """Return the sure bound, opened upward to a lower end that weaker evidence states outright."""
    if sure.hi >= whole.lo:
        return sure
    return Bound(sure.lo, whole.lo, sure.facts + whole.facts, sure.basis + whole.basis)
