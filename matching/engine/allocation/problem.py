"""What is to be allocated: projects, sites, land, and what an officer has fixed; and which of it cannot all hold."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Pair = tuple[int, int]  # project, site

NOWHERE = -1
MOST_POINTS = 1_000_000  # hundredths
MOST_LAND = 10_000_000  # hundredths of a hectare


@dataclass(frozen=True, eq=False)
class Problem:
    """Projects down, sites across.

    ``score`` in hundredths of a point, ``need`` (what a project takes of a site's land) in hundredths of a hectare, both
    ``(n, m)`` whole and not negative; ``admissible`` ``(n, m)``; ``capacity`` ``(m,)`` in hundredths of a hectare.
    ``pins`` are pairs that must be, ``forbids`` pairs that must not. Raises ValueError for what is out of shape or range.
    """

    score: Whole
    need: Whole
    admissible: Mask
    capacity: Whole
    pins: tuple[Pair, ...] = ()
    forbids: tuple[Pair, ...] = ()

    def __post_init__(self) -> None:
        shape = self.score.shape
        if len(shape) != 2 or {self.need.shape, self.admissible.shape} != {shape}:
            raise ValueError("score, need and admissible must have the same shape (projects, sites)")
        if self.capacity.shape != shape[1:]:
            raise ValueError("capacity must have one number for each site")
        for name, values, most in (
            ("score", self.score, MOST_POINTS),
            ("need", self.need, MOST_LAND),
            ("capacity", self.capacity, np.iinfo(np.int64).max),
        ):
            if values.size and (values.dtype != np.int64 or values.min() < 0 or values.max() > most):
                raise ValueError(f"{name} must be whole numbers from 0 to {most}")
        for project, site in (*self.pins, *self.forbids):
            if not (0 <= project < shape[0] and 0 <= site < shape[1]):
                raise ValueError(f"there is no pair {project}, {site}")


@dataclass(frozen=True, slots=True)
class Clash:
    """Things that cannot all hold; without any one of them the others could.

    Codes: pinned_twice (one project, its sites), pin_forbidden, pin_barred (one pair), pins_exceed_land (one site: the
    fewest pins that need more land, in hundredths of a hectare, than there is).
    """

    code: str
    projects: tuple[int, ...]
    sites: tuple[int, ...]
    needed: int = 0
    there_is: int = 0


def clashes(problem: Problem) -> tuple[Clash, ...]:
    """Return every clash between pins, forbids, bars and land; none means that an allocation exists."""
    found: list[Clash] = []
    sites_of: dict[int, set[int]] = defaultdict(set)
    for project, site in problem.pins:
        sites_of[project].add(site)
    forbidden = set(problem.forbids)
    pinned_to: dict[int, list[int]] = defaultdict(list)
    for project in sorted(sites_of):
        sites = tuple(sorted(sites_of[project]))
        if len(sites) > 1:
            found.append(Clash("pinned_twice", (project,), sites))
        for site in sites:
            if (project, site) in forbidden:
                found.append(Clash("pin_forbidden", (project,), (site,)))
            elif not problem.admissible[project, site]:
                found.append(Clash("pin_barred", (project,), (site,)))
            else:
                pinned_to[site].append(project)
    for site in sorted(pinned_to):
        found += _over_full(problem, site, pinned_to[site])
    return tuple(found)


def _over_full(problem: Problem, site: int, projects: Sequence[int]) -> list[Clash]:
    """Return the fewest pins that exceed the land: the largest first, until there is no room for the next."""
    there_is, needed = int(problem.capacity[site]), 0
    several: list[int] = []
    for project in sorted(projects, key=lambda one: (-int(problem.need[one, site]), one)):
        several.append(project)
        needed += int(problem.need[project, site])
        if needed > there_is:
            return [Clash("pins_exceed_land", tuple(sorted(several)), (site,), needed, there_is)]
    return []
