"""Starts the service as `make run` does, on a port of its own, and stops it again."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from bench.children import ROOT

LONGEST = 120.0  # seconds that a first start may take
SERVE = (sys.executable, "manage.py", "serve", "--workers", "1")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(
    command: Sequence[str], environ: Mapping[str, str], pin: Callable[[], None] | None = None
) -> Iterator[int]:
    """Run a command that serves; yield its port at once. It is stopped, with all that it started, at the end."""
    port = free_port()
    held_back = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")  # of a `make bench` around us
    inherited = {name: value for name, value in os.environ.items() if name not in held_back}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**inherited, **environ, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=pin,
    )
    try:
        yield port
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def answer(port: int, method: str, path: str, body: bytes = b"") -> bytes:
    """Return the body of a good answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise RuntimeError(f"{method} {path} answered {response.status}: {content[:200]!r}")
    return content


def first_answer(port: int, path: str = "/api/health") -> None:
    """Wait until the server answers."""
    end = time.perf_counter() + LONGEST
    while True:
        try:
            answer(port, "GET", path)
            return
        except ConnectionError:
            if time.perf_counter() > end:
                raise TimeoutError(f"no answer in {LONGEST:.0f} s") from None
            time.sleep(0.005)
