"""Names what a source says by one term on every page; no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parks", "0007_changes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalorientation",
            name="words",
            field=models.CharField(max_length=300, verbose_name="lời của nguồn"),
        ),
        migrations.AlterField(
            model_name="historicalstatus",
            name="words",
            field=models.CharField(blank=True, max_length=300, verbose_name="lời của nguồn"),
        ),
        migrations.AlterField(
            model_name="orientation",
            name="words",
            field=models.CharField(max_length=300, verbose_name="lời của nguồn"),
        ),
        migrations.AlterField(
            model_name="status",
            name="words",
            field=models.CharField(blank=True, max_length=300, verbose_name="lời của nguồn"),
        ),
    ]
