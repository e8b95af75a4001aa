"""Land handed over on the very day of the figures counts as taken (see `parks.land_triggers`)."""

from django.db import migrations

from parks import land_triggers


class Migration(migrations.Migration):
    dependencies = [("parks", "0005_land_triggers")]

    operations = [migrations.RunPython(land_triggers.install, land_triggers.remove)]
