"""What the old column said of a project, in the new one; what duplicates of an investor have in common."""

from typing import Any

from django.db import migrations

from investors.keys import name_key, phone_key


def keep_what_was_closed(apps: Any, schema_editor: Any) -> None:
    """A closed project had been given up; who gave it up was not recorded."""
    for name in ("Project", "HistoricalProject"):
        apps.get_model("investors", name).objects.filter(status="closed").update(stage="withdrawn")


def write_keys(apps: Any, schema_editor: Any) -> None:
    """Fill the columns that duplicates are found by."""
    model = apps.get_model("investors", "Investor")
    rows = list(model.objects.all())
    for row in rows:
        row.name_key, row.phone_key = name_key(row.name), phone_key(row.contact_phone)
    model.objects.bulk_update(rows, ["name_key", "phone_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("investors", "0002_cases")]

    operations = [
        migrations.RunPython(keep_what_was_closed, migrations.RunPython.noop),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
    ]
