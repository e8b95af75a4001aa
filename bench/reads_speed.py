"""A read that is answered 304 against a bare view: in one process, by the processor's clock, from the server's call to its answer.

What the server itself does before and after is the same for both and left out, so it is the harder of the two comparisons.
"""

import io
from collections.abc import Callable, Mapping
from time import process_time
from typing import Any

from bench import children
from bench.measured import Measured, at_least, ratios

SECTION = "Conditional reads (one process, below the server)"
ADDRESSES = ("/api/sites", "/api/sites/KCN-YEN-BINH", "/api/open-data/facts.csv")
BARE = "/api/bench/empty"
WANTED = at_least(0.5)
_AT_ONCE, _TURNS = 200, 3


def measure(environ: Mapping[str, str], rounds: int) -> list[Measured]:
    """Ask in turn for a bare view and for what has not changed."""
    settings = {**environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    found = children.run("bench.reads_speed:times", core=children.FIRST_CORE, environ=settings, rounds=rounds)
    bare = found.pop(BARE)
    return [
        *(
            Measured(
                SECTION, f"{address}, 304: bare view's time ÷ its time", ratios(bare, values), "", WANTED
            )
            for address, values in found.items()
        ),
        *(Measured(SECTION, f"{address}, 304", tuple(values), "µs") for address, values in found.items()),
        Measured(SECTION, "bare view, two bytes", tuple(bare), "µs"),
    ]


def times(rounds: int) -> dict[str, list[float]]:
    """Return the microseconds of a request by address, a value a round: the best of a few turns, for others use the processor too."""
    from config.wsgi import application

    tags = {address: _asked(application, address)["ETag"] for address in ADDRESSES}
    held = {BARE: "", **tags}
    found: dict[str, list[float]] = {address: [] for address in held}
    for number in range(rounds + 1):  # the first is the warm-up
        for address, tag in held.items():
            took = min(_turn(application, address, tag) for _ in range(_TURNS))
            if number:
                found[address].append(took)
    return found


def _turn(application: Callable[..., Any], address: str, tag: str) -> float:
    began = process_time()
    for _ in range(_AT_ONCE):
        _asked(application, address, tag)
    return (process_time() - began) / _AT_ONCE * 1e6


def _asked(application: Callable[..., Any], address: str, tag: str = "") -> dict[str, str]:
    """Send one request to the application as a server does; return the headers of its answer."""
    heads: list[tuple[str, dict[str, str]]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "HTTP_HOST": "127.0.0.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **({"HTTP_IF_NONE_MATCH": tag} if tag else {}),
    }
    response = application(environ, lambda status, headers, exc=None: heads.append((status, dict(headers))))
    for _ in response:
        pass
    response.close()
    status, headers = heads[0]
    if not status.startswith("304" if tag else "200"):
        raise RuntimeError(f"{address} answered {status}")
    return headers
