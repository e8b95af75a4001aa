"""A site is chosen only where the run lets it be chosen (see `matching.override_triggers`)."""

from django.db import migrations

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0011_name_lists"),
        ("matching", "0014_name_lists"),
        ("parks", "0006_handovers_of_the_day"),
    ]
    operations = [migrations.RunPython(triggers.install, migrations.RunPython.noop)]
