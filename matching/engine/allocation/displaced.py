"""Who did not get the site that it scores highest at, who holds the land there, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.engine.allocation.fill import points_of
from matching.engine.allocation.linear import Floats
from matching.engine.allocation.problem import NOWHERE, Mask, Whole


@dataclass(frozen=True, slots=True)
class Displaced:
    """A project that would score higher at `wanted`, where its land would suffice if it stood alone.

    ``winners`` hold land there and are the ones who would have to give way: those of fewest points per land first.
    Reasons: pinned (only an officer's pins take the room), land_worth_more (to others its land is worth more, at the price,
    than it would gain), winners_bring_more (not so at the price, which is of the margin, but what the winners bring is more),
    nothing_better_found (neither; no exchange that brings more was found, and the gap says how much there might be).
    """

    project: int
    wanted: int
    reason: str
    winners: tuple[int, ...]
    would_gain: int  # hundredths of a point
    winners_bring: int  # hundredths of a point
    land_costs: int  # hundredths of a point: the price of that land, less that of the land it would leave


def displaced(
    places: Whole,
    score: Whole,
    need: Whole,
    fits: Mask,
    left: Whole,
    price: Floats,
    pinned: Mask,
) -> Iterator[Displaced]:
    """Yield the displaced projects in their order; ``fits`` says where each could stand if it stood alone."""
    points = np.where(fits, score, -1)
    if not points.size:
        return
    wanted, here = points.argmax(axis=1), points_of(places, score)
    worse = np.flatnonzero(~pinned & (points.max(axis=1) > here))
    queues = {site: _weakest_first(site, places, score, need, pinned) for site in set(wanted[worse].tolist())}
    for project in worse.tolist():
        site = int(wanted[project])
        winners = _who_gives_way(queues[site], int(need[project, site] - left[site]), need[:, site])
        gain = int(score[project, site] - max(here[project], 0))
        brought = int(score[winners, site].sum())
        costs = round(float(price[site] * need[project, site]) - _rent(project, places, need, price))
        if winners and all(pinned[winners]):
            reason = "pinned"
        elif costs >= gain:
            reason = "land_worth_more"
        else:
            reason = "winners_bring_more" if brought >= gain else "nothing_better_found"
        yield Displaced(project, site, reason, tuple(winners), gain, brought, costs)


def _rent(project: int, places: Whole, need: Whole, price: Floats) -> float:
    """Return the price of the land that a project holds now."""
    site = places[project]
    return 0.0 if site == NOWHERE else float(price[site] * need[project, site])


def _weakest_first(site: int, places: Whole, score: Whole, need: Whole, pinned: Mask) -> list[int]:
    """Return the projects that hold land at a site: those free to move first, of few points per land first."""
    holders = np.flatnonzero((places == site) & (places != NOWHERE) & (need[:, site] > 0))
    per_land = score[holders, site] / need[holders, site]
    order = np.lexsort((holders, per_land, pinned[holders]))
    return [int(one) for one in holders[order]]


def _who_gives_way(queue: list[int], lacking: int, need: Whole) -> list[int]:
    """Return so many of a queue that their land would suffice."""
    winners: list[int] = []
    for holder in queue:
        if lacking <= 0:
            break
        winners.append(holder)
        lacking -= int(need[holder])
    return winners
