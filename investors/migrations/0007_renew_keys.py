"""What duplicates have in common, by the forms of firms that are known now, and by the tax code."""

from typing import Any

from django.db import migrations

from investors.keys import name_key, tax_key


def write_keys(apps: Any, schema_editor: Any) -> None:
    """Fill the columns that duplicates are found by, a thousand rows at a time."""
    model = apps.get_model("investors", "Investor")
    rows = []
    for row in model.objects.only("name", "tax_code").iterator(1000):
        row.name_key, row.tax_key = name_key(row.name), tax_key(row.tax_code)
        rows.append(row)
    model.objects.bulk_update(rows, ["name_key", "tax_key"], batch_size=400)


class Migration(migrations.Migration):
    # A migration of its own: PostgreSQL alters no table that the same transaction has written to.
    dependencies = [("investors", "0006_merges_and_handovers")]

    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]
