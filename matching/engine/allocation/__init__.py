"""Many projects, limited land: who goes where so that the sum of scores is as large as can be, and how good that is.

Land gets prices; at these nearly every project knows its site. Those that waver, and all where there are few, are
placed by patterns; where there are very few, by a whole program to the proven best. Nothing is random and nothing looks
at a clock: equal input, equal output.
"""

from dataclasses import dataclass

import numpy as np

from matching.engine.allocation.displaced import Displaced, displaced
from matching.engine.allocation.fill import first_come, improve, left_over, points_of, where_room
from matching.engine.allocation.linear import Floats, whole_places
from matching.engine.allocation.patterns import Patterns
from matching.engine.allocation.prices import FINE, NEVER, Priced, priced
from matching.engine.allocation.problem import NOWHERE, Clash, Mask, Pair, Problem, Whole, clashes
from matching.engine.allocation.shares import split

WIDE = 0.001  # a gap above this share is narrowed by better prices
PROVABLE = 400  # so few pairs are solved whole
FEW = 220  # so few projects are all placed by patterns
WAVERING = 160  # of more, so many

__all__ = ["NOWHERE", "Allocation", "Clash", "Displaced", "Infeasible", "Pair", "Problem", "allocate"]


class Infeasible(Exception):
    """What an officer has fixed cannot all hold; `clashes` says which."""

    def __init__(self, found: tuple[Clash, ...]) -> None:
        super().__init__(", ".join(one.code for one in found))
        self.clashes = found


@dataclass(frozen=True, eq=False)
class Allocation:
    """A site for each project, or NOWHERE. No allocation has an objective above the bound (hundredths of a point).

    ``price`` is what one more hectare at a site is worth, in points; ``left`` in hundredths of a hectare.
    """

    places: Whole
    objective: int
    bound: int
    price: Floats
    left: Whole
    displaced: tuple[Displaced, ...]

    @property
    def gap(self) -> float:
        """The share by which a better allocation could exceed this one, at most."""
        return (self.bound - self.objective) / self.bound if self.bound else 0.0


def allocate(problem: Problem, *, thorough: bool = True) -> Allocation:
    """Return the best allocation found; without ``thorough`` by prices alone, in little more than no time.

    Raises Infeasible where pins, forbids, bars and land clash.
    """
    if found := clashes(problem):
        raise Infeasible(found)
    places = np.full(len(problem.score), NOWHERE)
    for project, site in problem.pins:
        places[project] = site
    pinned = places != NOWHERE
    capacity = left_over(places, problem.need, problem.capacity)
    alone = problem.admissible & ~pinned[:, None] & (problem.need <= problem.capacity)
    for project, site in problem.forbids:
        alone[project, site] = False
    fits = alone & (problem.need <= capacity)
    free = np.flatnonzero(fits.any(axis=1))
    # More land than all could take together is as good as any amount.
    usable = np.minimum(capacity, np.where(fits, problem.need, 0).sum(axis=0))
    score, need, open_to = problem.score[free], problem.need[free], fits[free]
    places[free], bound, price = _placed(score, need, open_to, usable, thorough)
    left = left_over(places, problem.need, problem.capacity)
    points = np.maximum(points_of(places, problem.score), 0)
    objective, of_pins = int(points.sum()), int(points[pinned].sum())
    return Allocation(
        places,
        objective,
        bound + of_pins,
        price,
        left,
        tuple(displaced(places, problem.score, problem.need, alone, left, price, pinned)),
    )


