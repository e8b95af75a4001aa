"""Computes kept runs once more and says which come out the same."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from matching.collecting import collecting_rarely
from matching.models import MatchRun
from matching.replaying import Replayed, narrowed, read_for_replay, replay_each

MOST_LETTERS = 160  # of a value
SHOWN = 10  # differences of a run


class Command(BaseCommand):
    help = "Compute kept runs once more from what they hold; exit code 1 where another answer comes out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take runs by number, or all of them."""
        parser.add_argument("runs", nargs="*", metavar="RUN", help="identifiers or certificates of runs")
        parser.add_argument("--all", action="store_true", help="every kept run")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each run that comes out otherwise, with what differs, and how many were computed."""
        if bool(options["runs"]) == options["all"]:
            raise CommandError("Name runs, or say --all.")
        runs = _chosen(options["runs"]) if options["runs"] else MatchRun.objects.all()
        done = other = 0
        with collecting_rarely():
            for found in replay_each(read_for_replay(runs).iterator(chunk_size=100)):
                done += 1
                if not (found.same and found.intact):
                    other += 1
                    self._tell(found)
        self.stdout.write(f"{done} runs computed once more, {done - other} the same.")
        if other:
            raise CommandError(f"{other} runs came out otherwise or are not as they were kept.")

    def _tell(self, found: Replayed) -> None:
        run = found.run
        self.stdout.write(
            f"{run.certificate} ({run.pk}): engine {found.engine_then} then, {found.engine_now} now"
            + ("" if found.intact else "; the stored run was ALTERED")
            + ("" if found.same or found.differences else "; nothing can be computed of it any more")
        )
        differences = [each for one in found.differences for each in narrowed(one)]
        for one in differences[:SHOWN]:
            self.stdout.write(f"  {one.site or 'answer'} {one.what}: {_shown(one.then)} -> {_shown(one.now)}")
        if len(differences) > SHOWN:
            self.stdout.write(f"  … and {len(differences) - SHOWN} more")


def _shown(value: Any) -> str:
    """Return a value that fits a line; a whole finding does not."""
    text = str(value)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]} …"


def _chosen(names: list[str]) -> QuerySet[MatchRun]:
    found = MatchRun.objects.none()
    for name in names:
        try:
            one = MatchRun.objects.filter(**{"certificate" if len(name) < 20 else "pk": name})
        except (ValidationError, ValueError):
            one = MatchRun.objects.none()
        if not one.exists():
            raise CommandError(f"There is no run {name}.")
        found |= one
    return found
