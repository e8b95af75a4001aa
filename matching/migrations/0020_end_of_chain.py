"""A run that is kept moves the end of the chain itself (see `matching.chain_triggers`)."""

from django.db import migrations

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [("matching", "0019_handed_runs")]

    operations = [migrations.RunPython(triggers.install, triggers.install)]
