"""The text of a letter and the reasons of a choice may be erased, and nothing else of them (see `matching.triggers`)."""

from django.db import migrations

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0016_note_published_rulesets"),
        ("investors", "0012_tracking"),
    ]
    operations = [migrations.RunPython(triggers.install, triggers.install)]
