"""Texts that sources, tenants and orientation are found by; triggers of land (see `parks.land_triggers`)."""

from typing import Any

from django.db import migrations

from parks import land_triggers, triggers
from parks.text import search_key

# Model → the columns whose words it is found by, as `parks.derived.fill` has them.
FOUND_BY = {
    "Source": ("title", "url", "code"),
    "Tenant": ("name", "product", "vsic_code", "code"),
    "Orientation": ("words", "prefix"),
}


def write_search_texts(apps: Any, schema_editor: Any) -> None:
    """Fill the new columns of the rows that are there."""
    for name, columns in FOUND_BY.items():
        model = apps.get_model("parks", name)
        rows = list(model.objects.all())
        for row in rows:
            row.search_text = search_key(*(getattr(row, column) for column in columns))
        model.objects.bulk_update(rows, ["search_text"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("parks", "0004_land_remits_files")]

    operations = [
        migrations.RunPython(write_search_texts, migrations.RunPython.noop),
        # Columns were added to tables of the catalogue: on SQLite that took their triggers away.
        migrations.RunPython(triggers.install, triggers.remove),
        migrations.RunPython(land_triggers.install, land_triggers.remove),
    ]
