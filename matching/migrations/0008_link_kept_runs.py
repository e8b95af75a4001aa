"""Links the runs that were kept before there was a chain, in the order in which they were made."""

from typing import Any

from django.db import migrations

from matching import chain, triggers


def link_runs(apps: Any, schema_editor: Any) -> None:
    """Give each run its number, digest and certificate. Nothing else may change a kept run: the triggers stand aside."""
    triggers.remove(apps, schema_editor)
    end = apps.get_model("matching", "RunChain")(id=1)
    for run in apps.get_model("matching", "MatchRun").objects.order_by("created_at", "id").iterator(100):
        chain.link(run, number=end.number + 1, previous=end.digest)
        run.save(update_fields=("number", "previous", "digest", "certificate"))
        end.number, end.digest = run.number, run.digest
    end.save()


class Migration(migrations.Migration):
    # A migration of its own: PostgreSQL alters no table that the same transaction has written to.
    dependencies = [("matching", "0007_run_chain")]
    operations = [migrations.RunPython(link_runs, migrations.RunPython.noop)]
