"""Serves on two ports by two processes that share nothing but the database: `python -m tests.served.two 8001 8002`.

What is imported is imported once, before they part: it takes longest.
"""

import os
import signal
import sys
from contextlib import suppress

import django


def main(ports: list[int]) -> None:
    """Serve until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.urls import get_resolver
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    get_resolver().url_patterns  # noqa: B018  # imports the views
    children = [_fork(lambda port=port: Granian(
        "config.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, http=HTTPModes.http1,
        websockets=False, blocking_threads=2, log_enabled=False,
    ).serve()) for port in ports]  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        for child in children:
            os.waitpid(child, 0)
    finally:
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)


def _fork(serve) -> int:  # type: ignore[no-untyped-def]
    child = os.fork()
    if child == 0:
        serve()
        os._exit(0)
    return child


if __name__ == "__main__":
    main([int(port) for port in sys.argv[1:]])
