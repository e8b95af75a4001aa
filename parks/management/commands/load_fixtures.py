"""Loads the catalogue: places, sectors, sites, facts and their sources."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from parks.fixture_files import BadFixtures, read
from parks.fixture_loading import Loaded, load_fixtures


class Command(BaseCommand):
    """Adds what is missing, refuses broken files whole, and does nothing when the files are unchanged."""

    help = "Load the catalogue from fixtures/. Rows that exist are left as officers made them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures", help="where the files are"
        )
        parser.add_argument("--check", action="store_true", help="only say whether the files are right")
        parser.add_argument(
            "--update",
            action="store_true",
            help="also correct sources, places and sectors to what the files say, and notes that no officer has written",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.perf_counter()
        try:
            if options["check"]:
                rows = read(options["folder"], thorough=True)
                self.stdout.write(f"The fixtures are right: {len(rows)} rows.")
                return
            loaded = load_fixtures(folder=options["folder"], update=options["update"])
        except BadFixtures as error:
            count = len(error.problems)
            raise CommandError(
                f"The fixtures are refused, nothing was loaded. {count} to mend:\n{error}"
            ) from error
        self.stdout.write(_report(loaded, time.perf_counter() - began))


def _report(loaded: Loaded, seconds: float) -> str:
    if loaded.unchanged:
        return "Fixtures: unchanged since they were loaded."
    lines = [f"Fixtures loaded in {seconds:.1f} s:"]
    for name in loaded.added:
        parts = [f"{loaded.added[name]} added"]
        parts += [f"{loaded.updated[name]} corrected"] if loaded.updated[name] else []
        parts += [f"{loaded.kept[name]} kept"] if loaded.kept[name] else []
        lines.append(f"  {name}: {', '.join(parts)}")
    return "\n".join(lines)
