"""Rulesets, runs and letters as migrations 0001 to 0019 make them, made at once; the row and the triggers they add."""

import uuid
from typing import Any

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import matching.models.replies
from matching import triggers
from parks.create_models import CreateModels


def finish(apps: Any, schema_editor: Any) -> None:
    """Write the end of a chain without a run, and install the triggers."""
    apps.get_model("matching", "RunChain").objects.create(id=1)
    triggers.install(apps, schema_editor)


class Migration(migrations.Migration):
    replaces = [
        ("matching", "0001_initial"),
        ("matching", "0002_triggers"),
        ("matching", "0003_refuse_replacing_and_truncating"),
        ("matching", "0004_replies"),
        ("matching", "0005_reply_versions"),
        ("matching", "0006_run_outcomes"),
        ("matching", "0007_run_chain"),
        ("matching", "0008_link_kept_runs"),
        ("matching", "0009_every_run_is_linked"),
        ("matching", "0010_ruleset_drafts"),
        ("matching", "0011_overrides"),
        ("matching", "0012_keep_sent_letters"),
        ("matching", "0013_partners"),
        ("matching", "0014_name_lists"),
        ("matching", "0015_overrides_that_runs_allow"),
        ("matching", "0016_note_published_rulesets"),
        ("matching", "0017_erasure"),
        ("matching", "0018_run_findings"),
        ("matching", "0019_handed_runs"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            state_operations=[
                migrations.CreateModel(
                    name="RulesetVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.CharField(max_length=20, unique=True, verbose_name="phiên bản")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "dự thảo"), ("published", "đã ban hành")],
                                default="draft",
                                max_length=10,
                                verbose_name="tình trạng",
                            ),
                        ),
                        ("effective_from", models.DateField(verbose_name="hiệu lực từ")),
                        ("document", models.TextField(verbose_name="văn bản")),
                        ("digest", models.CharField(max_length=71, verbose_name="dấu nội dung")),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ban hành lúc"),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ban hành",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bộ tiêu chí",
                        "verbose_name_plural": "bộ tiêu chí",
                        "ordering": ("-effective_from", "-version"),
                        "permissions": [("publish_rulesetversion", "Ban hành bộ tiêu chí")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "published")),
                                fields=("effective_from",),
                                name="ruleset_one_published_a_day",
                                violation_error_message="Đã có bộ tiêu chí khác ban hành với cùng ngày hiệu lực.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "draft"), ("published_at__isnull", False), _connector="OR"
                                ),
                                name="ruleset_published_has_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RulesetDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
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
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người soạn",
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
                            "ruleset",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="matching.rulesetversion",
                                verbose_name="bộ tiêu chí",
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
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người làm",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                    ],
                    options={
                        "verbose_name": "bước soạn bộ tiêu chí",
                        "verbose_name_plural": "bước soạn bộ tiêu chí",
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
                migrations.CreateModel(
                    name="RunChain",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                        ),
                        ("number", models.PositiveBigIntegerField(default=0, verbose_name="số mắt xích")),
                        (
                            "digest",
                            models.CharField(blank=True, max_length=64, verbose_name="dấu của mắt xích cuối"),
                        ),
                        (
                            "findings",
                            models.PositiveBigIntegerField(default=0, verbose_name="số nhận định đã lưu"),
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
                migrations.CreateModel(
                    name="MatchRun",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="thời điểm"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_runs",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người thực hiện",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_runs",
                                to="partners.partner",
                                verbose_name="cổng đối tác",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_runs",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="tính theo ngày")),
                        (
                            "ruleset",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_runs",
                                to="matching.rulesetversion",
                                verbose_name="bộ tiêu chí",
                            ),
                        ),
                        (
                            "engine_version",
                            models.CharField(max_length=20, verbose_name="phiên bản máy tính điểm"),
                        ),
                        ("data_version", models.CharField(max_length=40, verbose_name="phiên bản dữ liệu")),
                        (
                            "sites",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="matching.runsites",
                                verbose_name="số liệu đã dùng",
                            ),
                        ),
                        ("inputs", models.JSONField(verbose_name="đầu vào")),
                        ("answer", models.JSONField(verbose_name="kết quả")),
                        (
                            "number",
                            models.PositiveBigIntegerField(
                                editable=False, unique=True, verbose_name="số thứ tự"
                            ),
                        ),
                        (
                            "previous",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=64,
                                unique=True,
                                verbose_name="dấu của lượt trước",
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                editable=False, max_length=64, unique=True, verbose_name="dấu nội dung"
                            ),
                        ),
                        (
                            "certificate",
                            models.CharField(
                                editable=False, max_length=14, unique=True, verbose_name="mã xác nhận"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lượt đối sánh",
                        "verbose_name_plural": "lượt đối sánh",
                        "ordering": ("-created_at", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("created_by__isnull", False), ("partner__isnull", True)),
                                    models.Q(
                                        ("created_by__isnull", True),
                                        ("partner__isnull", False),
                                        ("project__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="run_of_officer_or_partner",
                            )
                        ],
                    },
                ),
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
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="investors.project",
                                verbose_name="dự án",
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
                        (
                            "plot_unmet",
                            models.PositiveSmallIntegerField(verbose_name="số nơi không có lô đủ lớn"),
                        ),
                    ],
                    options={
                        "verbose_name": "kết quả của lượt đối sánh",
                        "verbose_name_plural": "kết quả của các lượt đối sánh",
                        "ordering": ("-made_at", "run"),
                        "indexes": [models.Index(fields=["project", "made_at"], name="run_outcome_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOverride",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "rule_class",
                            models.CharField(
                                choices=[
                                    ("lower", "xếp hạng thấp hơn"),
                                    ("policy", "vướng yêu cầu chính sách"),
                                ],
                                max_length=6,
                                verbose_name="so với kết quả tính",
                            ),
                        ),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="thứ hạng"),
                        ),
                        ("barred_by", models.JSONField(blank=True, default=list, verbose_name="vướng")),
                        ("reason", models.TextField(max_length=1000, verbose_name="lý do")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="ghi lúc"),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="rút lúc")),
                        (
                            "withdrawn_reason",
                            models.TextField(blank=True, max_length=1000, verbose_name="lý do rút"),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
                                to="matching.matchrun",
                                verbose_name="lượt đối sánh",
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
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
                                to="parks.site",
                                verbose_name="nơi được chọn",
                            ),
                        ),
                        (
                            "rule_class",
                            models.CharField(
                                choices=[
                                    ("lower", "xếp hạng thấp hơn"),
                                    ("policy", "vướng yêu cầu chính sách"),
                                ],
                                max_length=6,
                                verbose_name="so với kết quả tính",
                            ),
                        ),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="thứ hạng"),
                        ),
                        ("barred_by", models.JSONField(blank=True, default=list, verbose_name="vướng")),
                        ("reason", models.TextField(max_length=1000, verbose_name="lý do")),
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="ghi lúc"),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="rút lúc")),
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
                        (
                            "withdrawn_reason",
                            models.TextField(blank=True, max_length=1000, verbose_name="lý do rút"),
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
                                    models.Q(
                                        ("barred_by", []), ("rank__isnull", False), ("rule_class", "lower")
                                    ),
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
                migrations.CreateModel(
                    name="HandedRun",
                    fields=[
                        (
                            "project",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="handed_run",
                                serialize=False,
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handed_over",
                                to="matching.matchrun",
                                verbose_name="lượt đối sánh",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lượt đối sánh gửi kèm",
                        "verbose_name_plural": "lượt đối sánh gửi kèm",
                        "ordering": ("project",),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalReply",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        (
                            "token",
                            models.CharField(
                                db_index=True,
                                default=matching.models.replies.new_token,
                                editable=False,
                                max_length=16,
                                verbose_name="liên kết ngắn",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "tiếng Việt"), ("en", "tiếng Anh")],
                                max_length=2,
                                verbose_name="ngôn ngữ",
                            ),
                        ),
                        ("site_codes", models.JSONField(verbose_name="khu, cụm đã chọn")),
                        ("text", models.TextField(verbose_name="nội dung gửi đi")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="soạn lúc"),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("email", "thư điện tử"),
                                    ("zalo", "Zalo"),
                                    ("phone", "điện thoại"),
                                    ("meeting", "gặp trực tiếp"),
                                    ("letter", "công văn"),
                                    ("web", "cổng thông tin"),
                                    ("other", "cách khác"),
                                ],
                                max_length=7,
                                verbose_name="gửi qua",
                            ),
                        ),
                        ("expires_on", models.DateField(verbose_name="liên kết dùng đến hết ngày")),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="thu hồi lúc"),
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
                            "enquiry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.enquiry",
                                verbose_name="yêu cầu",
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
                                verbose_name="người soạn",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người gửi",
                            ),
                        ),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical thư trả lời",
                        "verbose_name_plural": "historical thư trả lời",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Reply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        (
                            "token",
                            models.CharField(
                                default=matching.models.replies.new_token,
                                editable=False,
                                max_length=16,
                                unique=True,
                                verbose_name="liên kết ngắn",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="matching.matchrun",
                                verbose_name="lượt đối sánh",
                            ),
                        ),
                        (
                            "enquiry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="investors.enquiry",
                                verbose_name="yêu cầu",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "tiếng Việt"), ("en", "tiếng Anh")],
                                max_length=2,
                                verbose_name="ngôn ngữ",
                            ),
                        ),
                        ("site_codes", models.JSONField(verbose_name="khu, cụm đã chọn")),
                        ("text", models.TextField(verbose_name="nội dung gửi đi")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="soạn lúc"),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người soạn",
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người gửi",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("email", "thư điện tử"),
                                    ("zalo", "Zalo"),
                                    ("phone", "điện thoại"),
                                    ("meeting", "gặp trực tiếp"),
                                    ("letter", "công văn"),
                                    ("web", "cổng thông tin"),
                                    ("other", "cách khác"),
                                ],
                                max_length=7,
                                verbose_name="gửi qua",
                            ),
                        ),
                        ("expires_on", models.DateField(verbose_name="liên kết dùng đến hết ngày")),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="thu hồi lúc"),
                        ),
                    ],
                    options={
                        "verbose_name": "thư trả lời",
                        "verbose_name_plural": "thư trả lời",
                        "ordering": ("-made_at", "id"),
                        "indexes": [models.Index(fields=["-made_at", "id"], name="reply_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at__isnull", True),
                                    models.Q(("channel", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reply_sent_says_how",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(finish, triggers.remove),
    ]
