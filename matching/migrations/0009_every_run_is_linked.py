"""No run without its place in the chain; the triggers stand again, and keep the facts of the sites too."""

from django.db import migrations, models

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [("matching", "0008_link_kept_runs")]

    operations = [
        migrations.AlterField(
            "matchrun",
            "number",
            models.PositiveBigIntegerField(editable=False, unique=True, verbose_name="số thứ tự"),
        ),
        migrations.AlterField(
            "matchrun",
            "previous",
            models.CharField(
                blank=True, editable=False, max_length=64, unique=True, verbose_name="dấu của lượt trước"
            ),
        ),
        migrations.AlterField(
            "matchrun",
            "digest",
            models.CharField(editable=False, max_length=64, unique=True, verbose_name="dấu nội dung"),
        ),
        migrations.AlterField(
            "matchrun",
            "certificate",
            models.CharField(editable=False, max_length=14, unique=True, verbose_name="mã xác nhận"),
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
