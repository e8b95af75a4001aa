"""That a ruleset is published is noted among the changes of the public data (see `matching.triggers`)."""

from typing import Any

from django.db import migrations

from matching import triggers


def note_no_more(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers that write into a table which is about to go."""
    on = f" ON {triggers.RULESETS}" if schema_editor.connection.vendor == "postgresql" else ""
    for event in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {triggers.RULESETS}_{event}_notes_change{on}")


class Migration(migrations.Migration):
    dependencies = [("matching", "0015_overrides_that_runs_allow"), ("parks", "0007_changes")]

    operations = [migrations.RunPython(triggers.install, note_no_more)]
