"""Prepares the database and serves, in one process: what `make run` starts."""

import errno
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from granian import Granian
from granian.constants import HTTPModes, Interfaces

ADDRESS = "127.0.0.1"


class Command(BaseCommand):
    """Runs `prepare`, then the production server; what is imported for the one is not imported again."""

    help = "Prepares the database, then serves on 127.0.0.1 at PORT."
    requires_system_checks: list[str] = []  # `make test` checks; here it would cost every start half a second

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the number of worker processes."""
        parser.add_argument("--workers", type=int, default=1, help="worker processes, about one a processor")

    def handle(self, *args: Any, workers: int, **options: Any) -> None:
        """Serve until told to stop."""
        if workers < 1:
            raise CommandError(f"--workers={workers} is not usable. Write a whole number from 1.")
        refuse_busy_port(settings.PORT)
        call_command("prepare")
        connections.close_all()  # the workers are forked: none may inherit an open connection
        self.stdout.write(
            f"Serving on http://{ADDRESS}:{settings.PORT} (admin: /admin/, API: /api/docs). Ctrl-C stops."
        )
        self.stdout.flush()
        Granian(
            "config.wsgi:application",
            address=ADDRESS,
            port=settings.PORT,
            interface=Interfaces.WSGI,
            http=HTTPModes.http1,
            websockets=False,
            workers=workers,
            blocking_threads=2,  # a slow page of the admin does not hold up the API
            respawn_failed_workers=True,
        ).serve()


def refuse_busy_port(port: int) -> None:
    """Stop with what to write when something else already listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise CommandError(
                    f"Port {port} is for root alone. Write for example: PORT=8000 make run"
                ) from error
            other = port + 1 if port < 65535 else 8000
            raise CommandError(
                f"Port {port} is taken by another program. Write for example: PORT={other} make run"
            ) from error
