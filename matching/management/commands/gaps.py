"""Prints which unknown figures of sites would most often change a first choice."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching import snapshot, wording
from matching.asking import figures_worth_asking
from matching.records.sites import name_of
from matching.services import NoRuleset
from parks.dates import today


class Command(BaseCommand):
    help = "Print which unknown figures of sites, once known, would most often change which site comes first for an open project."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many lines to print."""
        parser.add_argument("--most", type=int, default=20, help="how many figures; 20 if absent")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the list, most valuable first."""
        try:
            found = figures_worth_asking(on=today())
        except NoRuleset as error:
            raise CommandError(f"{error}: run `manage.py load_rulesets` first.") from error
        sites = snapshot.current().site_rows
        self.stdout.write(f"{found.projects} open projects, ruleset {found.ruleset}.")
        self.stdout.write(
            "Changes: first choices that change, on average over the values that the figure could take."
        )
        for gap in found.gaps[: max(options["most"], 0)]:
            figure = wording.label("site_figure", gap.figure, "en")
            name = name_of(sites[gap.site], "en")
            self.stdout.write(f"{gap.changes:8.1f} of {gap.projects:<5} {gap.site:22} {figure} ({name})")
        if not found.gaps:
            self.stdout.write("No unknown figure would change a first choice.")
