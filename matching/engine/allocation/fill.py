"""Puts projects where land is left, while that brings points."""

import numpy as np

from matching.engine.allocation.problem import NOWHERE, Mask, Whole


def left_over(places: Whole, need: Whole, capacity: Whole) -> Whole:
    """Return the land left at each site."""
    placed = np.flatnonzero(places != NOWHERE)
    left = capacity.copy()
    np.subtract.at(left, places[placed], need[placed, places[placed]])
    return left


def points_of(places: Whole, score: Whole) -> Whole:
    """Return each project's points where it stands, and less than none where it stands nowhere."""
    here: Whole = np.full(len(places), -1)
    placed = np.flatnonzero(places != NOWHERE)
    here[placed] = score[placed, places[placed]]
    return here


def first_come(order: Whole, sites: Whole, places: Whole, need: Whole, capacity: Whole) -> None:
    """Give each project of an order the site that stands beside it, where there is room, in place."""
    left = left_over(places, need, capacity)
    for project, site in zip(order.tolist(), sites.tolist(), strict=True):
        if places[project] == NOWHERE and need[project, site] <= left[site]:
            places[project] = site
            left[site] -= need[project, site]


def where_room(order: Whole, gain: Whole, places: Whole, need: Whole, capacity: Whole) -> None:
    """Give each project of an order the site with room where it gains most, if anything, in place."""
    left = left_over(places, need, capacity).tolist()
    wished = np.argsort(-gain, axis=1, kind="stable")[order].tolist()
    several = np.count_nonzero(gain > 0, axis=1)[order].tolist()
    for project, sites, count, land in zip(
        order.tolist(), wished, several, need[order].tolist(), strict=True
    ):
        for site in sites[:count]:
            if land[site] <= left[site]:
                places[project] = site
                left[site] -= land[site]
                break


def improve(places: Whole, score: Whole, need: Whole, fits: Mask, capacity: Whole) -> None:
    """Move projects to better sites with room, the largest gain first, until no single move brings more, in place."""
    left = left_over(places, need, capacity)
    while True:
        here = points_of(places, score)
        room = fits & (need <= left) & (score > here[:, None])
        projects, sites = np.nonzero(room)
        if not len(projects):
            return
        gains = score[projects, sites] - here[projects]
        order = np.lexsort((sites, projects, need[projects, sites], -gains))
        moved: set[int] = set()
        for project, site in zip(projects[order].tolist(), sites[order].tolist(), strict=True):
            if project in moved or need[project, site] > left[site]:
                continue
            moved.add(project)
            left[site] -= need[project, site]
            if places[project] != NOWHERE:
                left[places[project]] += need[project, places[project]]
            places[project] = site
