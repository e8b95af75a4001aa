from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from matching.outcomes import outcome_of


def note_outcomes(apps: Any, schema_editor: Any) -> None:
    """Read what the runs came to that were kept before there was a table for it."""
    kept = apps.get_model("matching", "MatchRun").objects.filter(project__isnull=False)
    outcomes = apps.get_model("matching", "RunOutcome").objects
    for run in kept.only("project_id", "created_at", "answer").iterator(chunk_size=20):
        outcomes.create(
            run_id=run.pk, project_id=run.project_id, made_at=run.created_at, **outcome_of(run.answer)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0005_index_projects"),
        ("matching", "0005_reply_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="RunOutcome",
            fields=[
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="outcome",
                        serialize=False,
                        to="matching.matchrun",
                        verbose_name="lượt đối sánh",
                    ),
                ),
                ("made_at", models.DateTimeField(db_index=True, verbose_name="thời điểm")),
                ("verdict", models.CharField(max_length=20, verbose_name="kết luận")),
                ("barred_by", models.JSONField(default=list, verbose_name="vướng nhiều nhất")),
                ("plot_met", models.PositiveSmallIntegerField(verbose_name="số nơi có lô đủ lớn")),
                (
                    "plot_unknown",
                    models.PositiveSmallIntegerField(verbose_name="số nơi chưa biết lô có đủ lớn"),
                ),
                ("plot_unmet", models.PositiveSmallIntegerField(verbose_name="số nơi không có lô đủ lớn")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investors.project",
                        verbose_name="dự án",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả của lượt đối sánh",
                "verbose_name_plural": "kết quả của các lượt đối sánh",
                "ordering": ("-made_at", "run"),
                "indexes": [models.Index(fields=["project", "made_at"], name="run_outcome_latest")],
            },
        ),
        migrations.RunPython(note_outcomes, migrations.RunPython.noop),
    ]
