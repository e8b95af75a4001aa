"""The facts of the sites that runs used, kept once; what links kept runs into a chain (see `matching.chain`)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0006_run_outcomes")]

    operations = [
        migrations.CreateModel(
            name="RunSites",
            fields=[
                (
                    "digest",
                    models.CharField(
                        max_length=64, primary_key=True, serialize=False, verbose_name="dấu nội dung"
                    ),
                ),
                ("facts", models.JSONField(verbose_name="số liệu")),
            ],
            options={
                "verbose_name": "số liệu dùng để đối sánh",
                "verbose_name_plural": "số liệu dùng để đối sánh",
                "ordering": ("digest",),
            },
        ),
        migrations.CreateModel(
            name="RunChain",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0, verbose_name="số mắt xích")),
                (
                    "digest",
                    models.CharField(blank=True, max_length=64, verbose_name="dấu của mắt xích cuối"),
                ),
            ],
            options={
                "verbose_name": "chuỗi lượt đối sánh",
                "verbose_name_plural": "chuỗi lượt đối sánh",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="run_chain_one_row")
                ],
            },
        ),
        migrations.AddField(
            model_name="matchrun",
            name="sites",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="matching.runsites",
                verbose_name="số liệu đã dùng",
            ),
        ),
        migrations.AddField("matchrun", "number", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("matchrun", "previous", models.CharField(max_length=64, null=True)),
        migrations.AddField("matchrun", "digest", models.CharField(max_length=64, null=True)),
        migrations.AddField("matchrun", "certificate", models.CharField(max_length=14, null=True)),
    ]
