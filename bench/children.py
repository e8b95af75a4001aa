"""Runs one function in a fresh interpreter, pinned to a processor, so that its peak memory is its own."""

import importlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The one who answers and the one who asks never share a processor, where there are two.
FIRST_CORE = min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
LAST_CORE = max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
PINNED = hasattr(os, "sched_setaffinity")


def pin(core: int) -> None:
    """Keep this process on one processor, where the system can."""
    if PINNED:
        os.sched_setaffinity(0, {core})


def run(function: str, *, core: int, environ: Mapping[str, str] | None = None, **arguments: Any) -> Any:
    """Return what `module:function` returns, with its values passed as JSON both ways."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.children", function, str(core)],
        input=json.dumps(arguments).encode(),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        check=True,
    )
    return json.loads(done.stdout)


def peak_megabytes() -> float:
    """Return the most memory that this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def _main() -> None:
    module, name = sys.argv[1].split(":")
    pin(int(sys.argv[2]))
    result = getattr(importlib.import_module(module), name)(**json.load(sys.stdin))
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    _main()
