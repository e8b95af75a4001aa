"""Publishes the rulesets that come with the product; does nothing where they are published already."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from matching.documents import InvalidRuleset
from matching.publishing import publish_ruleset


class Command(BaseCommand):
    help = "Publish fixtures/rulesets/*.yaml. A published version is never changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish every file in order of name; refuse a wrong one with file, place and what is allowed."""
        for path in sorted((Path(settings.BASE_DIR) / "fixtures" / "rulesets").glob("*.yaml")):
            try:
                row, new = publish_ruleset(text=path.read_text(encoding="utf-8"))
            except UnicodeDecodeError as error:
                raise CommandError(f"fixtures/rulesets/{path.name} was refused: not UTF-8") from error
            except InvalidRuleset as error:
                places = "\n".join(f"  {one}" for one in error.errors)
                raise CommandError(f"fixtures/rulesets/{path.name} was refused:\n{places}") from error
            if new:
                self.stdout.write(f"Ruleset {row.version} published, in force from {row.effective_from}.")
