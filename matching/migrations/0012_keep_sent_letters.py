"""A letter that was sent is kept as it is (see `matching.triggers`)."""

from django.db import migrations

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [("matching", "0011_overrides")]
    operations = [migrations.RunPython(triggers.install, triggers.remove)]
