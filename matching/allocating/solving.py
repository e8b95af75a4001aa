"""Runs the engine's allocation within a time: small problems here, larger ones in a process that can be stopped."""

import pickle
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np
from django.conf import settings

from matching.engine.allocation import Allocation, Infeasible, Problem, allocate, clashes

# So few pairs take a fraction of a second, whatever they are; a process of its own would take longer to start.
HERE = 2_500


@dataclass(frozen=True)
class Solved:
    """An allocation, how long it took in seconds, and whether the solver was stopped and prices alone decided."""

    allocation: Allocation
    seconds: float
    stopped: bool


def solve(problem: Problem, seconds: float) -> Solved:
    """Return an allocation. Raises Infeasible where what is fixed clashes."""
    if found := clashes(problem):
        raise Infeasible(found)
    began = time.perf_counter()
    stopped = False
    if np.count_nonzero(problem.admissible) <= HERE:
        allocation = allocate(problem)
    else:
        answer = _apart(problem, seconds)
        stopped = answer is None
        # Without the solver's patterns this is a matter of a second, even for the most projects.
        allocation = allocate(problem, thorough=False) if answer is None else answer
    return Solved(allocation, time.perf_counter() - began, stopped)


def _apart(problem: Problem, seconds: float) -> Allocation | None:
    """Return the answer of another process, or None if it took too long; it is ended then."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "matching.engine.allocation"],
            input=pickle.dumps(problem),
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return None
    found = pickle.loads(done.stdout)  # what our own process has written
    assert isinstance(found, Allocation)
    return found
