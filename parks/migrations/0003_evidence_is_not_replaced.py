"""Installs the triggers anew: on SQLite evidence is not replaced by another row in its place either."""

from django.db import migrations

from parks import triggers


class Migration(migrations.Migration):
    dependencies = [("parks", "0002_catalogue_version_and_triggers")]
    operations = [migrations.RunPython(triggers.install, migrations.RunPython.noop)]
