"""How long a start takes: the interpreter, a management command, `make run` to its first answers."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.catalogue import environment
from bench.children import ROOT
from bench.made_up import EXAMPLE
from bench.measured import Measured, at_most, ratios
from bench.server import answer, first_answer, started

SECTION = "Start"
MAKE_RUN = ("make", "-s", "run")
WANTED_SECONDS = 3.0


def measure(environ: Mapping[str, str], folder: Path, rounds: int) -> list[Measured]:
    """Time starts on a prepared database, and one on an empty one."""
    python, check = [], []
    health, match = [], []
    for _ in range(rounds):
        python.append(_seconds([sys.executable, "-c", "pass"], environ))
        check.append(_seconds([sys.executable, "manage.py", "check"], environ))
        to_health, to_match = _served(environ)
        health.append(to_health)
        match.append(to_match)
    first = _served(environment(folder, "empty"))[1]
    name = "make run, database ready"
    return [
        Measured(SECTION, f"{name}, first answer to a match ÷ manage.py check", ratios(match, check)),
        Measured(SECTION, "python -c pass", tuple(one * 1000 for one in python), "ms"),
        Measured(SECTION, "manage.py check", tuple(one * 1000 for one in check), "ms"),
        Measured(SECTION, f"{name}: first /api/health", tuple(health), "s", at_most(WANTED_SECONDS)),
        Measured(SECTION, f"{name}: first /api/match", tuple(match), "s", at_most(WANTED_SECONDS)),
        Measured(SECTION, "make run, database empty: first /api/match", (first,), "s"),
    ]


def _seconds(command: Sequence[str], environ: Mapping[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def _served(environ: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds from the command to the first health check and to the first match."""
    began = time.perf_counter()
    with started(MAKE_RUN, environ) as port:
        first_answer(port)
        to_health = time.perf_counter() - began
        answer(port, "POST", "/api/match", EXAMPLE.read_bytes())
        return to_health, time.perf_counter() - began
