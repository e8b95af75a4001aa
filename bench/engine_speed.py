"""The engine alone: every rule, intervals included, one project or many against the sites.

Times are taken by the processor's clock: one process computes and waits for nothing, so what other programs take of
the machine meanwhile is not the engine's.
"""

import gc
import pickle
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import yaml

from bench import children, made_up, plain
from bench.measured import Measured, at_least, at_most, ratios
from matching.engine import Matcher, ProjectFacts, SiteTable, parse

SECTION = "The engine alone (one process, one processor, every rule)"
RULESETS = children.ROOT / "fixtures" / "rulesets"
FOUNDING = 42  # sites counted in 2023
WANTED_PAIRS, WANTED_MEGABYTES, WANTED_MILLISECONDS = 3.0, 400.0, 1.0
BLOCKS = (16, 32, 64, 128, 256, 512)
_TRIED = 1_500_000  # at most as many pairs are assessed to choose the size of a block
_SEED = 2026


def measure(sites_file: str, cases: Sequence[tuple[int, int]], rounds: int) -> list[Measured]:
    """Measure one project and each case (projects, sites), each in a process of its own."""
    lines = _one(_child("one", sites_file=sites_file, rounds=rounds))
    for projects, sites in cases:
        found = _child("many", sites_file=sites_file, projects=projects, sites=sites, rounds=rounds)
        lines += _many(projects, sites, found)
    return lines


def _child(function: str, **arguments: Any) -> Any:
    return children.run(f"bench.engine_speed:{function}", core=children.FIRST_CORE, **arguments)


def matcher_for(sites_file: str | None, count: int) -> Matcher:
    """Return the newest ruleset over the founding sites, or over made-up ones."""
    newest = max(RULESETS.glob("*.yaml"))
    ruleset = parse(yaml.safe_load(newest.read_text(encoding="utf-8")))
    known = sites_file is not None and count == FOUNDING
    sites = (
        pickle.loads(Path(sites_file).read_bytes()) if known and sites_file else made_up.sites(count, _SEED)
    )
    return Matcher(ruleset, SiteTable(sites))


def one(sites_file: str | None, rounds: int, projects: int = 200) -> dict[str, list[float]]:
    """Return for each round the microseconds that a project takes: read and assessed, and assessed alone."""
    matcher, asked = matcher_for(sites_file, FOUNDING), made_up.projects(projects, _SEED)
    yard = plain.rows(projects, 1), plain.rows(FOUNDING, 2)
    _assess_each(matcher, asked)
    settle()
    found: dict[str, list[float]] = {"whole": [], "assess": [], "plain": []}
    for _ in range(rounds):
        for name, values in zip(("whole", "assess"), _assess_each(matcher, asked), strict=True):
            found[name].append(median(values) * 1e6)
        began = process_time()
        plain.scores(*yard)
        found["plain"].append((process_time() - began) / projects * 1e6)
    return found


def _assess_each(matcher: Matcher, asked: Sequence[ProjectFacts]) -> tuple[list[float], list[float]]:
    """Read and assess one project after the other; return the seconds of both, and of assessing alone."""
    whole: list[float] = []
    assessing: list[float] = []
    for project in asked:
        began = process_time()
        table = matcher.read([project])
        between = process_time()
        matcher.assess(table)
        ended = process_time()
        whole.append(ended - began)
        assessing.append(ended - between)
    return whole, assessing


def many(sites_file: str | None, projects: int, sites: int, rounds: int) -> dict[str, Any]:
    """Return for each round the millions of pairs a second, with the best size of a block, and the peak memory."""
    matcher, asked = matcher_for(sites_file, sites), made_up.projects(projects, _SEED)
    yard = plain.rows(max(1, 40_000 // sites), 1), plain.rows(sites, 2)
    settle()
    block = _best_block(matcher, asked)
    found: dict[str, Any] = {"block": block, "assess": [], "read": [], "both": [], "plain": []}
    pairs = projects * sites / 1e6
    for _ in range(rounds):
        reading, assessing = in_blocks(matcher, asked, block)
        found["assess"].append(pairs / assessing)
        found["both"].append(pairs / (reading + assessing))
        found["read"].append(reading / projects * 1e6)
        began = process_time()
        plain.scores(*yard)
        found["plain"].append(len(yard[0]) * sites / 1e6 / (process_time() - began))
    found["peak"] = children.peak_megabytes()
    return found


def in_blocks(matcher: Matcher, asked: Sequence[ProjectFacts], block: int) -> tuple[float, float]:
    """Read and assess in blocks, keeping none of them; return the seconds that each of the two took."""
    reading = assessing = 0.0
    for start in range(0, len(asked), block):
        began = process_time()
        table = matcher.read(asked[start : start + block])
        between = process_time()
        matcher.assess(table)
        reading, assessing = reading + between - began, assessing + process_time() - between
    return reading, assessing


def _best_block(matcher: Matcher, asked: Sequence[ProjectFacts]) -> int:
    """Return the size with the highest rate; the larger ones are left out where even a few blocks are many pairs."""
    sites = matcher.sites.count
    sizes = [size for size in BLOCKS if size * sites * 2 <= _TRIED // len(BLOCKS)] or [BLOCKS[0]]
    best: dict[int, float] = {}
    for size in sizes:
        several = asked[: max(size, _TRIED // len(BLOCKS) // 3 // sites // size * size)]
        best[size] = min(in_blocks(matcher, several, size)[1] / len(several) for _ in range(3))
    return min(best, key=best.__getitem__)


def settle() -> None:
    """Do as the server does after its warm-up: what is loaded is not walked by the garbage collector any more."""
    gc.collect()
    gc.freeze()


def _one(found: dict[str, list[float]]) -> list[Measured]:
    name = f"1 × {FOUNDING}"
    whole = [value / 1000 for value in found["whole"]]
    return [
        Measured(
            SECTION,
            f"{name}: time ÷ plain-Python kernel of 8 simple criteria",
            ratios(found["assess"], found["plain"]),
        ),
        Measured(SECTION, f"{name}: read and assess", tuple(whole), "ms", at_most(WANTED_MILLISECONDS)),
        Measured(SECTION, f"{name}: assess alone", tuple(found["assess"]), "µs"),
    ]


def _many(projects: int, sites: int, found: dict[str, Any]) -> list[Measured]:
    name, unit, wanted = f"{projects:,} × {sites:,}".replace(",", " "), "M pairs/s", at_least(WANTED_PAIRS)
    against = ratios(found["assess"], found["plain"])
    assessed = f"{name}: assess, in blocks of {found['block']}"
    held = wanted if projects >= 10_000 else None
    return [
        Measured(SECTION, f"{name}: rate ÷ plain-Python kernel of 8 simple criteria", against),
        Measured(SECTION, assessed, tuple(found["assess"]), unit, held),
        Measured(SECTION, f"{name}: read the projects and assess", tuple(found["both"]), unit),
        Measured(SECTION, f"{name}: read, for a project", tuple(found["read"]), "µs"),
        Measured(SECTION, f"{name}: peak memory", (found["peak"],), "MB", at_most(WANTED_MEGABYTES)),
    ]
