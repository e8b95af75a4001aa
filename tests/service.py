"""The service itself, as `make run` starts it, on a fresh database and a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Service:
    """A service that runs."""

    address: str
    environment: dict[str, str]

    def call(self, *command: str) -> str:
        """Run a command of manage.py on its database and return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=BASE_DIR,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Service]:
    """Start the service with its data in a folder, wait until it answers, and stop it in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("PARKS_", "DJANGO_"))},
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "PORT": str(port),
        "PARKS_FILES": str(folder / "files"),
        "PARKS_SECRET_KEY": "only-for-this-test-and-long-enough-0123456789",
        **settings,
    }
    output = folder / "output.txt"
    with output.open("w") as stream:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=BASE_DIR,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C meant for the tests stops it through `finally`
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/api/health", server, output)
        yield Service(address, environment)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, server: subprocess.Popen[bytes], output: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the service did not answer: {output.read_text()}")
