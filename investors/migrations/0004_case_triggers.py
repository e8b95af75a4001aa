"""The old column goes; triggers that keep the records of a case as they are (see `investors.triggers`)."""

from django.db import migrations

from investors import triggers


class Migration(migrations.Migration):
    # A migration of its own: PostgreSQL alters no table that the same transaction has written to.
    dependencies = [("investors", "0003_keep_stages")]

    operations = [
        migrations.RemoveField(model_name="historicalproject", name="status"),
        migrations.RemoveField(model_name="project", name="status"),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
