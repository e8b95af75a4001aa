"""Many projects in one request against as many requests, and the memory that the server takes for very many."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench import children
from bench.batch_load import FULL, SHORT
from bench.measured import Goal, Measured, at_least, at_most, ratios
from bench.over_http import asked
from bench.server import SERVE, first_answer, started

SECTION = "POST /api/match/batch over HTTP (one worker)"
LINES, ONE_BY_ONE, MANY_IN_FULL = 1_000, 400, 2_000
WANTED = at_least(5)
Values = Mapping[str, tuple[float, ...]]

# A ratio: what is told of it, which rate it is of, which it is to, and the goal. The first is of what each gives unasked, numbers
# and 300 kB; the others compare the same with the same.
RATIOS: tuple[tuple[str, str, str, Goal | None], ...] = (
    (
        "as they come, a new question each time: lines/s ÷ single requests/s",
        "short rate",
        "single new",
        WANTED,
    ),
    ("short: a line's processor time as a batch of its own ÷ in one", "short", "short alone", WANTED),
    ("in full, a new question each time: lines/s ÷ single requests/s", "full new", "single new", None),
    ("in full, the same question: lines/s ÷ single requests/s", "full same", "single same", None),
)
RATES = (
    ("in full, a new question each time", "full new", "lines/s"),
    ("in full, the same question", "full same", "lines/s"),
    ("short, a new question each time", "short rate", "lines/s"),
    ("single requests in full, a new question each time", "single new", "requests/s"),
    ("short, by the worker's processor", "short", "lines/s"),
    ("short, each a batch of its own, by the worker's processor", "short alone", "lines/s"),
)


def measure(environ: Mapping[str, str], rounds: int, seconds: float, very_many: int) -> list[Measured]:
    """Serve, and send batches and single questions in turn; then very many lines."""
    found: dict[str, list[float]] = {}
    with started(SERVE, environ, lambda: children.pin(children.FIRST_CORE)) as port:
        first_answer(port)
        for number in range(rounds + 1):  # the first is the warm-up
            for name, rate in _round(port, number, seconds):
                if number:
                    found.setdefault(name, []).append(rate)
        memory = _memory(port, very_many)
    values = {name: tuple(several) for name, several in found.items()}
    return [*_compared(values), *memory]


def _round(port: int, number: int, seconds: float) -> Iterator[tuple[str, float]]:
    """Yield answers a second of each way to ask once; of short ones also those that a second of the processor is enough for."""
    seed = 500_000 * (number + 1)
    for kind in ("new", "same"):
        yield f"single {kind}", asked(port, "/api/match", kind, 100 + number, seconds)["rate"]
        yield f"full {kind}", _batch(port, kind, seed, LINES, FULL)["rate"]
    for name, way, lines in (("short", "batch", LINES), ("short alone", "one_by_one", ONE_BY_ONE)):
        before = _processor_seconds(port)
        rate = _batch(port, "new", seed + 100_000, lines, SHORT, way)["rate"]
        yield name, lines / (_processor_seconds(port) - before)
        yield f"{name} rate", rate


def _compared(values: Values) -> list[Measured]:
    against = [
        Measured(SECTION, f"1 000 lines {said}", ratios(values[of], values[to]), "", goal)
        for said, of, to, goal in RATIOS
    ]
    return against + [Measured(SECTION, said, values[name], unit) for said, name, unit in RATES]


def _memory(port: int, very_many: int) -> list[Measured]:
    """Send many lines in full and very many short ones, and look how much more memory that takes."""
    before = _peak_megabytes(port)
    full = _batch(port, "new", 7, MANY_IN_FULL, FULL)
    after_full = _peak_megabytes(port)
    many = _batch(port, "new", 8, very_many, SHORT)
    after = _peak_megabytes(port)
    largest, more = f"{very_many // 1000} 000 lines, short", "peak memory of the worker more than before"
    lines = (
        ("2 000 lines in full: size of an answer", full["size"] / 1000, "kB", None),
        (f"2 000 lines in full: {more}", after_full - before, "MB", at_most(50)),
        (largest, many["rate"], "lines/s", None),
        (f"{largest}: size of an answer", many["size"] / 1000, "kB", None),
        (f"{largest}: the first after", many["first"] * 1000, "ms", None),
        (f"{largest}: {more}", after - after_full, "MB", at_most(20)),
        ("peak memory of the worker", after, "MB", None),
    )
    return [Measured(SECTION, said, (value,), unit, goal) for said, value, unit, goal in lines]


def _batch(port: int, kind: str, seed: int, lines: int, query: str, way: str = "batch") -> dict[str, float]:
    arguments = {"port": port, "kind": kind, "seed": seed, "lines": lines, "query": query}
    found: dict[str, float] = children.run(f"bench.batch_load:{way}", core=children.LAST_CORE, **arguments)
    if found["bad"]:
        raise RuntimeError(f"{found['bad']:.0f} of {lines} lines were not answered well")
    return found


def _peak_megabytes(port: int) -> float:
    """Return the most memory that a process of the server has held so far."""
    statuses = _files_of(port, "status")
    return max(int(text.partition("VmHWM:")[2].split()[0]) / 1024 for text in statuses)


def _processor_seconds(port: int) -> float:
    """Return how long processors have worked for the server so far."""
    fields = [text.rpartition(")")[2].split() for text in _files_of(port, "stat")]
    return sum(int(of[11]) + int(of[12]) for of in fields) / os.sysconf("SC_CLK_TCK")


def _files_of(port: int, name: str) -> Iterator[str]:
    """Yield a file of each process of the server in /proc: they are known by the port in their settings."""
    wanted = f"PORT={port}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                yield (folder / name).read_text()
        except OSError:
            continue  # gone, or somebody else's
