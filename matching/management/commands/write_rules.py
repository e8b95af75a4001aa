"""Writes docs/rules.md from the newest ruleset document, so that the page can't say what the rules don't."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand

from matching.rules_page import rules_page


class Command(BaseCommand):
    help = "Write docs/rules.md from the newest ruleset of fixtures/rulesets."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        base = Path(settings.BASE_DIR)
        newest = max((base / "fixtures" / "rulesets").glob("*.yaml"))
        document = yaml.safe_load(newest.read_text(encoding="utf-8"))
        (base / "docs" / "rules.md").write_text(rules_page(document), encoding="utf-8")
        self.stdout.write(f"docs/rules.md written from {newest.name}.")
