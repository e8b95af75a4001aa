"""The allocation of land: made-up projects against the founding sites, with land for half of what they need, once for twice.

Areas are spread as the logarithm of a normal curve with a median of 4 ha, half of the pairs are barred. The yardstick is
who earns most per hectare comes first. Gaps are to the bound that the same run has proven.
"""

from time import process_time
from typing import Any

import numpy as np

from bench import children
from bench.measured import Measured, at_least, at_most, ratios
from matching.engine.allocation import NOWHERE, Problem, allocate

SECTION = "Allocation of land (one process, one processor)"
SITES, MEDIAN_HA, TIGHT, AMPLE = 42, 4, 0.5, 2.0
_SEED = 2026
# Projects → seconds, gap in percent, and how many times wider the yardstick's gap must be.
GOALS = {200: (2.0, 1.0, 5.0), 20_000: (5.0, 0.1, 20.0)}
# Projects, how many sites are alike for the rules, as many real ones are, and for what part of the need there is land.
CASES = ((200, 1, TIGHT), (200, 1, AMPLE), (20_000, 1, TIGHT), (20_000, 3, TIGHT))


def measure(rounds: int) -> list[Measured]:
    """Measure each size in a process of its own."""
    lines: list[Measured] = []
    for projects, alike, there_is in CASES:
        found = children.run(
            "bench.allocation_speed:solved",
            core=children.FIRST_CORE,
            projects=projects,
            rounds=rounds,
            alike=alike,
            there_is=there_is,
        )
        lines += _lines(projects, alike, there_is, found)
    return lines


def solved(projects: int, rounds: int, alike: int = 1, there_is: float = TIGHT) -> dict[str, list[float]]:
    """Return for each round, another instance each, seconds and percents of the allocation and of the yardstick."""
    allocate(made_up(20, 5, _SEED))  # loads the solver
    found: dict[str, list[float]] = {"seconds": [], "gap": [], "greedy seconds": [], "greedy gap": []}
    for number in range(rounds):
        problem = _repeated(made_up(projects, SITES // alike, _SEED + number, there_is), alike)
        began = process_time()
        answer = allocate(problem)
        between = process_time()
        taken = greedy(problem)
        ended = process_time()
        found["seconds"].append(between - began)
        found["gap"].append(answer.gap * 100)
        found["greedy seconds"].append(ended - between)
        found["greedy gap"].append((answer.bound - taken) / answer.bound * 100)
    return found


def made_up(projects: int, sites: int, seed: int, there_is: float = TIGHT) -> Problem:
    """Return a problem with land for a part of the need."""
    chance = np.random.default_rng(seed)
    tenths = np.maximum(1, np.round(chance.lognormal(np.log(MEDIAN_HA), 1, projects) * 10)).astype(np.int64)
    need = np.repeat(tenths[:, None] * 10, sites, axis=1)
    ability, place = chance.normal(0, 800, (projects, 1)), chance.normal(0, 500, (1, sites))
    score = np.clip(6_000 + ability + place + chance.normal(0, 1_000, (projects, sites)), 0, 10_000)
    share = chance.dirichlet(np.full(sites, 3.0))
    capacity = (need[:, 0].sum() * there_is * share).astype(np.int64)
    return Problem(score.astype(np.int64), need, chance.random((projects, sites)) < 0.5, capacity)


def _repeated(problem: Problem, times: int) -> Problem:
    """Return a problem with so many sites for each one, alike, that share its land."""
    score, need, admissible = (
        np.repeat(each, times, axis=1) for each in (problem.score, problem.need, problem.admissible)
    )
    return Problem(score, need, admissible, np.repeat(problem.capacity // times, times))


def greedy(problem: Problem) -> int:
    """Return the points of giving land to whoever earns most per hectare, as long as there is any."""
    projects, sites = np.nonzero(problem.admissible)
    score, need = problem.score[projects, sites], problem.need[projects, sites]
    left = problem.capacity.tolist()
    placed = [NOWHERE] * len(problem.score)
    total = 0
    order = np.argsort(-score / need, kind="stable")
    columns = (each[order].tolist() for each in (projects, sites, score, need))
    for project, site, points, land in zip(*columns, strict=True):
        if placed[project] == NOWHERE and land <= left[site]:
            placed[project], left[site], total = site, left[site] - land, total + points
    return total


def _lines(projects: int, alike: int, there_is: float, found: dict[str, Any]) -> list[Measured]:
    seconds, gap, wider = GOALS[projects]
    name = f"{projects:,} projects × {SITES} sites".replace(",", " ")
    if alike > 1:
        name += f", {alike} and {alike} alike"
    if there_is == AMPLE:
        name += ", land for twice the need"

    def line(what: str, values: list[float], unit: str = "", goal: Any = None) -> Measured:
        return Measured(SECTION, f"{name}: {what}", tuple(values), unit, goal)

    least = [max(each, 1e-9) for each in found["gap"]]
    return [
        line(
            "gap of most points per hectare first, to ours",
            list(ratios(found["greedy gap"], least)),
            goal=at_least(wider) if there_is == TIGHT else None,  # where there is land, no way is far off
        ),
        line(
            "time, to that of most points per hectare first",
            list(ratios(found["seconds"], found["greedy seconds"])),
        ),
        line("time", found["seconds"], "s", at_most(seconds)),
        line("gap to the proven bound", found["gap"], "%", at_most(gap)),
    ]
