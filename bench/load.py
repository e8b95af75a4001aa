"""Asks a server over a few kept connections as fast as it answers. Standard library only; one process, no threads."""

import gc
import selectors
import socket
from collections.abc import Iterator, Sequence
from itertools import cycle
from time import perf_counter

from bench.made_up import bodies_for

_OK = (b"HTTP/1.1 200", b"HTTP/1.1 201")
_END_OF_HEAD, _LENGTH = b"\r\n\r\n", b"content-length:"


class Connection:
    """One kept connection: sends a request, gathers its answer, notes how long it took."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = bytearray(1 << 20)
        self._view = memoryview(self._buffer)
        self._filled, self._wanted, self._sent = 0, 0, 0.0
        self.good = True

    def ask(self, request: bytes) -> None:
        """Send a request; it is small enough to leave at once."""
        self._filled = self._wanted = 0
        self._sent = perf_counter()
        self.socket.sendall(request)

    def answered(self) -> float | None:
        """Take what has arrived; return how long the answer took once it is whole."""
        got = self.socket.recv_into(self._view[self._filled :])
        if not got:
            raise ConnectionError("the server closed a connection")
        self._filled += got
        if not self._wanted:
            end = self._buffer.find(_END_OF_HEAD, 0, self._filled)
            if end < 0:
                return None
            head = bytes(self._view[:end])
            self.good = head.startswith(_OK)
            self._wanted = end + len(_END_OF_HEAD) + _length_in(head)
            if self._wanted > len(self._buffer):
                raise ValueError("an answer larger than a megabyte")
        return perf_counter() - self._sent if self._filled >= self._wanted else None


def _length_in(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(_LENGTH):
            return int(line[len(_LENGTH) :])
    raise ValueError("an answer without Content-Length")


def requests_of(path: str, bodies: Sequence[bytes], key: str = "") -> list[bytes]:
    """Return the bytes of a POST of each body, with a partner's key if one is given."""
    shown = f"Authorization: Api-Key {key}\r\n" if key else ""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{shown}Content-Type: application/json\r\nContent-Length: "
    return [f"{head}{len(body)}\r\n\r\n".encode() + body for body in bodies]


def turn(
    port: int, path: str, kind: str, seed: int, seconds: float, connections: int, key: str = ""
) -> dict[str, float]:
    """Ask for some seconds; return requests a second, p50 and p99 in ms, bad answers and questions repeated."""
    requests = requests_of(path, bodies_for(kind, seed), key)
    took, bad, lasted = _asked(port, requests, seconds, connections)
    return {
        "rate": len(took) / lasted,
        "p50": took[len(took) // 2] * 1000,
        "p99": took[min(len(took) - 1, len(took) * 99 // 100)] * 1000,
        "bad": bad,
        "repeated": max(0, len(took) - len(requests)) if kind != "same" else 0,
    }


def _asked(
    port: int, requests: Sequence[bytes], seconds: float, connections: int
) -> tuple[list[float], int, float]:
    """Return how long each answer took, in order, how many were bad, and how long it all lasted."""
    gc.disable()  # a pause of the one who asks would count as the server's
    try:
        took, bad, lasted = _ask_for(seconds, [Connection(port) for _ in range(connections)], cycle(requests))
    finally:
        gc.enable()
    return sorted(took), bad, lasted


def _ask_for(
    seconds: float, connections: Sequence[Connection], requests: Iterator[bytes]
) -> tuple[list[float], int, float]:
    """Return how long each answer took, how many were bad, and how long it all lasted."""
    took: list[float] = []
    bad = 0
    with selectors.DefaultSelector() as selector:
        for one in connections:
            selector.register(one.socket, selectors.EVENT_READ, one)
        began = perf_counter()
        for one in connections:
            one.ask(next(requests))
        while perf_counter() - began < seconds:
            for key, _ in selector.select(timeout=10):
                one = key.data
                waited = one.answered()
                if waited is not None:
                    took.append(waited)
                    bad += not one.good
                    one.ask(next(requests))
        lasted = perf_counter() - began
    for one in connections:
        one.socket.close()
    if not took:
        raise TimeoutError(f"no answer in {seconds} seconds")
    return took, bad, lasted
