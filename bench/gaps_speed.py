"""How long it takes to find which missing figures matter over 1 000 projects, beside assessing them once.

By the processor's clock, as the engine (`bench.engine_speed`).
"""

from time import process_time

from bench import children, made_up
from bench.engine_speed import FOUNDING, in_blocks, matcher_for, settle
from bench.measured import Measured, at_most, ratios
from matching.engine.gaps import gaps

SECTION = "Which missing figure matters (one processor)"
PROJECTS, WANTED_SECONDS = 1_000, 2.0
_SEED, _BLOCK = 2026, 64


def measure(sites_file: str, rounds: int) -> list[Measured]:
    """Measure it in a process of its own."""
    found = children.run(
        "bench.gaps_speed:times", core=children.FIRST_CORE, sites_file=sites_file, rounds=rounds
    )
    name = f"{PROJECTS:,} projects × {FOUNDING} sites".replace(",", " ")
    against = ratios(found["gaps"], found["once"])
    return [
        Measured(SECTION, f"{name}: time ÷ reading and assessing them once", against),
        Measured(SECTION, name, tuple(found["gaps"]), "s", at_most(WANTED_SECONDS)),
    ]


def times(sites_file: str | None, rounds: int, projects: int = PROJECTS) -> dict[str, list[float]]:
    """Return for each round the seconds of both."""
    matcher, asked = matcher_for(sites_file, FOUNDING), made_up.projects(projects, _SEED)
    settle()
    found: dict[str, list[float]] = {"gaps": [], "once": []}
    for _ in range(rounds):
        found["once"].append(sum(in_blocks(matcher, asked, _BLOCK)))
        began = process_time()
        gaps(matcher, asked)
        found["gaps"].append(process_time() - began)
    return found
