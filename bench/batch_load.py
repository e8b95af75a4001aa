"""Sends one batch while it reads the answers: whoever sends all before reading would wait for a server that waits for them."""

import http.client
import threading
from collections.abc import Iterator
from itertools import chain, islice
from time import perf_counter

from bench import made_up

_TOGETHER = 200  # lines that are sent at once
_GOOD = b'{"id":null'
SHORT, FULL = "", "?detail=full"


def batch(port: int, kind: str, seed: int, lines: int, query: str) -> dict[str, float]:
    """Return lines a second, the seconds to the first answer, bytes a line, and how many lines were not answered well."""
    bodies = _lines(kind, seed, lines)
    drawn = list(islice(bodies, made_up.NEW_QUESTIONS))  # before the clock runs, as for single requests
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.putrequest("POST", f"/api/match/batch{query}")
    connection.putheader("Content-Type", "application/x-ndjson")
    connection.putheader("Content-Length", str(sum(map(len, _lines(kind, seed, lines)))))
    connection.endheaders()
    began = perf_counter()
    sender = threading.Thread(target=_send, args=(connection, chain(drawn, bodies)), daemon=True)
    sender.start()
    response = connection.getresponse()
    first, good, size, begun = 0.0, 0, 0, b""
    while piece := response.read1(1 << 20):
        first = first or perf_counter() - began
        size += len(piece)
        more, *lines_begun = piece.split(b"\n")
        for line in lines_begun:
            good += (begun + more).startswith(_GOOD)
            begun, more = b"", line
        begun += more[
            : len(_GOOD)
        ]  # to put a line of 300 kB together piece by piece would take longer than to answer it
    lasted = perf_counter() - began
    connection.close()
    return {"rate": lines / lasted, "first": first, "size": size / lines, "bad": lines - good}


def one_by_one(port: int, kind: str, seed: int, lines: int, query: str) -> dict[str, float]:
    """Send each line as a batch of its own; return lines a second, and how many were not answered well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    bodies = list(_lines(kind, seed, lines))
    good, began = 0, perf_counter()
    for body in bodies:
        connection.request("POST", f"/api/match/batch{query}", body, {"Content-Type": "application/x-ndjson"})
        good += connection.getresponse().read().startswith(_GOOD)
    lasted = perf_counter() - began
    connection.close()
    return {"rate": lines / lasted, "bad": lines - good}


def _lines(kind: str, seed: int, lines: int) -> Iterator[bytes]:
    """Yield the lines, drawn anew with each seed in turn, so that none of them waits in memory."""
    for start in range(0, lines, made_up.NEW_QUESTIONS):
        some = made_up.bodies_for(kind, seed + start)
        for number in range(min(made_up.NEW_QUESTIONS, lines - start)):
            yield some[number % len(some)].replace(b"\n", b" ") + b"\n"


def _send(connection: http.client.HTTPConnection, lines: Iterator[bytes]) -> None:
    waiting: list[bytes] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == _TOGETHER:
            connection.send(b"".join(waiting))
            waiting.clear()
    connection.send(b"".join(waiting))
