"""Talks and offers are found by what was said."""

from typing import Any

from django.db import migrations, models

from parks.text import search_key

SAID = {
    "Conversation": ("with_whom", "next_step", "summary"),
    "Offer": ("next_step", "note", "response_reason"),
}


def index(apps: Any, schema_editor: Any) -> None:
    """Write what an entry is found by, as `investors.log_services` does."""
    for name, columns in SAID.items():
        model = apps.get_model("investors", name)
        rows = []
        for row in model.objects.only(*columns).iterator(1000):
            row.search_text = search_key(*(getattr(row, column) for column in columns))[:2000]
            rows.append(row)
        model.objects.bulk_update(rows, ["search_text"], batch_size=400)


def _added(name: str) -> migrations.AddField:
    column = models.CharField(default="", editable=False, max_length=2000, verbose_name="chuỗi tìm kiếm")
    return migrations.AddField(model_name=name, name="search_text", field=column)


class Migration(migrations.Migration):
    dependencies = [("investors", "0008_stage_totals")]

    operations = [
        _added("conversation"),
        _added("offer"),
        migrations.RunPython(index, migrations.RunPython.noop),
    ]
