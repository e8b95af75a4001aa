"""Delivers the messages for partners' webhooks. Any number of these may run at once."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from asgiref.sync import async_to_sync
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Delivers until it is stopped; what is under way is finished first."""

    help = "Delivers messages for partners' webhooks until it is stopped (Ctrl+C or SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--once`."""
        parser.add_argument("--once", action="store_true", help="end when nothing is due; for cron or tests")

    def handle(self, *args: Any, **options: Any) -> None:
        """Deliver, and say how much."""
        from partners.webhooks.worker import work  # brings the HTTP client, which no other command needs

        stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: stop.set())
        made = async_to_sync(work)(once=options["once"], stop=stop)
        self.stdout.write(f"{made} attempts made.")
