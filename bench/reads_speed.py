"""A read that is answered 304 against a bare view in the same server process."""

from collections.abc import Mapping
from urllib.request import urlopen

from bench import children
from bench.measured import Measured, at_least, ratios
from bench.over_http import CONNECTIONS
from bench.server import SERVE, first_answer, started

SECTION = "Conditional reads over HTTP (4 kept connections, one worker)"
ADDRESSES = ("/api/sites", "/api/sites/KCN-YEN-BINH", "/api/open-data/facts.csv")
WANTED = at_least(0.5)


def measure(environ: Mapping[str, str], rounds: int, seconds: float) -> list[Measured]:
    """Serve, and ask in turn for a bare view and for what has not changed."""
    settings = {**environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    with started(SERVE, settings, lambda: children.pin(children.FIRST_CORE)) as port:
        first_answer(port)
        tags = {address: _tag(port, address) for address in ADDRESSES}

        def rate(path: str, tag: str = "") -> float:
            arguments = {
                "port": port,
                "path": path,
                "tag": tag,
                "seconds": seconds,
                "connections": CONNECTIONS,
            }
            found = children.run("bench.load:reads", core=children.LAST_CORE, **arguments)
            if found["bad"]:
                raise RuntimeError(f"{path}: {found['bad']:.0f} bad answers")
            return float(found["rate"])

        bare: list[float] = []
        held: dict[str, list[float]] = {address: [] for address in ADDRESSES}
        for number in range(rounds + 1):  # the first is the warm-up
            here = rate("/api/bench/empty")
            there = {address: rate(address, tag) for address, tag in tags.items()}
            if number:
                bare.append(here)
                for address, value in there.items():
                    held[address].append(value)
    return [
        *(
            Measured(SECTION, f"{address}, 304 ÷ bare view, requests/s", ratios(values, bare), "", WANTED)
            for address, values in held.items()
        ),
        *(
            Measured(SECTION, f"{address}, 304", tuple(values), "requests/s")
            for address, values in held.items()
        ),
        Measured(SECTION, "bare view, two bytes", tuple(bare), "requests/s"),
    ]


def _tag(port: int, address: str) -> str:
    with urlopen(f"http://127.0.0.1:{port}{address}") as response:
        return str(response.headers["ETag"])
