"""Drafts of rulesets with every step that was taken; nobody publishes their own (see `matching.triggers`)."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0009_every_run_is_linked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RulesetDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafting", "đang soạn"),
                            ("submitted", "chờ phê duyệt"),
                            ("published", "đã ban hành"),
                        ],
                        default="drafting",
                        max_length=10,
                        verbose_name="bước",
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.rulesetversion",
                        verbose_name="sao từ bộ tiêu chí",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người soạn",
                    ),
                ),
                (
                    "ruleset",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="matching.rulesetversion",
                        verbose_name="bộ tiêu chí",
                    ),
                ),
            ],
            options={
                "verbose_name": "dự thảo bộ tiêu chí",
                "verbose_name_plural": "dự thảo bộ tiêu chí",
                "ordering": ("ruleset__effective_from", "ruleset__version"),
            },
        ),
        migrations.CreateModel(
            name="RulesetStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("copied", "sao thành dự thảo"),
                            ("edited", "sửa"),
                            ("pasted", "dán văn bản"),
                            ("submitted", "trình phê duyệt"),
                            ("taken_back", "rút về"),
                            ("sent_back", "trả lại"),
                            ("published", "ban hành"),
                        ],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm",
                    ),
                ),
                (
                    "ruleset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="matching.rulesetversion",
                        verbose_name="bộ tiêu chí",
                    ),
                ),
            ],
            options={
                "verbose_name": "bước soạn bộ tiêu chí",
                "verbose_name_plural": "các bước soạn bộ tiêu chí",
                "ordering": ("-at", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act", "sent_back"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ruleset_step_sent_back_says_why",
                    )
                ],
            },
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
