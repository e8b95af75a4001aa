import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0010_index_stage_changes"),
        ("matching", "0010_ruleset_drafts"),
        ("parks", "0006_handovers_of_the_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalOverride",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "rule_class",
                    models.CharField(
                        choices=[("lower", "xếp hạng thấp hơn"), ("policy", "vướng yêu cầu chính sách")],
                        max_length=6,
                        verbose_name="so với kết quả tính",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="thứ hạng")),
                ("barred_by", models.JSONField(blank=True, default=list, verbose_name="vướng")),
                ("reason", models.TextField(max_length=1000, verbose_name="lý do")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="ghi lúc")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="rút lúc")),
                ("withdrawn_reason", models.TextField(blank=True, max_length=1000, verbose_name="lý do rút")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parks.site",
                        verbose_name="đứng đầu theo tính toán",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="investors.project",
                        verbose_name="dự án",
                    ),
                ),
                (
                    "project_file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="investors.projectfile",
                        verbose_name="giấy tờ của hồ sơ",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="matching.matchrun",
                        verbose_name="lượt đối sánh",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parks.site",
                        verbose_name="nơi được chọn",
                    ),
                ),
                (
                    "source_file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parks.sourcefile",
                        verbose_name="văn bản của nguồn",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người rút",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lựa chọn khác của cán bộ",
                "verbose_name_plural": "historical lựa chọn khác của cán bộ",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule_class",
                    models.CharField(
                        choices=[("lower", "xếp hạng thấp hơn"), ("policy", "vướng yêu cầu chính sách")],
                        max_length=6,
                        verbose_name="so với kết quả tính",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="thứ hạng")),
                ("barred_by", models.JSONField(blank=True, default=list, verbose_name="vướng")),
                ("reason", models.TextField(max_length=1000, verbose_name="lý do")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="ghi lúc")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="rút lúc")),
                ("withdrawn_reason", models.TextField(blank=True, max_length=1000, verbose_name="lý do rút")),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parks.site",
                        verbose_name="đứng đầu theo tính toán",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrides",
                        to="investors.project",
                        verbose_name="dự án",
                    ),
                ),
                (
                    "project_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investors.projectfile",
                        verbose_name="giấy tờ của hồ sơ",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrides",
                        to="matching.matchrun",
                        verbose_name="lượt đối sánh",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrides",
                        to="parks.site",
                        verbose_name="nơi được chọn",
                    ),
                ),
                (
                    "source_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parks.sourcefile",
                        verbose_name="văn bản của nguồn",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người rút",
                    ),
                ),
            ],
            options={
                "verbose_name": "lựa chọn khác của cán bộ",
                "verbose_name_plural": "lựa chọn khác của cán bộ",
                "ordering": ("-made_at", "-id"),
                "indexes": [
                    models.Index(fields=["-made_at", "-id"], name="override_newest"),
                    models.Index(fields=["project", "-made_at"], name="override_of_project"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("barred_by", []), ("rank__isnull", False), ("rule_class", "lower")),
                            models.Q(
                                ("rank__isnull", True),
                                ("rule_class", "policy"),
                                models.Q(("barred_by", []), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="override_lower_or_policy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rule_class", "lower"),
                            ("project_file__isnull", False),
                            ("source_file__isnull", False),
                            _connector="OR",
                        ),
                        name="override_of_policy_has_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first__isnull", True),
                            models.Q(("first", models.F("site")), _negated=True),
                            _connector="OR",
                        ),
                        name="override_is_another_site",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="override_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                                ("withdrawn_reason", ""),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="override_withdrawn_says_who_and_why",
                    ),
                ],
            },
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
