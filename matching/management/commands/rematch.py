"""Matches all open projects again and says who moved, and which finding moved them."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from investors.models import Project
from investors.stages import OPEN
from matching import snapshot, wording
from matching.collecting import collecting_rarely
from matching.records.sites import name_of
from matching.rematching import Moved, rematch
from matching.services import NoRuleset

WIDTH = 40  # letters of the progress bar


class Command(BaseCommand):
    help = "Match all open projects under the ruleset in force; keep the runs that changed; say who moved and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the person whose runs they are."""
        parser.add_argument(
            "--user", metavar="NAME", help="whose runs these are; needed where several may be"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Match, with a bar on a terminal, and print what came of it."""
        user = _person(options["user"])
        total = Project.objects.filter(stage__in=OPEN).count()
        try:
            with collecting_rarely():
                found = rematch(user=user, progress=lambda done: self._show(done, total))
        except NoRuleset as error:
            raise CommandError("No ruleset is published: run `manage.py load_rulesets` first.") from error
        for moved in found.moved:
            self.stdout.write(_line(moved))
        self.stdout.write(
            f"{found.projects} open projects matched, {found.kept} runs kept, {len(found.moved)} first choices moved."
        )

    def _show(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        full = WIDTH * done // max(total, done)
        end = "\n" if done >= total else ""
        self.stderr.write(
            f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done}/{total}", str, ending=end
        )  # not red as an error is
        self.stderr.flush()


def _person(name: str | None) -> User:
    people = User.objects.filter(is_active=True)
    if name is not None:
        person = people.filter(username=name).first()
        if person is None:
            raise CommandError(f"There is no active person {name}.")
        return person
    administrators = list(people.filter(is_superuser=True)[:2])
    if len(administrators) != 1:
        raise CommandError("Say whose runs these are: --user NAME.")
    return administrators[0]


def _line(moved: Moved) -> str:
    move, names = moved.move, snapshot.current().site_rows
    before, after = (name_of(names[code], "en") if code else "nowhere" for code in (move.before, move.after))
    why = wording.label("criterion", move.criterion, "en")
    shift = f" ({move.shift / 100:+.2f})" if move.shift else ""
    return f"{moved.project.code} {moved.project.name}: {before} → {after}, {why}{shift}"
