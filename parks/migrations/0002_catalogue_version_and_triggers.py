"""The one row of the catalogue's version, and the triggers that raise it and keep the evidence."""

from typing import Any

from django.db import migrations

from parks import triggers


def make_the_row(apps: Any, schema_editor: Any) -> None:
    """Write the single row; a server reads its number on every request."""
    apps.get_model("parks", "CatalogueVersion").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("parks", "0001_initial")]

    operations = [
        migrations.RunPython(make_the_row, migrations.RunPython.noop),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
