"""Runs real projects through the matcher and prints how high the site that they went to came."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from matching import snapshot
from matching.backtest import END_OF_YEAR, OWN_FILE, RowsError, read_rows, render, run

FILE = Path(settings.BASE_DIR) / OWN_FILE
PAGE = Path(settings.BASE_DIR) / "docs" / "backtest.md"


class Command(BaseCommand):
    help = "Print how high the real site of each project in a file came among the sites of its time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file, and whether to write the page of the documentation."""
        parser.add_argument("file", nargs="?", type=Path, help="a CSV file; without it, the one in fixtures/")
        parser.add_argument("--write", action="store_true", help="write docs/backtest.md instead of printing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page, or write it; refuse a file without the columns."""
        if options["file"] and options["write"]:
            raise CommandError("docs/backtest.md is about the file in fixtures/: give no file with --write.")
        text = page(options["file"]) if options["file"] else page(FILE, OWN_FILE)
        if options["write"]:
            PAGE.write_text(text, encoding="utf-8")
            self.stdout.write(f"{PAGE} written.")
        else:
            self.stdout.write(text)


def page(file: Path, name: str = "") -> str:
    """Return the page about a file of real projects, which it calls by a name of its own or by where it is."""
    try:
        found = read_rows(file)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error
    except RowsError as error:
        raise CommandError(f"{file} was refused:\n" + "\n".join(error.errors)) from error
    state = snapshot.current()
    try:
        tested = run(found.rows, state), run(found.rows, state, END_OF_YEAR)
        return render(*tested, found.unreadable, name or str(file))
    except LookupError as error:
        raise CommandError(f"{error}: run `manage.py load_rulesets` first.") from error
