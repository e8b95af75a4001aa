"""Installs the triggers anew: published rulesets and kept runs are not replaced or truncated either."""

from django.db import migrations

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [("matching", "0002_triggers")]
    operations = [migrations.RunPython(triggers.install, migrations.RunPython.noop)]
