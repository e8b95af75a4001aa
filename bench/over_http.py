"""The match over HTTP against a bare view in the same server process that returns the same bytes."""

from collections import defaultdict
from collections.abc import Mapping

from bench import children, wrk
from bench.made_up import EXAMPLE
from bench.measured import Measured, at_least, at_most, ratios
from bench.server import SERVE, answer, first_answer, started

SECTION = "POST /api/match over HTTP (4 kept connections, one worker)"
CONNECTIONS = 4
BARE, SAME, NEAR, NEW = "bare", "same", "near", "new"
# What is asked in each round, in turn: name, address, kind of question.
TURNS = (
    (BARE, "/api/bench/prepared", "same"),
    (SAME, "/api/match", "same"),
    (NEAR, "/api/match", "near"),
    (NEW, "/api/match", "new"),
)
_NAMES = {
    BARE: "bare view, same bytes",
    SAME: "match, the same question",
    NEAR: "match, other land each time",
    NEW: "match, a new question each time",
}


def client() -> str:
    """Return which program asks."""
    return "wrk" if wrk.PROGRAM else "our own client"


def measure(environ: Mapping[str, str], rounds: int, seconds: float) -> list[Measured]:
    """Serve, check that both views give the same bytes, and ask in rounds."""
    settings = {**environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    with started(SERVE, settings, lambda: children.pin(children.FIRST_CORE)) as port:
        first_answer(port)
        body = EXAMPLE.read_bytes()
        size = len(answer(port, "POST", "/api/match", body))
        if answer(port, "POST", "/api/match", body) != answer(port, "POST", "/api/bench/prepared", body):
            raise RuntimeError("the bare view does not give the bytes of the match")
        for number, (_, path, kind) in enumerate(TURNS):  # warm-up
            asked(port, path, kind, 1000 + number, min(seconds, 1.0))
        found: dict[str, list[dict[str, float]]] = defaultdict(list)
        for number in range(rounds):
            for name, path, kind in TURNS:
                found[name].append(asked(port, path, kind, number, seconds))
    return _measured(found, size)


def asked(port: int, path: str, kind: str, seed: int, seconds: float) -> dict[str, float]:
    """Return what asking for some seconds came to; raise RuntimeError where an answer was bad."""
    arguments = {"port": port, "path": path, "kind": kind, "seed": seed, "seconds": seconds}
    if wrk.PROGRAM:
        found = wrk.turn(**arguments, connections=CONNECTIONS)  # type: ignore[arg-type]
    else:
        found = children.run("bench.load:turn", core=children.LAST_CORE, **arguments, connections=CONNECTIONS)
    if found["bad"] or found["repeated"]:
        raise RuntimeError(
            f"{path}: {found['bad']:.0f} bad answers, {found['repeated']:.0f} repeated questions"
        )
    return found


def _measured(found: Mapping[str, list[dict[str, float]]], size: int) -> list[Measured]:
    def values(name: str, figure: str) -> list[float]:
        return [one[figure] for one in found[name]]

    lines = []
    for name, goal in ((SAME, at_least(0.25)), (NEAR, None), (NEW, None)):
        against = ratios(values(name, "rate"), values(BARE, "rate"))
        lines.append(Measured(SECTION, f"{_NAMES[name]} ÷ bare view, requests/s", against, "", goal))
    for name, goal in ((SAME, at_most(3)), (NEAR, at_most(3)), (NEW, at_most(3)), (BARE, None)):
        tail = ratios(values(name, "p99"), values(name, "p50"))
        lines.append(Measured(SECTION, f"{_NAMES[name]}: p99 ÷ p50", tail, "", goal))
    for name in (SAME, NEAR, NEW, BARE):
        lines.append(Measured(SECTION, _NAMES[name], tuple(values(name, "rate")), "requests/s"))
        lines.append(Measured(SECTION, f"{_NAMES[name]}: p50", tuple(values(name, "p50")), "ms"))
        lines.append(Measured(SECTION, f"{_NAMES[name]}: p99", tuple(values(name, "p99")), "ms"))
    lines.append(Measured(SECTION, "size of the answer", (size / 1000,), "kB"))
    return lines


def queries(environ: Mapping[str, str]) -> list[Measured]:
    """Count the queries of a steady request, in process."""
    count = children.run("bench.catalogue:queries_of_a_match", core=children.FIRST_CORE, environ=environ)
    return [Measured(SECTION, "SQL queries of a steady request", (count,), "queries", at_most(1))]


__all__ = ["CONNECTIONS", "SECTION", "asked", "client", "measure", "queries"]
