"""Triggers that keep published rulesets and kept runs as they are (see `matching.triggers`)."""

from django.db import migrations

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial"), ("parks", "0002_catalogue_version_and_triggers")]
    operations = [migrations.RunPython(triggers.install, triggers.remove)]
