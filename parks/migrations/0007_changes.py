"""The changes of the public data, and the triggers that note them (see `parks.change_triggers`)."""

from django.db import migrations, models

from parks import triggers


class Migration(migrations.Migration):
    dependencies = [("parks", "0006_handovers_of_the_day")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("kind", models.CharField(max_length=16, verbose_name="loại bản ghi")),
                (
                    "act",
                    models.CharField(
                        choices=[("created", "thêm"), ("updated", "sửa"), ("deleted", "xóa")],
                        max_length=8,
                        verbose_name="việc",
                    ),
                ),
                ("code", models.CharField(max_length=100, verbose_name="mã")),
                ("site", models.CharField(blank=True, max_length=40, verbose_name="khu, cụm")),
                (
                    "planning_area",
                    models.CharField(blank=True, max_length=20, verbose_name="vùng quy hoạch"),
                ),
            ],
            options={
                "verbose_name": "thay đổi dữ liệu công khai",
                "verbose_name_plural": "thay đổi dữ liệu công khai",
                "ordering": ("id",),
            },
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
