"""Walks the chain of kept runs and says where a run was altered or removed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.models import MatchRun
from matching.verifying import verify


class Command(BaseCommand):
    help = "Verify the chain of kept runs; exit code 1 where one was altered or removed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what an earlier walk has printed, so that a chain written anew from its beginning is noticed too."""
        parser.add_argument(
            "--expect", metavar="NUMBER:DIGEST", help="a link that an earlier walk has printed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every break, or the last link."""
        found = verify()
        breaks = [
            f"run {one.number}: {one.what}" if one.number is not None else one.what for one in found.breaks
        ]
        if options["expect"]:
            number, _, digest = options["expect"].partition(":")
            if not number.isdecimal() or not digest:
                raise CommandError("--expect takes NUMBER:DIGEST as an earlier walk has printed it.")
            if not MatchRun.objects.filter(number=int(number[:18]), digest=digest).exists():
                breaks.append(f"run {number}: not the one of the earlier walk")
        if breaks:
            raise CommandError("The chain of kept runs is broken:\n" + "\n".join(breaks))
        self.stdout.write(f"{found.runs} runs, unbroken. Last link {found.last}:{found.digest}")
