"""The findings that runs share, each kept once, and how many there are (see `matching.run_findings`)."""

from django.db import migrations, models

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [("matching", "0017_erasure")]

    operations = [
        migrations.CreateModel(
            name="RunFinding",
            fields=[
                (
                    "number",
                    models.PositiveBigIntegerField(
                        primary_key=True, serialize=False, verbose_name="số thứ tự"
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung")),
            ],
            options={
                "verbose_name": "nhận định theo tiêu chí",
                "verbose_name_plural": "nhận định theo tiêu chí",
                "ordering": ("number",),
            },
        ),
        migrations.AddField(
            "runchain",
            "findings",
            models.PositiveBigIntegerField(default=0, verbose_name="số nhận định đã lưu"),
        ),
        migrations.RunPython(triggers.install, triggers.install),
    ]
