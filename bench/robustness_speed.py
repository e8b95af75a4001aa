"""How long it takes to say how sure an order is: 10 000 draws, all of 42 sites, beside the bare multiplication.

By the processor's clock, as the engine (`bench.engine_speed`).
"""

from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np

from bench import children, made_up
from bench.engine_speed import FOUNDING, matcher_for, settle
from bench.measured import Measured, at_most, ratios
from matching.engine import Matcher, Ranking, Row, rank
from matching.engine.robustness import DRAWS, SEED, first_by_weights, robustness
from matching.engine.weights import admissible, forget

SECTION = f"How sure an order is ({DRAWS // 1000} 000 draws, {FOUNDING} sites, one processor)"
WANTED_WHOLE, WANTED_WEIGHTS = 60.0, 5.0
_SEED = 2026


def measure(sites_file: str, rounds: int) -> list[Measured]:
    """Measure it in a process of its own."""
    found = children.run(
        "bench.robustness_speed:times", core=children.FIRST_CORE, sites_file=sites_file, rounds=rounds
    )
    return [
        Measured(
            SECTION,
            "weights and unknowns: time ÷ multiplication alone",
            ratios(found["whole"], found["bare"]),
        ),
        Measured(
            SECTION, "weights alone: time ÷ multiplication alone", ratios(found["weights"], found["bare"])
        ),
        Measured(SECTION, "weights and unknowns", tuple(found["whole"]), "ms", at_most(WANTED_WHOLE)),
        Measured(SECTION, "weights alone", tuple(found["weights"]), "ms", at_most(WANTED_WEIGHTS)),
        Measured(SECTION, "drawing the weights, once for a ruleset", tuple(found["draw"]), "ms"),
        Measured(SECTION, "multiplication alone", tuple(found["bare"]), "ms"),
    ]


def times(sites_file: str | None, rounds: int, projects: int = 10) -> dict[str, Any]:
    """Return for each round the mean milliseconds of each."""
    matcher = matcher_for(sites_file, FOUNDING)
    table = matcher.read(made_up.projects(projects, _SEED))
    asked = [_asked(matcher, Row.of(matcher, matcher.assess(table), number)) for number in range(projects)]
    found: dict[str, list[float]] = {"draw": [], "bare": [], "weights": [], "whole": []}
    settle()
    for _ in range(rounds):
        forget()
        found["draw"].append(_milliseconds(lambda: _draw(matcher), 1))
        weights = admissible(matcher.ruleset, matcher.ruleset.profiles[0], DRAWS, SEED)
        shares = np.random.default_rng(_SEED).random((FOUNDING, len(weights)))
        found["bare"].append(_milliseconds(lambda: shares @ weights, projects))  # noqa: B023 (used at once)
        found["weights"].append(
            _milliseconds(lambda: [first_by_weights(*one) for one in asked], 1) / projects
        )
        found["whole"].append(_milliseconds(lambda: [robustness(*one) for one in asked], 1) / projects)
    return found


def _asked(matcher: Matcher, row: Row) -> tuple[Row, Ranking]:
    """Return a row with a ranking in which no site is barred, so that all are counted."""
    found = rank(row)
    return row, replace(
        found, placed=tuple(place._replace(rank=1) for place in (*found.placed, *found.barred))
    )


def _draw(matcher: Matcher) -> None:
    for profile in matcher.ruleset.profiles:
        admissible(matcher.ruleset, profile, DRAWS, SEED)


def _milliseconds(what: Any, times: int) -> float:
    began = process_time()
    for _ in range(times):
        what()
    return (process_time() - began) / times * 1000
