"""Runs hold the findings that they are the first to say, and have no index that nothing is looked up by."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0015_rd_spend_of_value_added"),
        ("matching", "0021_handed_runs_stay"),
        ("partners", "0004_withdrawn_scope"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(triggers.remove, triggers.install),
        migrations.AddField(
            "matchrun",
            "findings",
            models.TextField(blank=True, editable=False, verbose_name="nhận định mới"),
        ),
        migrations.AlterField(
            "matchrun",
            "created_by",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="match_runs",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người thực hiện",
            ),
        ),
        migrations.AlterField(
            "matchrun",
            "partner",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="match_runs",
                to="partners.partner",
                verbose_name="cổng đối tác",
            ),
        ),
        migrations.AlterField(
            "matchrun",
            "project",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="match_runs",
                to="investors.project",
                verbose_name="dự án",
            ),
        ),
        migrations.AlterField(
            "matchrun",
            "ruleset",
            models.ForeignKey(
                db_index=False,
                on_delete=PROTECT,
                related_name="match_runs",
                to="matching.rulesetversion",
                verbose_name="bộ tiêu chí",
            ),
        ),
        migrations.AlterField(
            "matchrun",
            "sites",
            models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=PROTECT,
                related_name="runs",
                to="matching.runsites",
                verbose_name="số liệu đã dùng",
            ),
        ),
        migrations.AlterField(
            "matchrun",
            "previous",
            models.CharField(blank=True, editable=False, max_length=64, verbose_name="dấu của lượt trước"),
        ),
        migrations.AlterField(
            "matchrun",
            "digest",
            models.CharField(editable=False, max_length=64, verbose_name="dấu nội dung"),
        ),
        migrations.AddIndex(
            "matchrun",
            models.Index(condition=models.Q(project__isnull=False), fields=["project"], name="run_project"),
        ),
        migrations.AddIndex(
            "matchrun",
            models.Index(
                condition=models.Q(created_by__isnull=False), fields=["created_by"], name="run_officer"
            ),
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
