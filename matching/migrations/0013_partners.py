"""Runs may be kept for a partner, instead of for an officer; the triggers stand again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from matching import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0010_index_stage_changes"),
        ("matching", "0012_keep_sent_letters"),
        ("partners", "0001_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(triggers.remove, triggers.install),
        migrations.AddField(
            model_name="matchrun",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="match_runs",
                to="partners.partner",
                verbose_name="cổng đối tác",
            ),
        ),
        migrations.AlterField(
            model_name="matchrun",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="match_runs",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người thực hiện",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("created_by__isnull", False), ("partner__isnull", True)),
                    models.Q(
                        ("created_by__isnull", True), ("partner__isnull", False), ("project__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="run_of_officer_or_partner",
            ),
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
