"""How long it takes to find what would change an answer: every bar lifted and one target put first, over 42 sites.

By the processor's clock, beside assessing a block of projects in the same round.
"""

from time import process_time
from typing import Any

from bench import children, made_up
from bench.engine_speed import FOUNDING, matcher_for, settle
from bench.measured import Measured, at_most, ratios
from matching.engine import Row, rank
from matching.engine.counterfactual import barred_on_offer, lifting_bars, making_first

SECTION = f"What would change an answer (one and two changes, {FOUNDING} sites, one processor)"
WANTED = 300.0
_SEED, _BLOCK = 2026, 100


def measure(sites_file: str, rounds: int) -> list[Measured]:
    """Measure it in a process of its own."""
    found = children.run(
        "bench.counterfactual_speed:times", core=children.FIRST_CORE, sites_file=sites_file, rounds=rounds
    )
    ratio = ratios(found["whole"], found["block"])
    return [
        Measured(SECTION, f"time ÷ assessing {_BLOCK} projects", ratio),
        Measured(SECTION, "all bars and one target, mean of projects", tuple(found["whole"]), "ms"),
        Measured(SECTION, "the slowest project", tuple(found["slowest"]), "ms", at_most(WANTED)),
    ]


def times(sites_file: str | None, rounds: int, projects: int = 20) -> dict[str, Any]:
    """Return for each round the milliseconds of the mean and of the slowest project, and of a block assessed."""
    matcher, asked = matcher_for(sites_file, FOUNDING), made_up.projects(projects, _SEED)
    block = made_up.projects(_BLOCK, _SEED + 1)
    found: dict[str, list[float]] = {"whole": [], "slowest": [], "block": []}
    settle()
    for _ in range(rounds):
        each = []
        for project in asked:
            assessment = matcher.assess(matcher.read([project]))
            ranking = rank(Row.of(matcher, assessment, 0))
            target = (*ranking.placed, *ranking.barred)[-1 if len(ranking.placed) < 5 else 4].site
            began = process_time()
            lifting_bars(matcher, project, barred_on_offer(matcher, assessment.outcome[0].tolist()))
            making_first(matcher, project, target)
            each.append((process_time() - began) * 1000)
        began = process_time()
        matcher.assess(matcher.read(block))
        found["block"].append((process_time() - began) * 1000)
        found["whole"].append(sum(each) / len(each))
        found["slowest"].append(max(each))
    return found
