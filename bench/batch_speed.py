"""Many projects in one request against as many requests, and the memory that the server takes for very many."""

from collections.abc import Mapping
from pathlib import Path

from bench import children
from bench.batch_load import FULL, SHORT
from bench.measured import Measured, at_least, at_most, ratios
from bench.over_http import asked
from bench.server import SERVE, first_answer, started

SECTION = "POST /api/match/batch over HTTP (one worker)"
LINES, MANY_IN_FULL = 1_000, 2_000
# What is asked: its name, the kind of question, how much each answer tells, and what it is held against.
CASES = (
    ("new", "a new question each time", "new", FULL),
    ("same", "the same question", "same", FULL),
    ("short", "a new question each time, short answers", "new", SHORT),
)
WANTED = at_least(5)


def measure(environ: Mapping[str, str], rounds: int, seconds: float, very_many: int) -> list[Measured]:
    """Serve, and send batches and single questions in turn; then very many lines."""
    found: dict[str, list[float]] = {}
    with started(SERVE, environ, lambda: children.pin(children.FIRST_CORE)) as port:
        first_answer(port)
        for number in range(rounds + 1):  # the first is the warm-up
            for name, _, kind, query in CASES:
                single = asked(port, "/api/match", kind, 100 + number, seconds)["rate"]
                together = _batch(port, kind, 500_000 * (number + 1), LINES, query)["rate"]
                if number:
                    found.setdefault(f"{name} single", []).append(single)
                    found.setdefault(name, []).append(together)
        before = _peak_megabytes(port)
        full = _batch(port, "new", 7, MANY_IN_FULL, FULL)
        after_full = _peak_megabytes(port)
        many = _batch(port, "new", 8, very_many, SHORT)
        after = _peak_megabytes(port)
    largest = f"{very_many:,} lines, short answers".replace(",000", " 000")
    lines = [
        Measured(
            SECTION,
            f"1 000 lines, {said}: lines/s ÷ single requests/s",
            ratios(found[name], found[f"{name} single"]),
            "",
            WANTED,
        )
        for name, said, _, _ in CASES
    ]
    lines += [
        Measured(SECTION, f"1 000 lines, {said}", tuple(found[name]), "lines/s") for name, said, _, _ in CASES
    ]
    return [
        *lines,
        Measured(SECTION, "2 000 lines in full, size of an answer", (full["size"] / 1000,), "kB"),
        Measured(
            SECTION,
            "2 000 lines in full: peak memory of the worker more than before",
            (after_full - before,),
            "MB",
            at_most(50),
        ),
        Measured(SECTION, largest, (many["rate"],), "lines/s"),
        Measured(SECTION, f"{largest}: size of an answer", (many["size"] / 1000,), "kB"),
        Measured(SECTION, f"{largest}: the first after", (many["first"] * 1000,), "ms"),
        Measured(
            SECTION,
            f"{largest}: peak memory more than before",
            (after - after_full,),
            "MB",
            at_most(20),
        ),
        Measured(SECTION, "peak memory of the worker", (after,), "MB"),
    ]


def _batch(port: int, kind: str, seed: int, lines: int, query: str) -> dict[str, float]:
    arguments = {"port": port, "kind": kind, "seed": seed, "lines": lines, "query": query}
    found: dict[str, float] = children.run("bench.batch_load:batch", core=children.LAST_CORE, **arguments)
    if found["bad"]:
        raise RuntimeError(f"{found['bad']:.0f} of {lines} lines were not answered well")
    return found


def _peak_megabytes(port: int) -> float:
    """Return the most memory that a process of the server has held so far: they are known by the port in their settings."""
    wanted, peaks = f"PORT={port}".encode(), [0.0]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                status = (folder / "status").read_text()
                peaks.append(int(status.partition("VmHWM:")[2].split()[0]) / 1024)
        except (OSError, ValueError, IndexError):
            continue  # gone, or somebody else's
    return max(peaks)
