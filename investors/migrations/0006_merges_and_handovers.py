"""Merged investors and what keeps them flat (see `investors.merge_triggers`), cases handed over."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from investors import merge_triggers

USER = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0005_index_projects"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseHandover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.TextField(verbose_name="nội dung bàn giao")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to=USER, verbose_name="người ghi"),
                ),
                (
                    "from_owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="+",
                        to=USER,
                        verbose_name="người giao",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to="investors.project",
                        verbose_name="dự án",
                    ),
                ),
                (
                    "to_owner",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to=USER, verbose_name="người nhận"
                    ),
                ),
            ],
            options={
                "verbose_name": "bàn giao hồ sơ",
                "verbose_name_plural": "các lần bàn giao hồ sơ",
                "ordering": ("-at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="DistinctInvestors",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc")),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="investors.investor",
                        verbose_name="nhà đầu tư",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to=USER, verbose_name="cán bộ"),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="investors.investor",
                        verbose_name="nhà đầu tư kia",
                    ),
                ),
            ],
            options={
                "verbose_name": "hai nhà đầu tư khác nhau",
                "verbose_name_plural": "các nhà đầu tư khác nhau",
                "ordering": ("first", "second"),
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="distinct_investors_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="distinct_investors_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvestorMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gộp lúc")),
                ("taken", models.JSONField(default=dict, verbose_name="giá trị lấy sang")),
                ("moved", models.JSONField(default=dict, verbose_name="bản ghi chuyển sang")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="tách ra lúc")),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="+",
                        to="investors.investor",
                        verbose_name="giữ lại",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="+", to=USER, verbose_name="người gộp"
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="merges",
                        to="investors.investor",
                        verbose_name="được gộp",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="+", to=USER, verbose_name="người tách ra"
                    ),
                ),
            ],
            options={
                "verbose_name": "lần gộp nhà đầu tư",
                "verbose_name_plural": "các lần gộp nhà đầu tư",
                "ordering": ("-made_at", "-id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("merged",),
                        name="investor_merged_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged", models.F("kept")), _negated=True),
                        name="investor_merge_of_two",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="investor", name="investor_tax_code_once"),
        migrations.AddField(
            model_name="investor",
            name="tax_key",
            field=models.CharField(
                db_index=True, default="", editable=False, max_length=10, verbose_name="khóa mã số thuế"
            ),
        ),
        migrations.AddConstraint(
            model_name="investor",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("tax_code", ""), _negated=True),
                    ("confidential", False),
                    ("merged_into__isnull", True),
                ),
                fields=("tax_code",),
                name="investor_tax_code_once",
                violation_error_message="Đã có nhà đầu tư với mã số thuế này.",
            ),
        ),
        migrations.RunPython(merge_triggers.install, merge_triggers.remove),
    ]