def _placed(
    score: Whole, need: Whole, fits: Mask, capacity: Whole, thorough: bool
) -> tuple[Whole, int, Floats]:
    """Return places, bound and prices for projects that each fit somewhere."""
    places = np.full(len(score), NOWHERE)
    if not len(score):
        return places, 0, np.zeros(len(capacity))
    prices = priced(score, need, fits, capacity)
    bound = prices.bound
    if thorough and np.count_nonzero(fits) <= PROVABLE:
        pairs = np.nonzero(fits)
        chosen, proven = whole_places(score, need, capacity, pairs)
        first_come(pairs[0][chosen], pairs[1][chosen], places, need, capacity)
        improve(places, score, need, fits, capacity)
        if proven:
            bound = min(bound, _total(places, score))
        return places, bound, prices.price
    by_prices = _by_prices(score, need, fits, capacity, prices)
    if not thorough:
        return by_prices, bound, prices.price
    best = by_prices
    if len(score) > FEW and bound - _total(best, score) > WIDE * bound:
        by_shares, prices = _by_shares(score, need, fits, capacity, prices)
        best = max(best, by_shares, key=lambda one: _total(one, score))
    by_patterns, closer = _by_patterns(best, score, need, fits, capacity, prices)
    best = max(by_patterns, best, key=lambda one: _total(one, score))
    return best, min(bound, closer, prices.bound), prices.price


def _by_prices(score: Whole, need: Whole, fits: Mask, capacity: Whole, prices: Priced) -> Whole:
    """Place each project where it gains most at the prices and there is room, the surest first.

    The surest is who would lose most elsewhere, altogether or for its land: both are tried.
    """
    found: list[Whole] = []
    sure = _sureness(prices.gain)
    for by in (sure, sure / _least(need)):
        places = np.full(len(score), NOWHERE)
        where_room(np.argsort(-by, kind="stable"), prices.gain, places, need, capacity)
        improve(places, score, need, fits, capacity)
        found.append(places)
    return max(found, key=lambda one: _total(one, score))


def _by_shares(
    score: Whole, need: Whole, fits: Mask, capacity: Whole, prices: Priced
) -> tuple[Whole, Priced]:
    """Place projects as if they could be split, and those that would be where there is room; return better prices too."""
    places, prices = split(score, need, fits, capacity, prices)
    order = np.argsort(-_sureness(prices.gain) / _least(need), kind="stable")
    order = order[places[order] == NOWHERE]
    where_room(order, prices.gain, places, need, capacity)
    improve(places, score, need, fits, capacity)
    return places, prices


def _by_patterns(
    start: Whole, score: Whole, need: Whole, fits: Mask, capacity: Whole, prices: Priced
) -> tuple[Whole, int]:
    """Place what wavers anew by patterns, the rest as at first; return places and, if all waver, a bound."""
    places = start.copy()
    rows = np.arange(len(score)) if len(score) <= FEW else _wavering(start, need, prices.gain)
    places[rows] = NOWHERE
    left = left_over(places, need, capacity)
    patterns = Patterns(score[rows], need[rows], fits[rows] & (need[rows] <= left), left)
    patterns.begin(start[rows])
    worth = np.maximum(prices.gain[rows].max(axis=1), 0) // FINE
    bound = patterns.bound(worth)
    places[rows] = patterns.places()
    improve(places, score, need, fits, capacity)
    whole = len(rows) == len(score) and patterns.exact
    return places, bound if whole else prices.bound


def _wavering(places: Whole, need: Whole, gain: Whole) -> Whole:
    """Return the projects that are to be placed anew: those who lost most where they are, then the least sure."""
    every = np.arange(len(places))
    here = np.where(places == NOWHERE, 0, gain[every, places])
    lost = np.maximum(gain.max(axis=1), 0) - here
    least_sure = np.argsort(_sureness(gain) / _least(need), kind="stable")
    losers = np.argsort(-lost, kind="stable")[: min(WAVERING // 2, np.count_nonzero(lost > FINE))]
    others = least_sure[~np.isin(least_sure, losers)][: WAVERING - len(losers)]
    return np.sort(np.append(losers, others))


def _sureness(gain: Whole) -> Whole:
    """Return by how much the best choice beats the next one that is not as good, or nowhere."""
    best = gain.max(axis=1)
    other = np.where(gain >= best[:, None] - FINE, NEVER, gain).max(axis=1)
    sure: Whole = np.where(best > 0, best - np.maximum(other, 0), -best)
    return sure


def _least(need: Whole) -> Whole:
    least: Whole = np.maximum(need.min(axis=1), 1)
    return least


def _total(places: Whole, score: Whole) -> int:
    return int(np.maximum(points_of(places, score), 0).sum())
