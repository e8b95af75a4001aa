"""Measures everything side by side in one run and prints it: `make bench`, or `python -m bench --quick`."""

import argparse
import json
import os
import platform
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench import (
    allocation_speed,
    batch_speed,
    catalogue,
    children,
    cold_start,
    counterfactual_speed,
    engine_speed,
    gaps_speed,
    kept_speed,
    over_http,
    reads_speed,
    robustness_speed,
    runs_speed,
    webhooks_speed,
)
from bench.measured import Measured
from bench.report import tables, verdict


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    rounds: int
    seconds: float  # of each turn over HTTP
    cases: tuple[tuple[int, int], ...]  # projects, sites
    engine_rounds: int
    starts: int
    lines: int  # of the largest batch


BUSY = 0.7  # more programs than that, before we begin, are somebody else's work
QUICK = Size(2, 1.0, ((1_000, 42), (10_000, 42), (1_000, 1_500)), 2, 1, 20_000)
FULL = Size(6, 2.0, ((1_000, 42), (10_000, 42), (10_000, 1_500)), 5, 5, 100_000)


def main() -> None:
    """Measure, print the tables, and write them as JSON if asked."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds, about 20 seconds")
    parser.add_argument(
        "--only",
        choices=("http", "reads", "kept", "batch", "engine", "allocation", "runs", "webhooks", "start"),
        help="one part of it",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every value to a file")
    asked = parser.parse_args()
    began = time.perf_counter()
    machine, busy = _machine(), _load() > BUSY
    print(machine, flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measured = _measure(Path(folder), QUICK if asked.quick else FULL, asked.only)
    print(f"\n{tables(measured)}\n\n{verdict(measured)}")
    print(f"{time.perf_counter() - began:.0f} s in all.")
    if busy:
        print(
            "The machine was busy with other work: ratios hold, absolutes and waiting times come out too slow."
        )
    if asked.json:
        lines = [one.as_json() for one in measured]
        asked.json.write_text(
            json.dumps({"machine": machine, "busy": busy, "measured": lines}, indent=1, ensure_ascii=False)
        )


def _measure(folder: Path, size: Size, only: str | None) -> list[Measured]:
    environ = catalogue.environment(folder)
    catalogue.prepare(environ)
    sites = str(folder / "sites.pickle")
    children.run("bench.catalogue:save_sites", core=children.FIRST_CORE, environ=environ, file=sites)
    measured: list[Measured] = []
    if only in (None, "http"):
        measured += over_http.measure(environ, size.rounds, size.seconds) + over_http.queries(environ)
    if only in (None, "http", "reads"):
        measured += reads_speed.measure(environ, size.rounds)
    if only in (None, "kept"):
        measured += kept_speed.measure(environ, size.rounds, size.seconds)
    if only in (None, "batch"):
        measured += batch_speed.measure(environ, size.rounds, size.seconds, size.lines)
    if only in (None, "engine"):
        measured += engine_speed.measure(sites, size.cases, size.engine_rounds)
        measured += robustness_speed.measure(sites, size.engine_rounds)
        measured += counterfactual_speed.measure(sites, size.engine_rounds)
        measured += gaps_speed.measure(sites, size.engine_rounds)
    if only in (None, "allocation"):
        measured += allocation_speed.measure(size.engine_rounds)
    if only in (None, "runs"):
        measured += runs_speed.measure(folder, environ, size.starts)
    if only in (None, "webhooks"):
        measured += webhooks_speed.measure(folder, environ, size.starts)
    if only in (None, "start"):
        measured += cold_start.measure(environ, folder, size.starts)
    return measured


def _load() -> float:
    """Return how many programs wanted a processor in the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _machine() -> str:
    where = f"server on processor {children.FIRST_CORE}, {over_http.client()} on {children.LAST_CORE}"
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"load before {_load():.1f}; {where if children.PINNED else over_http.client() + ', not pinned'}"
    )


if __name__ == "__main__":
    main()
